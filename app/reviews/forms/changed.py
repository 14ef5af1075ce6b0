"""The forms that ask, where an agreed score is another one than then, whether something really changed."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from wtforms import Field

from app.changing import ChangingForm, Said, offer_choices, values_of
from app.reports.queries import StoredScore
from app.reviews.forms.choosing import FormData
from app.texts.then_now import SAID


def build_changing_form(
    score: StoredScore, actions: Mapping[uuid.UUID, str], posted: FormData | None, *, alone: bool = True
) -> ChangingForm:
    """The form about one agreed score; on a page with others each field has the id of its question before it."""
    said = Said(*(getattr(score, name) for name in Said._fields))
    prefix = "" if alone else f"{score.item.partition('/')[2]}-"
    form = ChangingForm(posted, prefix=prefix, data={**values_of(said), "seen": str(score.version)})
    offer_choices(form, actions, together=True)
    return form


def build_gone_form(item: str, actions: Mapping[uuid.UUID, str], posted: FormData) -> ChangingForm | None:
    """What was posted about a score for which there is no form any more; None when nothing was."""
    prefix = f"{item.partition('/')[2]}-"
    if f"{prefix}seen" not in posted:
        return None
    form = ChangingForm(posted, prefix=prefix)
    offer_choices(form, actions, together=True)
    return form


def typed_texts(form: ChangingForm) -> tuple[str, ...]:
    """What a form holds, in words."""
    texts = (form.changed_what.data, form.evidence_note.data, form.evidence_link.data)
    return tuple(text for text in (SAID[form.typed.changed], *texts) if text)


class ChangingForms:
    """The forms of all agreed scores of a domain that differ; to the templates they look like one form."""

    def __init__(
        self, scores: Sequence[StoredScore], actions: Mapping[uuid.UUID, str], posted: FormData | None = None
    ) -> None:
        self.actions = actions
        self.by_item = {score.item: build_changing_form(score, actions, posted, alone=False) for score in scores}

    def __iter__(self) -> Iterator[Field]:
        return (field for form in self.by_item.values() for field in form)

    @property
    def errors(self) -> dict[str, Any]:
        """The messages of all forms."""
        return {item: form.errors for item, form in self.by_item.items() if form.errors}

    def validate(self) -> bool:
        """Whether all forms are right; every one is checked, so that all messages show at once."""
        checked = [form.validate() for form in self.by_item.values()]
        return all(checked)

    @property
    def typed(self) -> dict[str, Said]:
        """What each says."""
        return {item: form.typed for item, form in self.by_item.items()}

    @property
    def seen(self) -> dict[str, int]:
        """The version of each score that the page was made with."""
        return {item: form.seen.version for item, form in self.by_item.items()}

    def see_newer(self, scores: Mapping[str, StoredScore], typed: Collection[str]) -> None:
        """Take the newest versions as seen; about what nobody typed here, show what somebody else saved."""
        for item, form in self.by_item.items():
            if item in typed:
                form.seen.data = str(scores[item].version)
            elif form.seen.version != scores[item].version:
                self.by_item[item] = build_changing_form(scores[item], self.actions, None, alone=False)
