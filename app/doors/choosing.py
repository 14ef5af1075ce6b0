"""For which of their municipalities somebody works now: a filter for what pages show, never a right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import session as cookie
from sqlalchemy import select

from app.doors.access import READS, municipalities_of, visible_assessments
from app.doors.mergers import MergedRound, enlarged, merged_rounds
from app.models import Assessment, Municipality, User
from app.web.extensions import db

KEPT = "municipality"


@dataclass(frozen=True, slots=True)
class MunicipalityChoice:
    """The municipalities of one person, and the one they chose; None: all of them."""

    own: tuple[Municipality, ...]
    """By name."""
    chosen: Municipality | None

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.own) > 1

    def shows(self, municipality: Municipality) -> bool:
        """Whether pages show what is of this municipality now."""
        return self.chosen is None or self.chosen.id == municipality.id


def choice_of(user: User, seen: Iterable[Municipality]) -> MunicipalityChoice:
    """The choice of somebody who sees inventories of these municipalities, beside those where they have a role."""
    found = {municipality.id: municipality for municipality in (*_with_role(user), *seen)}
    own = tuple(sorted(found.values(), key=lambda municipality: municipality.name))
    chosen = [municipality for municipality in own if str(municipality.id) == cookie.get(KEPT)]
    return MunicipalityChoice(own, chosen[0] if len(own) > 1 and chosen else None)


def load_choice(user: User) -> MunicipalityChoice:
    """The same, with the municipalities of what they see looked up."""
    seen = visible_assessments(user).with_only_columns(Assessment.municipality_id)
    return choice_of(user, db.session.scalars(select(Municipality).where(Municipality.id.in_(seen))).all())


def merged_with(user: User, choice: MunicipalityChoice, today: date) -> tuple[MergedRound, ...]:
    """What municipalities agreed that are part of the chosen one now, or of any own one; own rounds are left out."""
    own = municipalities_of(user, *READS)
    return merged_rounds(db.session, enlarged(user, own & {choice.chosen.id} if choice.chosen else own), today, own)


def keep_choice(municipality: Municipality | None) -> None:
    """Remember it as long as this person is signed in here."""
    cookie.pop(KEPT, None)
    if municipality is not None:
        cookie[KEPT] = str(municipality.id)


def _with_role(user: User) -> list[Municipality]:
    return [m.municipality for m in user.memberships if m.municipality is not None and m.ended_at is None]
