"""A network that is large enough to show something, with a coordinator in it who takes part with one round of two."""

from random import Random

from sqlalchemy.orm import Session

from app.models import Municipality
from tests.factories import People, make_user
from tests.network import DOMAINS, make_network, make_round, night, values_of

NETWORKER = "nel@gemeente.example"


def make_joined(session: Session, people: People) -> dict[str, str]:
    """Addresses of the round that takes part, and of the other."""
    first = make_network(session, people.coordinator, 48)[0]
    place = session.get_one(Municipality, first.municipality_id)
    somebody = make_user(session, NETWORKER, "Nel Werk", "coordinator", place)
    other = make_round(session, place, somebody, values_of(DOMAINS, Random(3), 2))
    night(session)
    return {"joined": f"/netwerk/meedoen/{first.id}", "not_joined": f"/netwerk/meedoen/{other.id}"}
