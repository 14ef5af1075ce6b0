"""Who looks at the network, and for which municipality."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.access import is_administrator, municipalities_of
from app.choosing import Choice, load_choice
from app.models import Municipality, NetworkConsent, User
from app.network.queries.taking_part import consented_rounds


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at the network."""

    own: tuple[Municipality, ...]
    """Where they are coordinator or adviser, by name, as far as they chose."""
    taking_part: dict[Municipality, NetworkConsent]
    """Those that take part, with their round."""
    is_stichting: bool
    """An adviser or administrator, who sees figures without taking part."""

    @property
    def may_see(self) -> bool:
        """Only who takes part sees others."""
        return self.is_stichting or bool(self.taking_part)


def belongs(user: User) -> bool:
    """Whether this person has a role with which the network is theirs."""
    return is_administrator(user) or bool(municipalities_of(user, "coordinator", "adviser"))


def is_stichting(user: User) -> bool:
    """Whether this person is an adviser or an administrator."""
    return is_administrator(user) or bool(municipalities_of(user, "adviser"))


def load_viewer(session: Session, user: User) -> Viewer:
    """The municipalities of this person, and which take part."""
    choice: Choice = load_choice(user)
    ids = municipalities_of(user, "coordinator", "adviser")
    own = tuple(one for one in choice.own if one.id in ids and choice.shows(one))
    rounds = consented_rounds(session, ids)
    taking = {one: rounds[one.id] for one in own if one.id in rounds}
    return Viewer(own, taking, is_stichting(user))
