"""What happened to answers, agreed scores, closing texts, remarks and looking back, from one version to the next."""

from collections.abc import Mapping
from typing import Any

from app.texts.words import CONFIDENCE, EVIDENCE, SPECIAL, listing
from app.trail.telling import Told, ToldFact

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
