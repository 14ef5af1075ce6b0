"""Nobody loses what they typed: the forms of a page are sent together, and what was not saved is shown again."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.reviews.points import SettleForm
from app.reviews.remarks import RemarkChangeForm, RemarkForm
from app.reviews.scores import AgreedScoreForm, ChanceForm
from app.reviews.watched import WatchedForm, without
from app.texts.assessments import PARTS
from app.web.forms import BaseForm, FormData

WATCHED: dict[str, tuple[type[WatchedForm], str]] = {
    "score": (AgreedScoreForm, "afspraak"),
    "chance": (ChanceForm, "value"),
    "settle": (SettleForm, "note"),
}
"""The forms that are once on a page, by part of the page, and where that part is."""
ALWAYS = frozenset({"answer", "addressee", "remark"})
"""The parts that are on a page whatever the state of the inventory."""


class Unsaved(NamedTuple):
    """Something that was typed on a page and not saved."""

    part: str
    place: str
    """The id of an element of the page."""
    texts: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is, in words."""
        return PARTS[self.part]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed on a page and was not saved, as the page shows it again."""

    named: tuple[Unsaved, ...] = ()
    """What stands in its field still, when something else was saved; empty when nothing was."""
    homeless: tuple[Unsaved, ...] = ()
    """What has no place on the page any more."""


def unsaved_in(posted: FormData) -> tuple[Unsaved, ...]:
    """Everything that was typed or chosen in a form of a page, in the order of the page."""
    return (*_watched(posted), *_threads(posted), *_remark(posted))


def kept_of(left: FormData | None, shown: Collection[str], *, stays: bool) -> Kept:
    """What was typed, for a page with the parts `shown` and those that are always there; `stays`: after saving."""
    found = unsaved_in(left) if left else ()
    here = tuple(one for one in found if one.part in ALWAYS or one.part in shown)
    return Kept(here if stays else (), tuple(one for one in found if one not in here))


def redirect_or_keep(onward: str, page: Callable[[FormData], str], *saved: BaseForm) -> ResponseReturnValue:
    """Go on; or stay when something else was typed than in the forms that were saved: then `page` shows that again."""
    left = without(request.form, *saved)
    return (page(left), 200) if unsaved_in(left) else redirect(onward, 303)


def _watched(posted: FormData) -> Iterator[Unsaved]:
    for part, (kind, place) in WATCHED.items():
        form = kind(posted)
        if form.is_touched:
            yield Unsaved(part, place, form.typed_texts)


def _threads(posted: FormData) -> Iterator[Unsaved]:
    """The fields of these forms have the id of a remark before their name."""
    for name, value in posted.items():
        remark, _, field = name.rpartition("-")
        if remark and field == "text" and value.strip():
            yield Unsaved("answer", name, (value,))
        elif remark and field == "addressee" and RemarkChangeForm(posted, prefix=remark).is_touched:
            yield Unsaved("addressee", name, ())


def _remark(posted: FormData) -> Iterator[Unsaved]:
    text = RemarkForm(posted).text.data
    if text:
        yield Unsaved("remark", "text", (text,))
