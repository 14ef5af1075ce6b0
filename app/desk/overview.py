"""The list of an adviser: one line a round, filtered, searched and sorted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desk.rounds import AdvisedMunicipality, DeskRound, advised_by, load_places
from app.models import Municipality
from app.state.lifecycle import State
from app.state.next import NOT_STARTED, Next, Who
from app.texts import desk as texts
from app.texts import planning
from app.web.clock import today
from app.web.extensions import db

blueprint = Blueprint("desk", __name__, template_folder="templates")


STATES = {"invullen": State.OPEN, "bespreken": State.IN_REVIEW, "vastgesteld": State.AGREED}
"""By how it stands in an address; `geen` is for municipalities without a round."""
FOR = {
    "mij": {Who.ADVISER},
    "gemeente": {Who.COORDINATOR, Who.COLLEAGUES, Who.MUNICIPALITY},
    "niemand": {Who.NOBODY},
}
ORDER = {who: place for place, who in enumerate(Who)}


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One round of one municipality, or a municipality without a round."""

    place: AdvisedMunicipality
    round: DeskRound | None

    @property
    def municipality(self) -> Municipality:
        """Of whom it is."""
        return self.place.municipality

    @property
    def waiting(self) -> Next:
        """For whom it waits."""
        return self.round.waiting if self.round else NOT_STARTED

    @property
    def is_mine(self) -> bool:
        """Whether it waits for the adviser."""
        return self.waiting.who is Who.ADVISER

    @property
    def state(self) -> str:
        """How far it is, as the address of a filter says it."""
        names = {state: name for name, state in STATES.items()}
        return names[self.round.state] if self.round else "geen"


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What somebody wants to see, and in which order; every text is one that the page knows."""

    search: str = ""
    state: str = ""
    waits: str = ""
    sort: str = "wacht"
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether lines can be left out."""
        return bool(self.search or self.state or self.waits)

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address; what is as it always is, is left out."""
        values = {"zoek": self.search, "stand": self.state, "wacht": self.waits}
        values["sorteer"] = "" if self.sort == "wacht" else self.sort
        values["richting"] = "af" if self.descending else ""
        return {name: value for name, value in values.items() if value}

    def sorted_by(self, column: str) -> "DeskWish":
        """The same, sorted by a column; once more turns the order around."""
        return replace(self, sort=column, descending=self.sort == column and not self.descending)


def wish_of(values: Mapping[str, str]) -> DeskWish:
    """What the query of an address asks; what the page does not know is left out."""
    sort = values.get("sorteer", "")
    return DeskWish(
        search=values.get("zoek", "").strip()[:80],
        state=values.get("stand", "") if values.get("stand", "") in texts.STATES else "",
        waits=values.get("wacht", "") if values.get("wacht", "") in FOR else "",
        sort=sort if sort in KEYS else "wacht",
        descending=values.get("richting") == "af",
    )


def lines_of(places: Iterable[AdvisedMunicipality]) -> Iterator[DeskLine]:
    """A line for every round, the latest of a municipality first, and one for a municipality without a round."""
    for place in places:
        yield from [DeskLine(place, one) for one in place.rounds] or [DeskLine(place, None)]


def listed(lines: Iterable[DeskLine], wish: DeskWish) -> list[DeskLine]:
    """The lines that are asked for, in order; where there is nothing to sort by comes last, whatever the direction."""
    shown = [line for line in lines if _is_asked(line, wish)]
    key = KEYS[wish.sort]
    known = [line for line in shown if key(line) is not None]
    unknown = [line for line in shown if key(line) is None]
    return [*sorted(known, key=key, reverse=wish.descending), *unknown]


def _is_asked(line: DeskLine, wish: DeskWish) -> bool:
    named = wish.search.casefold() in f"{line.municipality.name} {line.municipality.code}".casefold()
    waits = not wish.waits or line.waiting.who in FOR[wish.waits]
    return named and waits and wish.state in ("", line.state)


def _by_who(line: DeskLine) -> Any:
    """For whom, and then who waits longest; without a day last."""
    since = line.waiting.since
    return ORDER[line.waiting.who], since is None, since.toordinal() if since else 0


KEYS: dict[str, Callable[[DeskLine], Any]] = {
    "wacht": _by_who,
    "gemeente": lambda line: line.municipality.name.casefold(),
    "stand": lambda line: list(texts.STATES).index(line.state),
    "sinds": lambda line: line.waiting.since,
    "dag": lambda line: line.round.deadline if line.round else None,
    # Who was never spoken to, has waited longest.
    "contact": lambda line: line.place.contact.day if line.place.contact else date.min,
    "opmerkingen": lambda line: -line.round.remarks if line.round and line.round.remarks else None,
}
"""What lines are sorted by, by how it stands in an address."""


@blueprint.get("/adviseur")
def overview() -> ResponseReturnValue:
    """Every municipality of this adviser with each of its rounds; 403 for who advises none."""
    municipalities = advised_by(current_user) or abort(403)
    wish = wish_of(request.args)
    lines = list(lines_of(load_places(db.session, current_user, municipalities, today())))
    return render_template(
        "desk/overview.html",
        texts=texts,
        planning=planning,
        wish=wish,
        lines=listed(lines, wish),
        total=len(lines),
        summary=texts.summary(sum(line.is_mine for line in lines), len(municipalities)),
        today=today(),
    )
