"""The form with the three open questions about a domain."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from werkzeug.datastructures import MultiDict

from app.assessments.queries.closing import EMPTY, StoredText, TypedText
from app.forms import BaseForm, VersionField, text_field
from app.parts import closing_questions
from app.texts.closing import CLOSING, HINTS
from questionnaires.model import Domain

LENGTH = 5000
"""Characters of a text."""


class ClosingForm(BaseForm):
    """Three texts, each with the version that the page was made with; `closing_form` adds them for a domain."""

    domain: Domain
    typed_beginnings = tuple(CLOSING)

    def item(self, key: str) -> str:
        """The id under which a text is kept."""
        return f"{self.domain.id}/{key}"

    @property
    def typed(self) -> list[TypedText]:
        """What stands in the fields."""
        return [TypedText(self.item(key), self[key].data or "", self[f"{key}-seen"].version) for key in CLOSING]

    def accept_versions(self, newest: Mapping[str, StoredText]) -> None:
        """Take these versions as seen: their texts stand on the page now, so saving again is a choice."""
        for key in CLOSING:
            if self.item(key) in newest:
                self[f"{key}-seen"].data = str(newest[self.item(key)].version)


def build_closing_form(
    domain: Domain, stored: Mapping[str, StoredText], posted: MultiDict[str, str] | None
) -> ClosingForm:
    """The form about a domain, with what is stored or with what was posted."""
    return closing_form(domain)(posted, data=dict(_first_values(domain, stored)))


def _first_values(domain: Domain, stored: Mapping[str, StoredText]) -> Iterator[tuple[str, str]]:
    for key in CLOSING:
        text = stored.get(f"{domain.id}/{key}", EMPTY)
        yield from ((key, text.text), (f"{key}-seen", str(text.version)))


@lru_cache(maxsize=256)
def closing_form(domain: Domain) -> type[ClosingForm]:
    """The form in the words of one domain, made once."""
    labels = closing_questions(domain)
    texts = {key: text_field(label, LENGTH, area=True, description=HINTS[key]) for key, label in labels.items()}
    versions = {f"{key}-seen": VersionField() for key in CLOSING}
    return type("ClosingForm", (ClosingForm,), {"domain": domain, **texts, **versions})
