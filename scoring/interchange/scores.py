"""Checks the answers, the agreed scores and the ambitions of an interchange file."""

import re
from urllib.parse import urlsplit

from scoring.assessment import AMBITIONS
from scoring.interchange.fields import Fields, is_integer
from scoring.interchange.problems import listed, shown
from scoring.interchange.scope import Scope
from scoring.interchange.syntax import Json

VALUES = (0, 1, 2, 3, 4)
SPECIAL = ("unknown", "not_applicable")
EVIDENCE_KINDS = ("document", "decision", "figures", "conversation", "impression")
CONFIDENCE = ("sure", "fairly_sure", "not_sure")
CHANGED = ("yes", "no", "unknown")

_LINK = re.compile(r"https?://[^\s/?#]+([/?#].*)?", re.DOTALL)


def check_answers(top: Fields, scope: Scope) -> None:
    """Every answer is of a listed participant, to an existing item, and their only one to it."""
    first: dict[tuple[str, str], str] = {}
    for place, node in top.entries("answers") or []:
        required = ("participant", "item", "value")
        fields = Fields(top.problems, place, node, required, optional=("reason", "evidence", "confidence", "changed"))
        participant = fields.text("participant")
        if participant is not None and not scope.has_participant(participant):
            fields.add("participant", f"{shown(participant)} staat niet in participants.")
        item = _item(fields, scope)
        if participant is not None and item is not None:
            earlier = first.setdefault((participant, item), place)
            if earlier != place:
                fields.add("item", f"deze collega gaf al een antwoord op deze vraag, in {earlier}.")
        _check_answer_value(fields, scope, item)
        fields.choice("confidence", CONFIDENCE)
        _check_evidence_and_changed(fields, scope)


def _check_answer_value(fields: Fields, scope: Scope, item: str | None) -> None:
    value = _value(fields, SPECIAL)
    reason = fields.text("reason")
    if value != "not_applicable":
        return
    if item is not None and scope.is_opportunity(item):
        fields.add("value", "niet van toepassing kan niet bij een vraag over kansen. Kies 0 tot en met 4, of unknown.")
    elif fields.raw("reason") is None or (reason is not None and not reason.strip()):
        fields.add("reason", "bij niet van toepassing hoort een reden.")


def check_agreed(top: Fields, scope: Scope) -> None:
    """Every agreed score is on an existing item, the only one there, and has a reason."""
    first: dict[str, str] = {}
    for place, node in top.entries("agreed") or []:
        fields = Fields(top.problems, place, node, ("item", "value", "reason"), optional=("evidence", "changed"))
        item = _item(fields, scope)
        if item is not None and first.setdefault(item, place) != place:
            fields.add("item", f"deze vraag heeft al een afgesproken score, in {first[item]}.")
        value = _value(fields, ("not_applicable",))
        if value == "not_applicable" and item is not None and scope.is_opportunity(item):
            fields.add("value", "niet van toepassing kan niet bij een vraag over kansen. Kies 0 tot en met 4.")
        fields.filled_text("reason")
        _check_evidence_and_changed(fields, scope)


def check_ambitions(top: Fields, scope: Scope) -> None:
    """Only chosen domains have an ambition, of 25, 50, 75 or 100 points."""
    for place, domain_id, value in top.pairs("ambitions"):
        if not scope.has_domain(domain_id):
            top.problems.add(place, "dit domein is niet gekozen. Zet het in domains, of haal de ambitie weg.")
        if not is_integer(value) or value not in AMBITIONS:
            top.problems.add(place, f"een ambitie is {listed(AMBITIONS)}, zonder aanhalingstekens en zonder punt.")


def _item(fields: Fields, scope: Scope) -> str | None:
    item = fields.text("item")
    if item is not None:
        scope.check_item(fields.place_of("item"), item)
    return item


def _value(fields: Fields, special: tuple[str, ...]) -> Json:
    """The value when it is a right one; None when it is absent or wrong."""
    value = fields.raw("value")
    if value is None or (is_integer(value) and value in VALUES) or (isinstance(value, str) and value in special):
        return value
    allowed = listed([*VALUES, *special])
    fields.add("value", f"kies {allowed}. Een getal staat zonder aanhalingstekens en zonder punt.")
    return None


def _check_evidence_and_changed(fields: Fields, scope: Scope) -> None:
    if fields.raw("evidence") is not None:
        _check_evidence(fields)
    if fields.choice("changed", CHANGED) is not None and scope.round == "baseline":
        fields.add("changed", "dit kan alleen in een tweede ronde (evaluation). Haal het weg.")


def _check_evidence(of: Fields) -> None:
    fields = Fields(of.problems, of.place_of("evidence"), of.raw("evidence"), ("kind",), optional=("note", "link"))
    fields.choice("kind", EVIDENCE_KINDS)
    fields.text("note")
    link = fields.text("link")
    if link is not None and not _is_link(link):
        fields.add("link", f"{shown(link)} is geen link. Een link begint met http:// of https:// en noemt een website.")


def _is_link(link: str) -> bool:
    try:
        return bool(_LINK.fullmatch(link) and urlsplit(link).hostname)
    except ValueError:  # such as a bracket without its other half
        return False
