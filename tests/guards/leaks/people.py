"""Everybody in the world of the leak tests: each role in two municipalities, ended ones, and somebody in both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.models import Membership, Municipality, User
from app.web.clock import now
from tests.factories import make_municipality, make_user
from tests.guards.leaks.audience import Person
from tests.guards.leaks.texts import Texts

PLACES = {"stad": "GM9901", "dorp": "GM9902"}
ROLES = {"coordinator": "coordinator", "second": "coordinator", "adviser": "adviser", "reader": "reader"}
COLLEAGUES = ("blind", "halfway", "done", "withdrawn", "uninvited")
"""Who has answered nothing, something, everything, who may not any more, and who does not know yet."""


@dataclass
class Crowd:
    """The people of a world, and what they wrote."""

    session: Session
    texts: Texts = field(default_factory=Texts)
    persons: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    """By the key of the person, which ends with the municipality."""
    municipalities: dict[str, Municipality] = field(default_factory=dict)

    def text(self, kind: str, place: str, state: str = "", owner: str = "") -> str:
        """A text to be recognised, short enough for a title."""
        return f"{self.texts.mark(kind, place, state, owner)} {kind}"

    def add(self, person: Person, place: str, kinds: tuple[str, str, str]) -> User:
        """Somebody whose name, address and function are of these kinds."""
        name, address, function = (self.texts.mark(kind, place, "", person.key) for kind in kinds)
        user = make_user(self.session, f"{address.lower()}@{place}.example", f"{name} Naam")
        user.function = f"{function} functie"
        self.persons[person.key], self.users[person.key] = person, user
        return user

    def give_role(self, user: User, place: str, role: str, *, ended: bool = False) -> None:
        """A role, now or before."""
        where = None if role == "administrator" else self.municipalities[place].id
        ends = now() if ended else None
        self.session.add(Membership(user_id=user.id, municipality_id=where, role=role, created_at=now(), ended_at=ends))


NAMES: Mapping[str, tuple[str, str, str]] = {
    "coordinator": ("name of a coordinator", "address of a coordinator", "function of a leader"),
    "adviser": ("name of an adviser", "name of a person", "function of a leader"),
    "reader": ("name of a person", "name of a person", "function of a person"),
    "colleague": ("name of a person", "address of a colleague", "function of a person"),
    "owner": ("name of a person", "address of an owner", "function of a person"),
}


def make_crowd(session: Session) -> Crowd:
    """Everybody, without inventories yet."""
    crowd = Crowd(session)
    for place, code in PLACES.items():
        crowd.municipalities[place] = make_municipality(session, code, crowd.texts.mark("municipality", place))
        _add_leaders(crowd, place)
        for name in COLLEAGUES:
            part = frozenset({place}) - ({place} if name in ("withdrawn", "uninvited") else set())
            crowd.add(Person(f"{name} {place}", takes_part=part), place, NAMES["colleague"])
        crowd.add(Person(f"owner {place}", owns=frozenset({place})), place, NAMES["owner"])
    for key, administers in (("administrator", True), ("administrator before", False)):
        user = crowd.add(Person(key, administers=administers), "", NAMES["reader"])
        crowd.give_role(user, "", "administrator", ended=not administers)
    both = Person("both", frozenset({("dorp", "reader")}), frozenset({"stad"}))
    crowd.give_role(crowd.add(both, "stad", NAMES["colleague"]), "dorp", "reader")
    crowd.persons["nobody"] = Person("nobody")
    session.flush()
    return crowd


def _add_leaders(crowd: Crowd, place: str) -> None:
    for name, role in ROLES.items():
        # The village shares actions, and the town asks about one.
        answers = frozenset({"stad"} if (role, place) == ("adviser", "dorp") else ())
        person = Person(f"{name} {place}", frozenset({(place, role)}), answers=answers)
        crowd.give_role(crowd.add(person, place, NAMES[role]), place, role)
        before = Person(f"{name} before {place}")
        # Who comes after an adviser knows who they were.
        kinds = NAMES["adviser" if role == "adviser" else "reader"]
        crowd.give_role(crowd.add(before, place, kinds), place, role, ended=True)
