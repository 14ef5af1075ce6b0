"""What happened in the conversation: remarks, meetings, and points that were talked about."""

import uuid
from collections.abc import Sequence

from app.texts.counting import counted, listing
from app.texts.history.telling import Entry, Fact, Telling, Told, texts_of
from app.texts.points import KINDS as POINTS

SAID = ("add_remark", "answer_remark")
"""What is told by the remark itself, which holds the text."""


def _remark(did: str) -> Telling:
    """A sentence about a remark: on a question, or on the whole inventory."""

    def tell(entry: Entry) -> Told:
        item = entry.subject if "/" in entry.subject else ""
        if item:
            return Told(f"{did} bij", entry.names.item(item), ".")
        return Told(f"{did} over de hele inventarisatie.")

    return tell


def _assigned(entry: Entry) -> Told:
    to = entry.new_of("assigned_to")
    if not to:
        return _remark("haalde weg voor wie een opmerking is,")(entry)
    return _remark(f"gaf {entry.names.person(str(to))} een opmerking")(entry)


REMARKS: dict[str, Telling] = {
    "add_remark": _remark("schreef een opmerking"),
    "answer_remark": _remark("antwoordde op een opmerking"),
    "assign_remark": _assigned,
    "resolve_remark": _remark("handelde een opmerking af"),
    "reopen_remark": _remark("opende een opmerking opnieuw"),
}
"""What can happen to remarks, by the name of the action."""


def _point(did: str, side: str) -> Telling:
    """A sentence about points: on a question, or in the answers that somebody gave about a domain."""

    def tell(entry: Entry) -> Told:
        kinds = texts_of(entry.new_of("kinds") if side == "new" else entry.old_of("kinds"))
        named = f" ({listing([POINTS.get(kind, kind).lower() for kind in kinds])})" if kinds else ""
        domain, _, person = entry.subject.partition("/")
        if _is_person(person):
            whose = f"in de antwoorden van {entry.names.person(person)} over {entry.names.domain(domain)}"
            return Told(f"{did}{named} {whose}.", why=entry.why)
        return Told(f"{did}{named} bij", entry.names.item(entry.subject), ".", why=entry.why)

    return tell


def _is_person(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


POINTS_TALKED: dict[str, Telling] = {
    "settle_point": _point("handelde een punt af", "new"),
    "open_point_again": _point("opende een punt opnieuw", "old"),
}
"""What can happen to points, by the name of the action."""


def _meeting_started(entry: Entry) -> Told:
    items, present = texts_of(entry.new_of("items")), entry.new_of("present")
    facts = (Fact("Wie erbij waren", "", str(present)),) if present else ()
    return Told(f"startte een gezamenlijke bespreking over {counted(len(items), 'vraag', 'vragen')}.", facts=facts)


def _meeting_ended(entry: Entry) -> Told:
    discussed, agreed = texts_of(entry.new_of("discussed")), texts_of(entry.new_of("agreed"))
    facts = (*_items(entry, "Besproken", discussed), *_items(entry, "Score afgesproken", agreed))
    because = ", omdat de inventarisatie werd vastgesteld" if entry.new_of("because") else ""
    return Told(f"sloot de gezamenlijke bespreking af{because}.", facts=facts)


def _items(entry: Entry, label: str, items: Sequence[str]) -> tuple[Fact, ...]:
    return (Fact(label, "", "\n".join(entry.names.item(item) for item in items)),) if items else ()


def _present(entry: Entry) -> Told:
    return Told("veranderde wie er bij de gezamenlijke bespreking zijn.", facts=entry.fact("Wie erbij zijn", "present"))


TALKS: dict[str, Telling] = {
    "start_meeting": _meeting_started,
    "change_present": _present,
    "end_meeting": _meeting_ended,
}
"""What can happen to meetings, by the name of the action."""
