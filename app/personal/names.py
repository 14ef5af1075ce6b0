"""Somebody's name and address inside texts, in the forms in which they occur there, and what comes in their place."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import escape

BEGIN = r"(?:(?<![^\W\d])|(?<=%[0-9A-F][0-9A-F]))"
"""Where a name can begin: not within a word, but after an escaped character of an address."""
BETWEEN = r"(?:\s|\+|%20|&nbsp;|\\n)+"
END = r"(?=s?(?!\w))"
"""Where a name can end; in Dutch an s behind it says whose something is."""
AROUND_ADDRESS = (r"(?:(?<![\w.+-])|(?<=%[0-9A-F][0-9A-F]))", r"(?![\w-]|\.\w)")


@dataclass(frozen=True)
class Mentions:
    """How somebody is mentioned: by full name or address, in capitals or not, escaped or not.

    A name of one word is only found where it stands alone: inside a sentence it may be any word.
    """

    names: Collection[str]
    email: str
    pseudonym: str

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        before, after = AROUND_ADDRESS
        found = [f"{before}{_variants(self.email)}{after}"]
        for name in sorted(self.names, key=len, reverse=True):
            words = name.split()
            joined = BETWEEN.join(map(_variants, words))
            found.append(f"{BEGIN}{joined}{END}" if len(words) > 1 else rf"\A{joined}\Z")
        return re.compile("|".join(found), re.IGNORECASE)

    @cached_property
    def pieces(self) -> list[str]:
        """For a search in the database: of each name and the address the longest part that no escaping changes."""
        runs = [re.findall("[A-Za-z0-9]+", text) for text in (*self.names, self.email)]
        return [max(found, key=len) if found else "" for found in runs]

    def are_in(self, text: str) -> bool:
        """Whether this person is mentioned in a text."""
        return self._pattern.search(text) is not None

    def replaced(self, value: Any, most: int | None = None) -> Any:
        """The same text, or JSON value, with the pseudonym; a text of at most so many characters."""
        if isinstance(value, str):
            return self._pattern.sub(self.pseudonym, value)[:most]
        if isinstance(value, list):
            return [self.replaced(one) for one in value]
        if isinstance(value, dict):
            return {key: self.replaced(one) for key, one in value.items()}
        return value


def _variants(text: str) -> str:
    """A pattern for a text as it is, and as HTML, JSON and addresses of pages write it."""
    forms = {text, str(escape(text)), json.dumps(text)[1:-1], quote(text, safe=""), quote(text, safe="@")}
    return f"(?:{'|'.join(map(re.escape, sorted(forms)))})"
