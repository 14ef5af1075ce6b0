"""What happened to the inventory as a whole, and in its review: steps, points, remarks, meetings and ambitions."""

from typing import Any

from app.texts.counting import counted, listing
from app.texts.history.telling import Entry, Fact, Telling, Told, plain, texts_of
from app.texts.words import AMBITIONS


def _domains(entry: Entry) -> str:
    titles = [entry.names.domain(domain) for domain in texts_of(entry.new_of("domains"))]
    return listing(titles) if titles else "een deel van de vragen"


def _started(entry: Entry) -> Told:
    titles = [str(title) for title in entry.new.values()] if isinstance(entry.new, dict) else []
    return Told("startte deze inventarisatie.", facts=(Fact("Domeinen", "", "; ".join(titles)),) if titles else ())


def _sent_back(entry: Entry) -> Told:
    lost = " Het akkoord van de adviseur verviel daarmee." if entry.old_of("approved") is True else ""
    return Told(f"stuurde terug: {_domains(entry)}.{lost}", why=entry.why)


def _resubmitted(entry: Entry) -> Told:
    changed = texts_of(entry.new_of("changed"))
    questions = "\n".join(entry.names.item(item) for item in changed)
    facts = (Fact("Veranderd", "", questions),) if changed else ()
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
    return Told(did, facts=(Fact("Ambitie", old, new),), values=(old, new))


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
