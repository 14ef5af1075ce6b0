"""Who may read which kind of text in which state: the rules of the product as one table."""

from dataclasses import dataclass

from tests.guards.leaks.texts import Canary


@dataclass(frozen=True)
class Person:
    """Somebody who asks for pages; what has ended, or was not sent yet, gives nothing."""

    key: str
    roles: frozenset[tuple[str, str]] = frozenset()
    """(municipality, role) now."""
    takes_part: frozenset[str] = frozenset()
    """The municipalities in whose inventories they are invited."""
    owns: frozenset[str] = frozenset()
    """The municipalities in whose plans they have an action."""
    administers: bool = False
    answers: frozenset[str] = frozenset()
    """The municipalities that ask something of one that they advise."""
    newcomer: bool = False
    """Somebody without an account, who gets a mail because they are invited."""

    def groups(self, canary: Canary) -> set[str]:
        """What this person is to the place of a text."""
        found = {role for place, role in self.roles if place == canary.place}
        if canary.place in self.takes_part:
            found.add("colleague")
        if canary.place in self.owns:
            found.add("owner")
        if canary.place in self.answers:
            found.add("answerer")
        if {role for _, role in self.roles} & LEADERS:
            found.add("leader")
        found |= {"administrator"} if self.administers else set()
        found |= {"newcomer"} if self.newcomer and found else set()
        return found


# For each kind: who may read it while colleagues answer, in the review, and once the report was agreed. `self` is whose
# text it is, as long as that person has something to do with the inventory.
LEADERS = {"coordinator", "adviser"}
BOUND = {"coordinator", "adviser", "colleague"}
ABOUT = BOUND | {"reader", "owner"}
PLAN = LEADERS | {"reader"}
NOBODY: set[str] = set()
AUDIENCE: dict[str, tuple[set[str], set[str], set[str]]] = {
    # A plan can be read before the inventory is agreed: it names it, and the domains.
    "title of the inventory": (ABOUT, ABOUT, ABOUT),
    "name of a domain": (ABOUT, ABOUT, ABOUT),
    # Blind means blind: who leads sees what colleagues said when the review begins.
    "answer of a colleague": ({"self"}, {"self"} | LEADERS, {"self", "reader"} | LEADERS),
    "link of a colleague": ({"self"}, {"self"} | LEADERS, {"self", "reader"} | LEADERS),
    "what really changed": ({"self"}, {"self"} | LEADERS, {"self", "reader"} | LEADERS),
    "answer given together": (LEADERS, LEADERS, LEADERS | {"reader"}),
    # The history holds them.
    "older answer of a colleague": ({"self"}, {"self"} | LEADERS, {"self"} | LEADERS),
    "closing text": ({"self"}, {"self"} | LEADERS, {"self", "reader"} | LEADERS),
    # Who is who is for who invites them. A review and a report know functions only.
    "name of a colleague": ({"self", "coordinator"},) * 3,
    "function of a colleague": ({"self"} | LEADERS, {"self"} | LEADERS, {"self", "reader"} | LEADERS),
    "line to a colleague": ({"self", "coordinator"},) * 3,
    "line to all": ({"coordinator", "colleague"},) * 3,
    # The colleague in a proposal gets an invitation, with the name that somebody gave them.
    "name in a proposal": ({"self", "coordinator", "newcomer"},) * 3,
    "reason of a proposal": ({"self", "coordinator"},) * 3,
    # Whoever agrees to it is called by name in the review, and nowhere else.
    "name by consent": ({"self"} | LEADERS,) * 3,
    "remark to all": (LEADERS, LEADERS, LEADERS | {"reader"}),
    # A domain that came back is answered again, with what was said about it.
    "remark on a question": (LEADERS, BOUND, LEADERS | {"reader"}),
    "remark on the whole": (LEADERS,) * 3,
    "remark among advisers": ({"adviser"},) * 3,
    "reason to send back": (BOUND, BOUND, BOUND),
    "agreed score": (LEADERS, LEADERS, LEADERS | {"reader"}),
    # Who takes part sees what is discussed in a meeting, and afterwards what was agreed there.
    "answer told in a meeting": (NOBODY, {"self", "colleague"} | LEADERS, {"self", "reader"} | LEADERS),
    "score agreed in a meeting": (NOBODY, LEADERS | {"colleague"}, LEADERS | {"colleague", "reader"}),
    "who was in a meeting": (NOBODY, LEADERS | {"colleague"}, LEADERS | {"colleague", "reader"}),
    "who joined a meeting": (NOBODY, {"self", "colleague"} | LEADERS, {"self", "colleague"} | LEADERS),
    # Readers keep the version that was agreed.
    "agreed score after reopening": (LEADERS,) * 3,
    "why a point was settled": (NOBODY, LEADERS, LEADERS),
    "open points": (NOBODY, LEADERS, LEADERS),
    "reason in the audit trail": (LEADERS, LEADERS, LEADERS),
    # The plan is for readers too; what happens on the way is for who leads, and of an action for its owner.
    "choice": (PLAN,) * 3,
    # Who answers the next round says to which action a change belongs.
    "title of an action": (PLAN | {"self", "colleague"},) * 3,
    "action of an owner": (PLAN | {"self"},) * 3,
    "action of somebody else": (PLAN,) * 3,
    "reason to stop": (PLAN,) * 3,
    "reason for no action": (PLAN,) * 3,
    "note to an action": (LEADERS | {"self"},) * 3,
    "note to the action of somebody else": (LEADERS,) * 3,
    # An owner sees with whom.
    "partner": (PLAN | {"owner"},) * 3,
    "hours": (LEADERS,) * 3,
    "appointment": (PLAN,) * 3,
    # Who leads sees the page before it is agreed.
    "page for the alderman": (LEADERS, LEADERS, PLAN),
    "note to an appointment": (LEADERS,) * 3,
}
# What belongs to no inventory: people, municipalities and secrets.
ALWAYS: dict[str, set[str]] = {
    # Who advises the municipality that is asked something, knows who asks.
    "municipality": ABOUT | {"administrator", "answerer"},
    # Who coordinates or advises any municipality reads what others share; whose it is only when they agreed to that.
    "shared practice": {"leader", "administrator"},
    "municipality that shows its name": {"leader", "administrator"},
    # What an administrator hid; why reads who shared it too.
    "hidden practice": LEADERS | {"administrator"},
    "withdrawn practice": LEADERS,
    "question about a practice": LEADERS | {"answerer"},
    # How somebody is called elsewhere would tell that the address is known there.
    "name of a person": {"self", "administrator"},
    "function of a person": {"self", "administrator"},
    "address of a colleague": {"self", "coordinator", "administrator"},
    "name of a coordinator": BOUND | {"self", "administrator"},
    "address of an owner": {"self", "coordinator", "adviser", "administrator"},
    "address of a coordinator": BOUND | {"self", "administrator"},
    # Advisers of one municipality know each other, and what was said to it.
    "name of an adviser": {"self", "adviser", "administrator"},
    "contact with a municipality": {"adviser"},
    "note to the next adviser": {"adviser", "administrator"},
    # Beside a remark colleagues read who made it; beside a note an owner does.
    "function of a leader": ABOUT | {"self", "administrator"},
    "held form": {"self"},
    "draft": {"self"},
    "secret": NOBODY,
}
PHASES = {"open": 0, "review": 1, "agreed": 2, "reopened": 2}


def is_about(person: Person, canary: Canary) -> bool:
    """Whether a text is kept of this person, who may read that for ever: what they said, and in which inventory."""
    is_where = canary.kind in ("title of the inventory", "municipality") and canary.place in person.key
    return canary.owner == person.key or is_where


def may_read(person: Person, canary: Canary) -> bool:
    """Whether this person may find this text anywhere."""
    groups = person.groups(canary)
    is_self = canary.owner == person.key
    if canary.kind in ALWAYS:
        return bool(ALWAYS[canary.kind] & (groups | ({"self"} if is_self else set())))
    if is_self and canary.place in person.takes_part | person.owns:
        groups.add("self")
    return bool(AUDIENCE[canary.kind][PHASES[canary.state]] & groups)
