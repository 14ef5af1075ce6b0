"""The desk of an adviser: what waits for whom, one line a round, what comes, and where they were."""

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session, joinedload

from app.desk.rounds import AdvisedMunicipality, DeskRound, load_places
from app.doors.access import places_as
from app.models import AgreedScoreVersion, Appointment, Assessment, Municipality, Remark, SettledPoint, Trajectory, User
from app.saving.typed import held_keys
from app.state.asked import domains_of, question_of
from app.state.lifecycle import State
from app.state.next import NOT_STARTED, Next, Task, Who
from app.state.steps import STEP_IDS, late_by
from app.texts import desk as texts
from app.texts.start import SHORT_STEPS
from app.texts.words import GENERAL as GENERAL_TITLE
from app.trail.events import load_recent
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
from questionnaires.model import GENERAL

blueprint = Blueprint("desk", __name__, template_folder="templates")


STATES = {"invullen": State.OPEN, "bespreken": State.IN_REVIEW, "vastgesteld": State.AGREED}
"""By how it stands in an address; `geen` is for municipalities without a round."""
OF_MUNICIPALITY = {Who.COORDINATOR, Who.COLLEAGUES, Who.MUNICIPALITY}
SILENT = timedelta(weeks=4)
SHORT = 12
"""Lines that one sees at once: nobody looks for one of them."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One round of one municipality, or a municipality without a round."""

    place: AdvisedMunicipality
    round: DeskRound | None
    today: date

    @property
    def municipality(self) -> Municipality:
        return self.place.municipality

    @property
    def next(self) -> Next:
        return self.round.next if self.round else NOT_STARTED

    @property
    def is_turn(self) -> bool:
        """Whether the round waits for its adviser."""
        return self.next.who is Who.ADVISER

    @property
    def remarks(self) -> int:
        """How many open remarks this adviser has to answer."""
        return self.round.remarks.number if self.round and self.round.remarks else 0

    @property
    def waits(self) -> str:
        """For whom it waits, by how it stands in an address; actions that are carried out in time wait for nobody."""
        if self.is_turn or self.remarks:
            return "mij"
        return "gemeente" if self.next.who in OF_MUNICIPALITY or self.overdue else "niemand"

    @property
    def since(self) -> date | None:
        """Since when: of remarks, since the oldest."""
        if self.round and self.round.remarks and not self.is_turn:
            return self.round.remarks.since.astimezone(HERE).date()
        return self.next.since

    @property
    def what(self) -> str:
        if self.remarks and not self.is_turn:
            return texts.answer_remarks(self.remarks)
        if self.next.task is Task.NOTHING and self.round and self.round.stand:
            return texts.CLOSED
        return texts.step(self.next.task, self.round.done if self.round else 0, self.round.invited if self.round else 0)

    @property
    def about(self) -> list[str]:
        """What is good to know besides, when it is in time."""
        found = []
        if self.remarks and self.is_turn:
            found.append(texts.remarks(self.remarks))
        if self.waits == "mij" and self.is_turn and self.place.advisers > 1:
            found.append(texts.OTHER_ADVISER)
        if self.round and self.round.state is State.OPEN and self.round.deadline and not self.late:
            found.append(texts.days_left(self.round.deadline, self.today))
        return found

    @property
    def overdue(self) -> int:
        stand = self.round.stand if self.round else None
        return stand.facts.overdue if stand and not stand.facts.is_closed else 0

    @property
    def late(self) -> str:
        """What is late; empty when nothing is."""
        stand = self.round.stand if self.round else None
        if self.round and self.next.task is Task.TOO_LATE and self.round.deadline:
            return texts.past_day(self.round.deadline)
        if self.overdue:
            return texts.late_actions(self.overdue)
        days = late_by(stand.dates[stand.current], self.today) if stand and stand.current else 0
        return texts.step_late(SHORT_STEPS[stand.current], days) if stand and stand.current and days else ""

    @property
    def is_silent(self) -> bool:
        """Whether there was no contact for four weeks, or since this adviser came."""
        last = self.place.contact.day if self.place.contact else self.place.since
        return last <= self.today - SILENT

    @property
    def phase(self) -> tuple[str, int]:
        """How far it is in a word, and in which of four parts: answering, discussing, the report, the ten months."""
        if self.round is None:
            return texts.BEGIN, 0
        stand = self.round.stand
        if self.round.state is not State.AGREED:
            return (texts.ANSWERING, 0) if self.round.state is State.OPEN else (texts.DISCUSSING, 1)
        if stand is None:
            return texts.REPORT, 2
        return (SHORT_STEPS[stand.current], 3) if stand.current else (texts.READY, 4)

    @property
    def state(self) -> str:
        """How far the round is, as the address of a filter says it."""
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

    def sorted_by(self, column: str) -> dict[str, str]:
        """The query of the same, sorted by a column; once more turns the order around."""
        return replace(self, sort=column, descending=self.sort == column and not self.descending).query

    def waiting_for(self, waits: str) -> dict[str, str]:
        """The query of the same, with what waits so."""
        return replace(self, waits=waits).query

    def as_far_as(self, state: str) -> dict[str, str]:
        """The query of the same, with rounds that are so far."""
        return replace(self, state=state).query


def wish_of(values: Mapping[str, str]) -> DeskWish:
    """What the query of an address asks; what the page does not know is left out."""
    sort = values.get("sorteer", "")
    return DeskWish(
        search=values.get("zoek", "").strip()[:80],
        state=values.get("stand", "") if values.get("stand", "") in texts.STATES else "",
        waits=values.get("wacht", "") if values.get("wacht", "") in texts.WAITS | texts.GROUPS else "",
        sort=sort if sort in KEYS else "wacht",
        descending=values.get("richting") == "af",
    )


def lines_of(places: Iterable[AdvisedMunicipality], today: date) -> Iterator[DeskLine]:
    """A line for every round that is worked on, and one for a municipality without a round."""
    for place in places:
        yield from [DeskLine(place, one, today) for one in place.current] or [DeskLine(place, None, today)]


def listed(lines: Iterable[DeskLine], wish: DeskWish) -> list[DeskLine]:
    """The lines that are asked for, in order; where there is nothing to sort by comes last, whatever the direction."""
    shown = [line for line in lines if _is_asked(line, wish)]
    key = KEYS[wish.sort]
    known = [line for line in shown if key(line) is not None]
    unknown = [line for line in shown if key(line) is None]
    return [*sorted(known, key=key, reverse=wish.descending), *unknown]


def grouped(lines: Sequence[DeskLine], wish: DeskWish) -> list[tuple[str, list[DeskLine]]]:
    """The lines by for whom they wait; in another order they are one group without a name."""
    if wish.sort != "wacht":
        return [("", list(lines))] if lines else []
    return [(waits, list(some)) for waits, some in groupby(lines, key=lambda line: line.waits)]


def _is_asked(line: DeskLine, wish: DeskWish) -> bool:
    named = wish.search.casefold() in f"{line.municipality.name} {line.municipality.code}".casefold()
    return named and waits_so(line, wish.waits) and wish.state in ("", line.state)


def waits_so(line: DeskLine, waits: str) -> bool:
    """Whether a line is one of those behind a filter."""
    return {"": True, "laat": bool(line.late), "stil": line.is_silent}.get(waits, waits == line.waits)


def _by_who(line: DeskLine) -> Any:
    """For whom, and then who waits longest; without a day last."""
    return list(texts.GROUPS).index(line.waits), line.since is None, line.since.toordinal() if line.since else 0


def _how_far(line: DeskLine) -> tuple[int, int]:
    """In which part, and of the ten months in which step; who did not begin comes first."""
    current = line.round.stand.current if line.round and line.round.stand else None
    return line.phase[1] if line.round else -1, STEP_IDS.index(current) if current else 0


KEYS: dict[str, Callable[[DeskLine], Any]] = {
    "wacht": _by_who,
    "gemeente": lambda line: line.municipality.name.casefold(),
    "stand": _how_far,
    "sinds": lambda line: line.since,
    "dag": lambda line: line.round.deadline if line.round else None,
    # Who was never spoken to, has waited longest.
    "contact": lambda line: line.place.contact.day if line.place.contact else date.min,
    "opmerkingen": lambda line: -line.remarks or None,
}
"""What lines are sorted by, by how it stands in an address."""


MOST_COMING = 5


@dataclass(frozen=True, slots=True)
class ComingDay:
    """Something that takes place in a municipality on a day that is still to come."""

    day: date
    municipality_id: uuid.UUID
    text: str


def load_coming(session: Session, places: Iterable[AdvisedMunicipality], today: date) -> list[ComingDay]:
    """The first five; one statement."""
    appointments = _appointments(session, [place.municipality.id for place in places], today)
    last_days = [
        ComingDay(one.deadline, place.municipality.id, texts.LAST_DAY)
        for place in places
        for one in place.rounds
        if one.state is State.OPEN and one.deadline and one.deadline >= today
    ]
    return sorted([*last_days, *appointments], key=lambda found: found.day)[:MOST_COMING]


def _appointments(session: Session, municipality_ids: Collection[uuid.UUID], today: date) -> list[ComingDay]:
    query = (
        select(Appointment.day, Appointment.municipality_id, Appointment.title, Appointment.at)
        .join(Trajectory, Trajectory.id == Appointment.trajectory_id)
        .where(Appointment.municipality_id.in_(municipality_ids), Trajectory.ended_at.is_(None))
        .where(Appointment.day >= today, Appointment.cancelled_at.is_(None))
        .order_by(Appointment.day, Appointment.at.is_not(None), Appointment.at, Appointment.id)
        .limit(MOST_COMING)
    )
    return [
        ComingDay(day, where, f"{title}, {at.hour}.{at.minute:02d} uur" if at else title)
        for day, where, title, at in session.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class LastPoint:
    """A point of a review, and when this person was there."""

    assessment: Assessment
    domain: str
    question: str
    at: datetime

    @property
    def name(self) -> str:
        """The domain and the question, short: `Armoede, Steun – bestuur`."""
        titles = {one.id: one.short for one in domains_of(self.assessment)} | {GENERAL: GENERAL_TITLE}
        question = question_of(self.assessment, self.domain, self.question)
        return f"{titles[self.domain]}, {question.short_name}"


def last_point(session: Session, user: User, municipality_ids: Collection[uuid.UUID]) -> LastPoint | None:
    """The last one in a review that goes on, in these municipalities; one statement, of what this person saved."""
    reviews = (
        select(Assessment.id)
        .where(Assessment.municipality_id.in_(municipality_ids))
        .where(Assessment.state == State.IN_REVIEW, Assessment.approved_at.is_(None))
    )
    saved = union_all(*_saved(user, reviews)).subquery()
    last = select(saved).order_by(saved.c.at.desc(), saved.c.item).limit(1).subquery()
    query = select(Assessment, last.c.item, last.c.at).join(last, last.c.assessment_id == Assessment.id)
    found = session.execute(query.options(joinedload(Assessment.domains))).unique().first()
    if found is None:
        return None
    domain, _, question = found.item.partition("/")
    return LastPoint(found.Assessment, domain, question, found.at)


def _saved(user: User, reviews: Select[uuid.UUID]) -> list[Select[*tuple[Any, ...]]]:
    score, point, remark = AgreedScoreVersion, SettledPoint, Remark
    scores = select(score.assessment_id, score.item.label("item"), score.saved_at.label("at"))
    points = select(point.assessment_id, point.subject, point.settled_at)
    remarks = select(remark.assessment_id, remark.item, remark.created_at)
    return [
        scores.where(score.assessment_id.in_(reviews), score.saved_by == user.id),
        # A pattern is about a person, not about a question.
        points.where(point.assessment_id.in_(reviews), point.settled_by == user.id, point.kind != "pattern"),
        remarks.where(remark.assessment_id.in_(reviews), remark.author_id == user.id, remark.item.is_not(None)),
    ]


@blueprint.get("/adviseur")
def overview() -> ResponseReturnValue:
    """Every municipality of this adviser with the rounds that are worked on; 403 for who advises none."""
    municipalities = places_as(current_user, "adviser") or abort(403)
    ids = [municipality.id for municipality in municipalities]
    wish = wish_of(request.args)
    places = load_places(db.session, current_user, municipalities, today())
    lines = list(lines_of(places, today()))
    shown = listed(lines, wish)
    mine = {line.municipality.id for line in lines if line.waits == "mij"}
    return render_template(
        "desk/overview.html",
        texts=texts,
        wish=wish,
        groups=grouped(shown, wish),
        first=next((line for line in shown if line.waits == "mij"), None),
        shown=texts.shown(len(shown), len(lines)),
        is_short=len(lines) <= SHORT,
        counts={waits: sum(waits_so(line, waits) for line in lines) for waits in texts.WAITS},
        summary=texts.summary(len(mine), len(municipalities)),
        names={municipality.id: municipality.name for municipality in municipalities},
        last=last_point(db.session, current_user, ids),
        coming=load_coming(db.session, places, today()),
        recent=load_recent(db.session, ids, current_user.id, now=now()),
        held=held_keys(),
        today=today(),
    )
