"""Looking back at the earlier round: what somebody is asked about then, and what they said of it until now."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.assessments.queries.progress import PartProgress, Progress
from app.assessments.queries.work import Work
from app.earlier import asked_then, load_earlier, shared_domains
from app.formatting import HERE
from app.models import Assessment, BackAnswer, BackAnswerVersion, Participation
from app.parts import Part, parts_of
from app.texts.looking_back import FILLED_IN, NOT_YET, OWN_FIRST
from app.texts.periods import period
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class StoredBack:
    """The newest version of what somebody says of then: version 0 when there is none, no value when taken back."""

    value: str = ""
    version: int = 0
    saved_at: datetime | None = None


NO_VIEW = StoredBack()


class TypedBack(NamedTuple):
    """What somebody chose for one item, nothing included, and the version that their page was made with."""

    item: str
    value: str
    seen: int


def back_answers_of(session: Session, participation_id: uuid.UUID) -> dict[str, StoredBack]:
    """What a participation says of then, by item."""
    query = select(BackAnswer.item, BackAnswer.value, BackAnswer.version, BackAnswer.saved_at)
    rows = session.execute(query.where(BackAnswer.participation_id == participation_id))
    return {row[0]: StoredBack(*row[1:]) for row in rows}


def back_answers_seen(session: Session, participation_id: uuid.UUID, seen: Mapping[str, int]) -> dict[str, str]:
    """What it said in the versions that a page was made with."""
    query = select(BackAnswerVersion.item, BackAnswerVersion.value).where(
        BackAnswerVersion.participation_id == participation_id,
        tuple_(BackAnswerVersion.item, BackAnswerVersion.version).in_(list(seen.items())),
    )
    return {row.item: row.value for row in session.execute(query)}


def moment_of(earlier: Assessment) -> str:
    """When the earlier round was, as a month: `maart 2026`."""
    day = (earlier.agreed_at or earlier.created_at).astimezone(HERE).date()
    return period(day, day)


def asked_back(assessment: Assessment, earlier: Assessment, part: Part) -> tuple[Question, ...]:
    """The questions of a part that asked the same in the earlier round, in the words of now."""
    then = dict(asked_then(earlier, assessment, part.items))
    return tuple(question for question in part.questions if then.get(part.item(question), (None, False))[1])


def domains_to_choose(assessment: Assessment, earlier: Assessment) -> tuple[Part, ...]:
    """The domains about which people can look back: both rounds have them."""
    shared = shared_domains(earlier, assessment)
    parts = (part for part in parts_of(assessment) if part.domain in shared)
    return tuple(part for part in parts if asked_back(assessment, earlier, part))


def chosen_domains(assessment: Assessment) -> list[str]:
    """The domains that were chosen for looking back, in their order."""
    return [row.domain for row in assessment.domains if row.looks_back]


@dataclass(frozen=True, slots=True)
class LookedBack:
    """How far somebody is with looking back at one domain."""

    part: Part
    filled_in: bool
    waits: bool
    """Whether own questions about now come first."""
    is_open: bool

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.filled_in:
            return FILLED_IN
        return OWN_FIRST if self.waits else NOT_YET

    @property
    def kind(self) -> str:
        """The kind of badge that goes with the words."""
        return "done" if self.filled_in else "neutral"


def looking_back_of(
    session: Session, work: Work, participation: Participation | None, progress: Progress
) -> tuple[LookedBack, ...]:
    """The chosen domains that somebody answers themselves; no statement when there are none, and else two."""
    chosen = chosen_domains(work.assessment)
    rows = [row for row in progress.parts if row.part.domain in chosen]
    earlier = load_earlier(session, work.assessment) if rows and participation else None
    if earlier is None or participation is None:
        return ()
    said = {item for item, stored in back_answers_of(session, participation.id).items() if stored.value}
    return tuple(_looked_back(work, earlier, rows, said))


def _looked_back(
    work: Work, earlier: Assessment, rows: Collection[PartProgress], said: Collection[str]
) -> Iterator[LookedBack]:
    for row in rows:
        asked = [row.part.item(question) for question in asked_back(work.assessment, earlier, row.part)]
        filled_in, is_open = any(item in said for item in asked), not work.refusal(row.part.domain)
        # Where nothing was filled in and nothing can be, there is nothing to tell.
        if asked and (filled_in or is_open):
            yield LookedBack(row.part, filled_in, bool(row.open), is_open)
