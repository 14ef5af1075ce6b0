"""Looking back in the tests: who answers what in a second round, and what is stored of then."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment, BackAnswer, BackAnswerVersion, Participation, ParticipationPart, User
from app.saving.versioned import BACK_ANSWERS, BackSaid
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import People, make_answers, make_participation
from tests.rounds import look_back_at, make_agreed_long_ago, make_evaluation

LEVEL = "beleid"
OWN = tuple(question.id for question in current("iba").of_kind("domain") if question.level == LEVEL)
"""The questions of a colleague who answers for this level."""
ASKED = tuple(question for question in OWN if question != "M.BL")
"""Those that asked the same in version 1."""


FORM = {f"{question}-value": "1" for question in ASKED} | {f"{question}-seen": "0" for question in ASKED}
"""The page of Geldzaken, with the second answer to everything."""


def make_colleague(session: Session, assessment: Assessment, user: User, *, answered: bool = True) -> Participation:
    """Somebody who answers the questions of one level about Geldzaken; committed."""
    part = make_participation(session, assessment, user, level=LEVEL, function="beleidsmedewerker schulden")
    row = {"participation_id": part.id, "municipality_id": part.municipality_id, "level": LEVEL}
    session.add(ParticipationPart(domain="geld", **row))
    session.commit()
    if answered:
        make_answers(session, part, {f"geld/{question}": 3 for question in OWN})
    return part


def make_looking_back(session: Session, people: People) -> Assessment:
    """A second round that looks back at Geldzaken, in which a colleague answered everything about beleid there.

    The earlier one was agreed at the end of March, which is April already in the Netherlands.
    """
    earlier = make_agreed_long_ago(session, people)
    made = make_evaluation(session, people, earlier)
    earlier.agreed_at = datetime(2026, 3, 31, 23, tzinfo=UTC)
    look_back_at(session, made, "geld")
    make_colleague(session, made, people.participant)
    return made


def make_back_answers(session: Session, part: Participation, values: Mapping[str, Any], seen: int = 0) -> None:
    """What somebody says of then, by item, as a first version or the next after what was `seen`; committed."""
    said = {item: BackSaid(str(value)) for item, value in values.items()}
    actor = session.get_one(User, part.user_id)
    BACK_ANSWERS.write(session, actor, part, said, dict.fromkeys(values, seen), now=now())
    session.commit()


def stored_back(session: Session) -> dict[str, tuple[str, int]]:
    """(value, version) of everything that was said of then, by item."""
    rows = session.execute(select(BackAnswer.item, BackAnswer.value, BackAnswer.version)).all()
    session.commit()
    return {item: (value, version) for item, value, version in rows}


def back_versions(session: Session) -> list[tuple[str, str, int]]:
    """(item, value, version) of every version."""
    columns = (BackAnswerVersion.item, BackAnswerVersion.value, BackAnswerVersion.version)
    rows = session.execute(select(*columns)).all()
    session.commit()
    return sorted(tuple(row) for row in rows)
