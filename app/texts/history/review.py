"""What happened to the inventory as a whole, and in its review: steps, points, remarks, meetings and ambitions."""

import uuid
from collections.abc import Callable, Iterator

from app.texts import filling
from app.texts.points import KINDS as POINTS
from app.texts.words import AMBITIONS, counted
from app.trail import wording
from app.trail.telling import Entry, Event, ToldFact, ToldField

DOMAINS, ITEMS = ToldField("domains", "Domeinen", wording.listed(wording.domain)), wording.many(wording.item, "\n")


def _named_domains(entry: Entry) -> Iterator[ToldFact]:
    # A domain that keeps its own name is kept without one.
    chosen = entry.new.items() if isinstance(entry.new, dict) else ()
    if titles := [str(title or entry.names.domain(id_)) for id_, title in chosen]:
        yield ToldFact("Domeinen", "", "; ".join(titles))


def _sent_back(entry: Entry) -> str:
    lost = " Het akkoord van de adviseur verviel daarmee." if entry.old_of("approved") is True else ""
    return f"stuurde terug: {{domains}}.{lost}"


def _resubmitted(entry: Entry) -> str:
    answers, texts = (len(wording.texts_of(entry.new_of(key))) for key in ("changed", "changed_texts"))
    since = f"{counted(answers, 'vraag kreeg', 'vragen kregen')} een ander antwoord"
    changed = counted(texts, "tekst bij de laatste vragen veranderde", "teksten bij de laatste vragen veranderden")
    also = f" En {changed}." if texts else ""
    return f"leverde opnieuw in: {{domains}}. Sindsdien {since if answers else 'veranderde er geen antwoord'}.{also}"


def _agreed(entry: Entry) -> str:
    alone = " Er was geen akkoord van een adviseur." if entry.new_of("approved") is False else ""
    return f"stelde de inventarisatie vast.[ Dat is versie {{report}} van het rapport.]{alone}"


def _meeting_ended(entry: Entry) -> str:
    because = ", omdat de inventarisatie werd vastgesteld" if entry.new_of("because") else ""
    return f"sloot de gezamenlijke bespreking af{because}."


_DECISIONS = (("assignment", filling.ASSIGNMENT), ("means", filling.MEANS), ("moment", filling.MOMENT))
STEPS = (
    Event("start_assessment", "startte deze inventarisatie.", _named_domains),
    Event("start_review", "startte de bespreking. Sindsdien liggen de antwoorden vast."),
    Event("send_back", _sent_back, said=(DOMAINS,)),
    Event("resubmit", _resubmitted, ToldField("changed", "Veranderd", ITEMS, "new"), said=(DOMAINS,)),
    Event("approve", "gaf akkoord."),
    Event("withdraw_approval", "trok het akkoord in."),
    Event("approval_fell_away", "liet het akkoord vervallen, omdat er iets veranderde na het akkoord."),
    Event("name_open_points", "schreef op wat er nog open is."),
    Event("finish_open_points", "liet weten dat gedaan is wat nog open was."),
    Event("agree", _agreed),
    Event("reopen", "heropende de inventarisatie. Het akkoord verviel daarmee."),
    Event(
        "fill_in_page",
        "vulde de bladzijde voor de wethouder in.",
        ToldField("number", "Volwassenen"),
        ToldField("year", "Jaar"),
        ToldField("source", "Bron"),
        *(ToldField(f"{key}_owner", filling.owner(place)) for key, place in _DECISIONS),
        ToldField("means_amount", filling.AMOUNT),
        *(ToldField(f"{key}_day", filling.day(place), wording.day) for key, place in _DECISIONS),
    ),
)
MEETINGS = (
    Event(
        "start_meeting",
        "startte een gezamenlijke bespreking over {items}.",
        ToldField("present", "Wie erbij waren", only="new"),
        said=(ToldField("items", "Vragen", wording.how_many("vraag", "vragen")),),
    ),
    Event(
        "change_present",
        "veranderde wie er bij de gezamenlijke bespreking zijn.",
        ToldField("present", "Wie erbij zijn"),
    ),
    Event(
        "end_meeting",
        _meeting_ended,
        ToldField("discussed", "Besproken", ITEMS, "new"),
        ToldField("agreed", "Score afgesproken", ITEMS, "new"),
    ),
)


def _ambition(entry: Entry) -> str:
    return "zette de ambitie voor {domain} op {value}." if entry.new else "haalde de ambitie voor {domain} weg."


def _point(did: str) -> Callable[[Entry], str]:
    """A sentence about points: on a question, or in the answers that somebody gave about a domain."""

    def sentence(entry: Entry) -> str:
        whose = _is_person(entry.subject.partition("/")[2])
        return f"{did}[ ({{kinds}})] " + ("in de antwoorden van {person} over {domain}." if whose else "bij {item}.")

    return sentence


def _is_person(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


KINDS = ToldField(
    "kinds", "Soort", wording.listed(wording.one_of({kind: title.lower() for kind, title in POINTS.items()}))
)
AGREEMENTS = (
    Event(
        "set_ambition",
        _ambition,
        ToldField("value", "Ambitie", wording.one_of({str(points): title for points, title in AMBITIONS.items()})),
        values="value",
    ),
    Event("settle_point", _point("handelde een punt af"), said=(KINDS,)),
    Event("open_point_again", _point("opende een punt opnieuw"), said=(KINDS,)),
)

SAID = ("add_remark", "answer_remark")
"""What is told by the remark itself, which holds the text."""


def _remark(did: str) -> Callable[[Entry], str]:
    """A sentence about a remark: on a question, or on the whole inventory."""
    return lambda entry: f"{did} bij {{item}}." if "/" in entry.subject else f"{did} over de hele inventarisatie."


def _assigned(entry: Entry) -> str:
    to = entry.new_of("assigned_to")
    return _remark("gaf {assigned_to} een opmerking" if to else "haalde weg voor wie een opmerking is,")(entry)


REMARKS = (
    Event("add_remark", _remark("schreef een opmerking")),
    Event("answer_remark", _remark("antwoordde op een opmerking")),
    Event("assign_remark", _assigned, said=(ToldField("assigned_to", "Voor wie", wording.person),)),
    Event("resolve_remark", _remark("handelde een opmerking af")),
    Event("reopen_remark", _remark("opende een opmerking opnieuw")),
)


def _looked_back(entry: Entry) -> str:
    if wording.texts_of(entry.new_of("domains")):
        return "koos bij welke domeinen collega’s terugkijken."
    return "koos dat niemand meer terugkijkt."


LOOKING_BACK = (
    Event("choose_looking_back", _looked_back, ToldField("domains", "Domeinen", wording.many(wording.domain))),
)
