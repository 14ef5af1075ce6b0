"""What a file is called that somebody gets: words in lower case with a hyphen between them."""

import re

LONGEST = 60
"""How many characters a part may take: a file system holds 255 bytes of a name, and a name has a few parts."""

_NO_WORD = re.compile(r"[\W_]+")


def file_name(*parts: str) -> str:
    """The name without its ending: of `rapport` and `’s-Hertogenbosch` it is `rapport-s-hertogenbosch`.

    Whatever is typed in a part: it is one line of letters, digits and single hyphens.
    """
    words = (_NO_WORD.sub("-", part.lower()).strip("-")[:LONGEST].strip("-") for part in parts)
    return "-".join(filter(None, words))
