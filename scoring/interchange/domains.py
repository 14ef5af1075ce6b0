"""Checks the domains of an interchange file: the chosen ones, a municipality's own, and new names."""

from questionnaires.model import OWN_DOMAINS, Questionnaire
from scoring.interchange.fields import Fields, filled_text, text
from scoring.interchange.problems import shown
from scoring.interchange.scope import Scope
from scoring.interchange.syntax import Json


def chosen_domains(top: Fields, questionnaire: Questionnaire | None) -> tuple[str, ...] | None:
    """Check `domains` and `own_domains`; the ids of the chosen domains, or None when there is no list of them."""
    own = _own_domains(top)
    entries = top.entries("domains")
    if entries is None:
        return None
    if not entries:
        top.add("domains", "kies minstens één domein.")
    chosen = _domain_ids(top, entries)
    if questionnaire is not None:
        known = {domain.id for domain in questionnaire.domains} | own.keys()
        _note_unknown_domains(top, chosen, known)
    for domain_id, place in own.items():
        if domain_id in OWN_DOMAINS and domain_id not in chosen:
            top.problems.add(place, f"{shown(domain_id)} staat niet in domains. Zet het eigen domein daar ook bij.")
    return tuple(chosen)


def _own_domains(top: Fields) -> dict[str, str]:
    """From the id of each own domain to its place. A wrong id is in it too: once told is enough."""
    entries = top.entries("own_domains") or []
    if len(entries) > len(OWN_DOMAINS):
        top.add("own_domains", f"je kunt hoogstens {len(OWN_DOMAINS)} eigen domeinen hebben.")
    places: dict[str, str] = {}
    for place, node in entries:
        fields = Fields(top.problems, place, node, ("id", "title"))
        domain_id = fields.choice("id", OWN_DOMAINS)
        if domain_id in places:
            fields.add("id", f"{shown(str(domain_id))} staat er twee keer.")
        if isinstance(fields.raw("id"), str):
            places.setdefault(fields.raw("id"), fields.place_of("id"))
        fields.filled_text("title")
    return places


def _domain_ids(top: Fields, entries: list[tuple[str, Json]]) -> dict[str, str]:
    """From the id of each chosen domain to its place."""
    places: dict[str, str] = {}
    for place, node in entries:
        domain_id = text(top.problems, place, node)
        if domain_id in places:
            top.problems.add(place, f"het domein {shown(str(domain_id))} staat er twee keer.")
        elif domain_id is not None:
            places[domain_id] = place
    return places


def _note_unknown_domains(top: Fields, chosen: dict[str, str], known: set[str]) -> None:
    for domain_id, place in chosen.items():
        if domain_id not in known:
            top.problems.add(place, f"het domein {shown(domain_id)} bestaat niet in deze vragenlijst.")


def check_renamed(top: Fields, scope: Scope) -> None:
    """Only chosen domains of the questionnaire get a new name, and the name says something."""
    for place, domain_id, title in top.pairs("renamed"):
        if domain_id in OWN_DOMAINS:
            top.problems.add(place, "een eigen domein krijgt zijn naam in own_domains.")
        elif not scope.has_domain(domain_id):
            top.problems.add(place, "dit domein is niet gekozen. Zet het in domains, of haal de nieuwe naam weg.")
        filled_text(top.problems, place, title)
