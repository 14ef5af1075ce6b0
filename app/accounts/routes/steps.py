"""Looking at a code of the second step that somebody typed, wherever one is asked."""

from dataclasses import dataclass

import structlog
from wtforms import Field

from app.accounts.operations.second_step import WrongStepError, take_step
from app.accounts.routes.blueprint import network, settings
from app.clock import now
from app.extensions import db
from app.held_forms import last_person
from app.limits import TooManyTriesError
from app.models import User
from app.texts.second_step import WRONG_STEP, too_many_steps

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: the status of a refusal, 0 when the code was right; and the recovery codes left after one."""

    refused: int = 0
    left: int | None = None


def try_step(field: Field, person: User) -> Tried:
    """Use up the code in this field. A refusal is counted and committed, and its sentence stands at the field."""
    try:
        was_here = last_person() == person.id
        left = take_step(db.session, person, field.data, network(), settings(), was_here=was_here, now=now())
    except TooManyTriesError as error:
        status, message = 429, too_many_steps(error.minutes)
    except WrongStepError:
        status, message = 422, WRONG_STEP
    else:
        return Tried(left=left)
    db.session.commit()
    log.warning("second_step_refused", actor=str(person.id), status=status)
    field.errors = [message]
    return Tried(refused=status)
