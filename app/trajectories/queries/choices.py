"""Which domains were chosen to begin with, now and before."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import PriorityChoice


def choices_of(session: Session, assessment_id: uuid.UUID) -> Sequence[PriorityChoice]:
    """Every choice out of an inventory with its domains, the one that counts first."""
    query = select(PriorityChoice).where(PriorityChoice.assessment_id == assessment_id)
    return session.scalars(
        query.order_by(PriorityChoice.number.desc()).options(selectinload(PriorityChoice.domains))
    ).all()


def newest_choice(session: Session, assessment_id: uuid.UUID) -> PriorityChoice | None:
    """The choice that counts, with its domains; None before there is one."""
    return next(iter(choices_of(session, assessment_id)), None)


def chosen_ids(choice: PriorityChoice | None) -> tuple[str, ...]:
    """The domains to work on, in their order; ambassadors are not among them."""
    return tuple(row.domain for row in choice.domains if row.kind == "chosen") if choice else ()
