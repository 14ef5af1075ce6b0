"""What a version of a questionnaire touches, as its author reads it on the command line."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.texts.trajectories import STATES as ACTION_STATES
from app.texts.words import STATES, counted, listing
from app.web.formatting import long_date

COUNTED: Mapping[str, str] = {
    "carried": "gelijk gebleven",
    "grammar": "alleen taal",
    "reworded": "anders verwoord",
    "meaning_changed": "andere betekenis",
    "moved": "op een andere plaats",
    "split": "gesplitst",
    "merged": "samengevoegd",
    "retired": "vervallen",
    "domain_left": "van een vervallen domein",
}
"""The classes of the accounting, behind a number."""
BECAME: Mapping[str, str] = {
    "grammar": "heeft een andere spelling",
    "reworded": "is anders verwoord",
    "meaning_changed": "heeft een andere betekenis",
    "moved": "staat op een andere plaats",
    "split": "is gesplitst",
    "merged": "is samengevoegd",
    "retired": "is vervallen",
}
"""The same of one question or example."""
NO_ROUNDS = "Er lopen geen inventarisaties op een eerdere versie."
NO_COMPARISONS = "Er zijn geen vastgestelde rondes op een eerdere versie."
OWN_DOMAIN = "Een eigen domein vergelijken we alleen als het de volgende keer dezelfde naam heeft."
NO_DATABASE = "De database is niet te lezen, of is nog niet bijgewerkt. Werk haar bij met: samenhang upgrade"


def heading(questionnaire_id: str, version: int, published: bool) -> str:
    state = "Ze is gepubliceerd." if published else "Ze is nog niet gepubliceerd."
    return f"Wat versie {version} van {questionnaire_id} raakt. {state}"


def running(n: int) -> str:
    """How many rounds go on, and on what."""
    if not n:
        return NO_ROUNDS
    stays = "Ze blijft op haar versie:" if n == 1 else "Ze blijven op hun versie:"
    return f"{counted(n, 'inventarisatie loopt', 'inventarisaties lopen')}. {stays}"


def running_round(where: str, state: str, version: int) -> str:
    return f"- {where}: {STATES[state].lower()}, versie {version}"


def place(code: str, municipality: str, title: str) -> str:
    """A round, and of whom."""
    return f"{municipality} ({code}), {title}"


def comparisons(n: int) -> str:
    """How many agreed rounds a next one can be compared with."""
    if not n:
        return NO_COMPARISONS
    return f"Met {counted(n, 'vastgestelde ronde', 'vastgestelde rondes')} kan een volgende ronde worden vergeleken:"


def agreed_round(where: str, day: date, version: int) -> str:
    return f"- {where}: vastgesteld op {long_date(day)}, versie {version}"


def accounting(comparable: int, total: int, classes: Mapping[str, int]) -> str:
    """How many of its answered questions ask the same, and what became of all of them."""
    parts = [f"{count} {COUNTED[name]}" for name, count in classes.items() if count and name != "total"]
    told = f" Per soort: {', '.join(parts)}." if parts else ""
    return f"  Beantwoorde vragen: {total}. Met dezelfde betekenis: {comparable}.{told}"


def not_comparable(domain: str, dimensions: Sequence[str]) -> str:
    """What can no longer be compared."""
    return f"  Niet meer te vergelijken bij {domain}: {listing([name.lower() for name in dimensions])}."


def all_comparable() -> str:
    """That this version takes away no comparison."""
    return "  Alles wat nu te vergelijken is, blijft dat."


def domains_left(titles: Sequence[str]) -> str:
    return f"  Vervallen: {listing(titles)}."


def own_domains(titles: Sequence[str]) -> str:
    """Domains that the municipality added."""
    return f"  Eigen: {listing(titles)}. {OWN_DOMAIN}"


def renamed(names: Mapping[str, str]) -> str:
    """Domains under another name."""
    return f"  Onder een andere naam: {listing([f'{old} heet {new}' for old, new in names.items()])}."


def actions(touched: int, untouched: int) -> str:
    """How many actions of running trajectories are touched."""
    total = touched + untouched
    if not total:
        return "Er lopen geen trajecten met acties op een eerdere versie."
    return f"{touched} van de {counted(total, 'actie', 'acties')} in lopende trajecten {_changes(touched)}"


def _changes(touched: int) -> str:
    if not touched:
        return "veranderen. Er is dus niets te doen."
    return f"{'hoort' if touched == 1 else 'horen'} bij iets dat verandert. De acties zelf blijven zoals ze zijn:"


def action(where: str, title: str, state: str, changes: Sequence[str]) -> str:
    return f"- {where}, ‘{title}’ ({ACTION_STATES[state].lower()}): {listing(changes)}"


def of_question(item: str, class_: str) -> str:
    """What became of the question of an action."""
    return f"vraag {item} {BECAME[class_]}"


def of_domain(domain: str) -> str:
    """That the domain of an action is gone."""
    return f"het domein {domain} is vervallen"


def of_bank(bank_id: str, class_: str) -> str:
    """What became of the example of an action."""
    return f"voorbeeld {bank_id} {BECAME[class_]}"


def unknown(questionnaire_id: str) -> str:
    """That there is no such questionnaire."""
    return f"{questionnaire_id}: deze vragenlijst bestaat niet"


def not_begun(questionnaire_id: str, version: int) -> str:
    """That there is no such version."""
    return f"{questionnaire_id}/{version}: deze versie is nog niet begonnen"


def first(questionnaire_id: str) -> str:
    """That a first version comes after nothing."""
    return f"{questionnaire_id}/1: dit is de eerste versie. Er is niets dat ze kan raken"


def after_another(questionnaire_id: str, version: int, last: int) -> str:
    return f"{questionnaire_id}/{version}: na versie {last} kan alleen versie {last + 1} komen"
