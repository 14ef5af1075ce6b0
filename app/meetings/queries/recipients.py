"""Who can get the summary of a meeting by mail: coordinators, advisers and who takes part."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Assessment, Membership, Participation, User
from app.texts.counting import counted

GROUPS = {
    "coordinator": ("coördinator", "coördinatoren"),
    "adviser": ("adviseur", "adviseurs"),
    "participant": ("collega die meedoet", "collega’s die meedoen"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can get the mail."""

    group: str
    name: str
    email: str


def recipients(session: Session, assessment: Assessment) -> tuple[Recipient, ...]:
    """Everybody once, coordinators first; in two statements."""
    leading = session.execute(
        select(Membership.role, User.name, User.email)
        .join(User, User.id == Membership.user_id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.ended_at.is_(None))
        .where(Membership.role.in_(("coordinator", "adviser")))
        .order_by(Membership.role.desc(), User.email)
    )
    found = [Recipient(*row) for row in leading]
    taking_part = session.scalars(
        select(Participation)
        .where(Participation.assessment_id == assessment.id, Participation.role == "participant")
        .where(Participation.invited_at.is_not(None), Participation.ended_at.is_(None))
        .options(joinedload(Participation.user))
        .order_by(Participation.created_at, Participation.id)
    )
    # A colleague is called what the coordinator calls them.
    found += [Recipient("participant", part.name or part.user.name, part.user.email) for part in taking_part]
    return tuple({one.email: one for one in reversed(found)}.values())[::-1]


def groups(found: Iterable[Recipient]) -> Mapping[str, str]:
    """The groups that have somebody in them, by id, with how many that are."""
    sizes: dict[str, int] = {}
    for one in found:
        sizes[one.group] = sizes.get(one.group, 0) + 1
    return {group: counted(sizes[group], *names) for group, names in GROUPS.items() if group in sizes}


def of_groups(found: Iterable[Recipient], chosen: Collection[str]) -> tuple[Recipient, ...]:
    """Those who are in one of these groups."""
    return tuple(one for one in found if one.group in chosen)
