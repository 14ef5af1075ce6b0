"""Twenty-five colleagues of one inventory, each with own domains and levels, and what must be stored afterwards."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import cycle, groupby, islice, product

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Answer, AnswerVersion, Participation, ParticipationPart
from questionnaires.catalogue import current
from questionnaires.model import GENERAL
from tests.benchmarks.answering import Colleague, Seat
from tests.benchmarks.product import cookie_of
from tests.factories import People, make_assessment, make_municipality, make_participation, make_user

SIZE = 25
CELLS = 4
GENERAL_FOR = 5
"""Every so many people one has the general questions as well."""


def make_crowd(app: Flask, session: Session, count: int = CELLS) -> list[Seat]:
    """An open assessment of twelve domains with all these participants, who have not begun; committed.

    `count` is how many domains at a level each of them has.
    """
    where = make_municipality(session, "GM9901", "Voorbeeldstad")
    user = make_user(session, "coordinator@voorbeeldstad.example", "Cora Dinator", "coordinator", where)
    domains = [domain.id for domain in current("iba").domains]
    assessment = make_assessment(session, People(where, where, *[user] * 6), domains)
    seats = []
    for number in range(SIZE):
        person = make_user(session, f"persoon{number}@voorbeeldstad.example", f"Collega {number}")
        part = make_participation(session, assessment, person, state="invited")
        cells = cells_of(number, count)
        session.add_all(_rows(part, cells))
        cookie = cookie_of(app, session, person)
        seats.append(Seat(number, person.id, cookie, f"/inventarisaties/{assessment.id}", dict(_questions(cells))))
    session.commit()
    return seats


def questions_of(seats: Sequence[Seat]) -> int:
    """How many answers they are asked for together."""
    return sum(len(questions) for seat in seats for questions in seat.parts.values())


def cells_of(number: int, count: int) -> list[tuple[str, str]]:
    """The domains and levels of one person, in the order of the questionnaire."""
    domains = [domain.id for domain in current("iba").domains]
    levels = dict.fromkeys(question.level for question in current("iba").of_kind("domain"))
    all_cells = list(product(domains, levels))
    # The next person shares one of them, so that questions have more than one answer.
    start = number * (count - 1) % len(all_cells)
    own = set(islice(cycle(all_cells), start, start + count))
    general = [] if number % GENERAL_FOR else [(GENERAL, "")]
    return [cell for cell in all_cells if cell in own] + general


def _rows(part: Participation, cells: Sequence[tuple[str, str]]) -> Iterator[ParticipationPart]:
    for domain, level in cells:
        yield ParticipationPart(
            participation_id=part.id, municipality_id=part.municipality_id, domain=domain, level=level
        )


def _questions(cells: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for domain, own in groupby(cells, key=lambda cell: cell[0]):
        levels = {level for _, level in own}
        asked = current("iba").of_kind("general" if domain == GENERAL else "domain")
        yield domain, tuple(q.id for q in asked if domain == GENERAL or q.level in levels)


Kept = dict[tuple[uuid.UUID, str, int], str | None]
"""A text by person, item and version."""


def differences(session: Session, colleagues: Sequence[Colleague]) -> list[str]:
    """Everything that is stored otherwise than it was acknowledged: lost, mixed up, or never acknowledged at all."""
    said: Kept = {(one.seat.person, *place): text for one in colleagues for place, text in one.acknowledged.items()}
    last: dict[tuple[uuid.UUID, str], int] = {}
    for person, item, version in said:
        last[person, item] = max(version, last.get((person, item), 0))
    newest = {(*place, version): said[(*place, version)] for place, version in last.items()}
    return [
        *_unequal("version", _stored(session, AnswerVersion), said),
        *_unequal("answer", _stored(session, Answer), newest),
    ]


def _stored(session: Session, table: type[Answer] | type[AnswerVersion]) -> Kept:
    rows = session.execute(
        select(Participation.user_id, table.item, table.version, table.reason, table.saved_by).join(
            Participation, Participation.id == table.participation_id
        )
    )
    # Whoever it was saved by counts as well: a text in the right place under the name of another is mixed up.
    return {
        (person, item, version): text if by == person else f"{text} ({by})" for person, item, version, text, by in rows
    }


def _unequal(what: str, stored: Kept, said: Kept) -> Iterator[str]:
    for place in sorted({*stored, *said}, key=str):
        if stored.get(place) != said.get(place):
            yield f"{what} {place}: {stored.get(place)!r} is stored, {said.get(place)!r} was acknowledged"
