"""What happened to the inventory as a whole, and in its review: steps, points, remarks, meetings and ambitions."""

import uuid
from collections.abc import Sequence
from typing import Any

from app.texts.points import KINDS as POINTS
from app.texts.words import AMBITIONS, counted, listing
from app.trail.telling import Entry, Telling, Told, ToldFact, plain, texts_of


def _domains(entry: Entry) -> str:
    titles = [entry.names.domain(domain) for domain in texts_of(entry.new_of("domains"))]
    return listing(titles) if titles else "een deel van de vragen"


def _started(entry: Entry) -> Told:
    # A domain that keeps its own name is kept without one.
    chosen = entry.new.items() if isinstance(entry.new, dict) else ()
    titles = [str(title or entry.names.domain(domain)) for domain, title in chosen]
    return Told("startte deze inventarisatie.", facts=(ToldFact("Domeinen", "", "; ".join(titles)),) if titles else ())


def _sent_back(entry: Entry) -> Told:
    lost = " Het akkoord van de adviseur verviel daarmee." if entry.old_of("approved") is True else ""
    return Told(f"stuurde terug: {_domains(entry)}.{lost}", why=entry.why)


def _resubmitted(entry: Entry) -> Told:
    changed = texts_of(entry.new_of("changed"))
    questions = "\n".join(entry.names.item(item) for item in changed)
    facts = (ToldFact("Veranderd", "", questions),) if changed else ()
    how_many = counted(len(changed), "vraag kreeg", "vragen kregen")
    texts = texts_of(entry.new_of("changed_texts"))
    also = f" En {counted(len(texts), 'slotvraag kreeg', 'slotvragen kregen')} een andere tekst." if texts else ""
    return Told(f"leverde opnieuw in: {_domains(entry)}. Sindsdien {how_many} een ander antwoord.{also}", facts=facts)


def _agreed(entry: Entry) -> Told:
    number = entry.new_of("report")
    version = f" Dat is versie {number} van het rapport." if number else ""
    alone = " Er was geen akkoord van een adviseur." if entry.new_of("approved") is False else ""
    return Told(f"stelde de inventarisatie vast.{version}{alone}")


def _ambition(entry: Entry) -> Told:
    old, new = _points(entry.old), _points(entry.new)
    domain = entry.names.domain(entry.subject)
    did = f"zette de ambitie voor {domain} op {new}." if new else f"haalde de ambitie voor {domain} weg."
    return Told(did, facts=(ToldFact("Ambitie", old, new),), values=(old, new))


def _points(value: Any) -> str:
    return AMBITIONS.get(value, str(value)) if isinstance(value, int) else ""


STEPS: dict[str, Telling] = {
    "start_assessment": _started,
    "start_review": plain("startte de bespreking. Sindsdien liggen de antwoorden vast."),
    "send_back": _sent_back,
    "resubmit": _resubmitted,
    "approve": plain("gaf akkoord."),
    "withdraw_approval": plain("trok het akkoord in."),
    "approval_fell_away": plain("liet het akkoord vervallen, omdat er iets veranderde na het akkoord."),
    "name_open_points": plain("schreef op wat er nog open is."),
    "finish_open_points": plain("liet weten dat gedaan is wat nog open was."),
    "agree": _agreed,
    "reopen": plain("heropende de inventarisatie. Het akkoord verviel daarmee."),
}
"""The steps of an inventory, by the name of the action."""

AGREEMENTS: dict[str, Telling] = {"set_ambition": _ambition}
"""What was agreed besides scores, by the name of the action."""


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
    facts = (ToldFact("Wie erbij waren", "", str(present)),) if present else ()
    return Told(f"startte een gezamenlijke bespreking over {counted(len(items), 'vraag', 'vragen')}.", facts=facts)


def _meeting_ended(entry: Entry) -> Told:
    discussed, agreed = texts_of(entry.new_of("discussed")), texts_of(entry.new_of("agreed"))
    facts = (*_items(entry, "Besproken", discussed), *_items(entry, "Score afgesproken", agreed))
    because = ", omdat de inventarisatie werd vastgesteld" if entry.new_of("because") else ""
    return Told(f"sloot de gezamenlijke bespreking af{because}.", facts=facts)


def _items(entry: Entry, label: str, items: Sequence[str]) -> tuple[ToldFact, ...]:
    return (ToldFact(label, "", "\n".join(entry.names.item(item) for item in items)),) if items else ()


def _present(entry: Entry) -> Told:
    return Told("veranderde wie er bij de gezamenlijke bespreking zijn.", facts=entry.fact("Wie erbij zijn", "present"))


TALKS: dict[str, Telling] = {
    "start_meeting": _meeting_started,
    "change_present": _present,
    "end_meeting": _meeting_ended,
}
"""What can happen to meetings, by the name of the action."""
