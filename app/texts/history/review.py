"""What happened to answers and in the review: answers, scores, remarks, points, looking back, steps and meetings."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.texts import reports
from app.texts.points import KINDS as POINTS
from app.texts.words import AMBITIONS, CONFIDENCE, EVIDENCE, SPECIAL, counted, listing
from app.trail import wording
from app.trail.telling import Entry, Event, Told, ToldFact, ToldField

Version = Mapping[str, Any]
"""The columns of one version, by name."""
REASON, WHY = "Toelichting", "Waarom"
"""What stands before the reason of an answer, and before that of anything else."""
TOGETHER = "Samen ingevuld"
IN_MEETING = "In een gezamenlijke bespreking"
AMONG_ADVISERS = "Alleen adviseurs"
REALLY = {"yes": "Ja", "no": "Nee, ik zie het nu anders", "unknown": "Dat weet ik niet"}
WORDED: dict[str, Mapping[str, str]] = {"evidence_kind": EVIDENCE, "confidence": CONFIDENCE, "changed": REALLY}
NO_TITLE = "een verbeteractie die er niet meer is"
LABELS = {
    "reason": (REASON, "de toelichting"),
    "evidence_kind": ("Soort bewijs", "het bewijs"),
    "evidence_note": ("Bewijs", "het bewijs"),
    "evidence_link": ("Link naar het bewijs", "het bewijs"),
    "confidence": ("Hoe zeker", "hoe zeker het is"),
    "changed": ("Werkelijk veranderd sinds de vorige ronde", "of er werkelijk iets veranderde"),
    "changed_what": ("Wat er veranderde", "wat er veranderde"),
    "changed_action": ("Hoort bij de verbeteractie", "de verbeteractie waar het bij hoort"),
    "dissent": ("Wie het anders ziet", "wie het anders ziet"),
    "present": ("Wie erbij waren", "wie erbij waren"),
}
"""For each column: how a list calls it, and how a sentence does."""


def value_words(value: str) -> str:
    """A value as people say it: `3`, `‘Weet ik niet’`."""
    return f"‘{SPECIAL[value]}’" if value in SPECIAL else value


def on_behalf_of(owner: str) -> str:
    """For whom somebody else filled in an answer."""
    return f"Namens {owner}"


def answer_told(where: str, old: Version | None, new: Version) -> Told:
    """What happened to an answer; without an `old` version it is the first."""
    value = value_words(new["value"])
    if old is None:
        return _told("beantwoordde", where, f" met {value}.", None, new)
    if old["value"] != new["value"]:
        return _told("veranderde het antwoord op", where, f" van {value_words(old['value'])} naar {value}.", old, new)
    return _unchanged(where, "het antwoord op", "bij het antwoord op", old, new)


def agreed_told(where: str, old: Version | None, new: Version) -> Told:
    """What happened to an agreed score; an empty value is none."""
    before, after = (old["value"] if old else ""), new["value"]
    if before == after and old is not None:
        return _unchanged(where, "de afgesproken score van", "bij de afgesproken score van", old, new)
    if not after:
        return _told("trok de afgesproken score in van", where, ". De antwoorden tellen weer.", old, new)
    if not before:
        return _told("sprak een score af voor", where, f": {value_words(after)}.", old, new)
    change = f" van {value_words(before)} naar {value_words(after)}."
    return _told("veranderde de afgesproken score van", where, change, old, new)


def closing_told(where: str, old: Version | None, new: Version) -> Told:
    """What happened to a text under an open question."""
    before, after = (old["text"] if old else ""), new["text"]
    if not after:
        return Told("haalde de tekst weg bij", where, ".", (ToldFact("Tekst", before, ""),) if before else ())
    if before:
        return Told("veranderde de tekst bij", where, ".", (ToldFact("Tekst", before, after),))
    return Told("schreef iets bij", where, ".", text=after)


def remark_told(where: str, text: str, *, is_answer: bool) -> Told:
    """Something that was said; without a question it is about the whole inventory."""
    did = "antwoordde op een opmerking" if is_answer else "schreef een opmerking"
    if where:
        return Told(f"{did} bij", where, ".", text=text)
    return Told(f"{did} over de hele inventarisatie.", text=text)


def _told(did: str, where: str, then: str, old: Version | None, new: Version) -> Told:
    values = (value_words(old["value"]) if old else "", value_words(new["value"]))
    return Told(did, where, then, _facts(old, new), values, new["reason"] or "")


def _unchanged(where: str, again: str, beside: str, old: Version, new: Version) -> Told:
    """The value is what it was: something beside it changed, or nothing at all."""
    parts = dict.fromkeys(LABELS[name][1] for name in LABELS if _differs(name, old, new))
    if not parts:
        return _told(f"sloeg {again}", where, " nog een keer op. Er veranderde niets.", old, new)
    return _told(f"veranderde {listing(list(parts))} {beside}", where, ".", old, new)


def _facts(old: Version | None, new: Version) -> tuple[ToldFact, ...]:
    """What differs besides the value; a first reason stands apart already."""
    return tuple(
        ToldFact(label, _text(name, old), _text(name, new))
        for name, (label, _) in LABELS.items()
        if _differs(name, old, new) and (name != "reason" or _text(name, old))
    )


def _differs(name: str, old: Version | None, new: Version) -> bool:
    return name in new and _text(name, old) != _text(name, new)


def _text(name: str, version: Version | None) -> str:
    text = (version.get(name) or "") if version else ""
    return WORDED[name].get(text, text) if name in WORDED else text


def back_told(where: str, old: Version | None, new: Version) -> Told:
    """What happened to what somebody would now answer for then; an empty value is none."""
    values = (value_words(old["value"]) if old else "", value_words(new["value"]))
    if not new["value"]:
        return Told("haalde het antwoord voor toen weg bij", where, ".", values=values)
    if not values[0]:
        return Told("keek terug bij", where, f" en koos {values[1]} voor toen.", values=values)
    return Told("veranderde het antwoord voor toen bij", where, f" van {values[0]} naar {values[1]}.", values=values)


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


_DECISIONS = (("assignment", reports.ASSIGNMENT), ("means", reports.MEANS), ("moment", reports.MOMENT))
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
        *(ToldField(f"{key}_owner", reports.owner(place)) for key, place in _DECISIONS),
        ToldField("means_amount", reports.AMOUNT),
        *(ToldField(f"{key}_day", reports.day(place), wording.day) for key, place in _DECISIONS),
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
