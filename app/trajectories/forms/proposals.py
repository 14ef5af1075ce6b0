"""What is ticked and typed on the page with proposals: why nothing is done about an item, and what was not saved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from app.door import cleaned
from app.forms import BaseForm, required, text_field
from app.texts import actions as texts
from app.trajectories.queries.proposals import Declined, Proposals

REASON = 1000
"""Characters of the reason."""


class DeclineForm(BaseForm):
    """Why nothing is done, and which reason was seen; it stands on a page once for each item."""

    reason = text_field("Waarom komt hier geen actie?", REASON, required(texts.REASON_MISSING), area=True)
    seen = HiddenField()


@dataclass(frozen=True)
class Left:
    """What was ticked and typed beside what is being saved."""

    ticked: frozenset[str] = frozenset()
    """The keys of ideas."""
    typed: Mapping[str, MultiDict[str, str]] = field(default_factory=dict)
    """The fields of forms in which a reason was typed, by item."""
    homeless: tuple[str, ...] = ()
    """Reasons for which there is no place on the page any more."""

    @property
    def is_typed(self) -> bool:
        """Whether there are reasons among it."""
        return bool(self.typed or self.homeless)


def build_decline_form(item: str, declined: Declined | None, posted: MultiDict[str, str] | None) -> DeclineForm:
    """The form about an item with the reason that was given, or with what was posted."""
    first = {"reason": declined.decision.reason, "seen": declined.stamp} if declined else {"seen": ""}
    return DeclineForm(posted, data=first, prefix=item)


def left_on(
    found: Proposals, posted: MultiDict[str, str], taken: Collection[str] = (), saved: Collection[str] = ()
) -> Left:
    """What was ticked and typed on this page, without the ideas `taken` and the reasons about the items `saved`."""
    ticked = {key for key in posted.getlist("idea") if key not in taken and key in found.ideas}
    texts_ = {name.removesuffix("-reason"): cleaned(text) for name, text in posted.items() if name.endswith("-reason")}
    typed = {item: text for item, text in texts_.items() if item not in saved and _is_typed(found, item, text)}
    here = {item for item in typed if item in found.items and found.may_decline(found.items[item])}
    return Left(
        frozenset(key for key in ticked if found.taken(found.ideas[key]) is None),
        {item: _fields(item, typed[item], posted) for item in typed if item in here},
        tuple(text for item, text in typed.items() if item not in here),
    )


def _is_typed(found: Proposals, item: str, text: str) -> bool:
    """Whether something else stands there than when the page was made."""
    declined = found.declined.get(item)
    stored = declined.decision.reason if declined else ""
    # A browser sends line breaks in its own way.
    return bool(text.strip()) and text.replace("\r\n", "\n").strip() != stored


def _fields(item: str, text: str, posted: MultiDict[str, str]) -> MultiDict[str, str]:
    return MultiDict({f"{item}-reason": text, f"{item}-seen": cleaned(posted.get(f"{item}-seen", ""))})
