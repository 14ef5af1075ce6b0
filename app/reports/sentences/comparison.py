"""What changed since an earlier round, in words (S22-S26)."""

from collections.abc import Mapping, Sequence

from app.reports.document.standing import Standing
from app.texts.words import counted, listing, sentence_start
from app.web.formatting import number
from scoring.comparison import DimensionChange

TITLE = "Toen en nu"
CAPTION = "Toen en nu, per domein en dimensie (0 tot 100 punten)"
CORE = "We vergelijken alleen vragen die in beide rondes een score hebben en nog hetzelfde betekenen."
OTHER_NUMBERS = "Daarom kunnen de getallen hier anders zijn dan in de rest van het rapport."
OTHER_PEOPLE = (
    "Let op: er waren andere collega’s. Minder dan de helft van de mensen die nu antwoord gaven, deed dat toen ook. "
    "Een verschil kan dus ook daardoor komen."
)
ONLY_CHANGED = (
    "Alleen vragen waarbij iets werkelijk veranderde, tellen als verandering. "
    "Bij de andere rekenen we ook voor toen met de score van nu."
)
NEW_DOMAIN = "niet vergelijkbaar: dit domein zat toen niet in de ronde"
NOT_COMPARABLE = "niet vergelijkbaar: te weinig vragen betekenen nog hetzelfde en hebben in beide rondes een score"
SUPPORTED = "onderbouwd"
"""Of a visible change: an item that moved along is backed (S24)."""
UNSAID = "nog niet te zeggen"
"""Its own word in every form: it is not the same, and no change."""
WHY_UNSAID = f"{UNSAID}: bij sommige antwoorden zei niemand of er werkelijk iets veranderde"

_ROUNDS = {"baseline": "de eerste meting", "evaluation": "een eerdere vervolgmeting"}
MOST_NAMES = 4
"""More domains that did not move are counted instead of named."""
CLASSES = {
    "carried": "gelijk gebleven",
    "grammar": "alleen de taal verbeterd",
    "reworded": "anders verwoord",
    "meaning_changed": "andere betekenis",
    "moved": "op een andere plek",
    "split": "gesplitst",
    "merged": "samengevoegd",
    "retired": "vervallen",
    "domain_left": "domein niet meer gekozen",
}
"""What can have become of a question of the earlier round; each of its answers is in exactly one class."""
_COUNTED = {"meaning_changed": "met een andere betekenis", "domain_left": "over een domein dat niet meer gekozen is"}
"""The same after a number, where that reads differently."""


def meaning(change: DimensionChange) -> str:
    """What the change of one dimension means."""
    if change.change is None:
        return WHY_UNSAID if change.kind == "unsaid" else NOT_COMPARABLE
    way = "omhoog" if change.change > 0 else "omlaag"
    if change.kind == "same":
        return "ongeveer gelijk"
    if change.kind == "small":
        return f"kleine verandering {way}, dit kan toeval zijn"
    return f"zichtbare verandering {way}, {'onderbouwd' if change.supported else 'nog niet onderbouwd'}"


def moved(change: DimensionChange) -> str:
    """The same in two or three words, without what must be known with it: that is the `note`."""
    if change.change is None:
        return UNSAID if change.kind == "unsaid" else "niet vergelijkbaar"
    if change.kind == "same":
        return "ongeveer gelijk"
    way = "omhoog" if change.change > 0 else "omlaag"
    return f"iets {way}" if change.kind == "small" else f"zichtbaar {way}"


def note(change: DimensionChange) -> str:
    """What must be known with a change; nothing where it is about the same or cannot be compared."""
    if change.kind == "visible":
        return SUPPORTED if change.supported else "nog niet onderbouwd"
    return "kan toeval zijn" if change.kind == "small" else ""


def dimensions_moved(changes: Sequence[tuple[str, DimensionChange]], *, briefly: bool = False) -> str:
    """What happened with the dimensions of a domain, in a sentence; those with the same outcome go together.

    Briefly: without saying of each small one that it can be chance.
    """
    names: dict[str, list[str]] = {}
    for name, change in changes:
        known = "" if briefly and change.kind == "small" else note(change)
        names.setdefault(f"{moved(change)} ({known})" if known else moved(change), []).append(name.lower())
    return sentence_start(f"{'; '.join(f'{listing(same)} {outcome}' for outcome, same in names.items())}.")


def moves_alt(domain: str, rows: Sequence[tuple[str, DimensionChange]]) -> str:
    """A picture of then and now for who cannot see it."""
    said = [f"{name}: {_then_and_now(change)}" for name, change in rows]
    return f"{domain}, toen en nu op een schaal van 0 tot 100. {'. '.join(said)}."


def _then_and_now(change: DimensionChange) -> str:
    if change.before is None or change.after is None:
        return moved(change)
    numbers = f"toen {number(change.before)} en nu {number(change.after)}"
    return f"{numbers}, {meaning(change)}"


def without_comparison(domain: str) -> str:
    """That a domain was not in the earlier round."""
    return f"{domain} zat toen niet in de ronde. Daarom kunnen we dit domein niet vergelijken."


def moves_caption(domain: str) -> str:
    """Above the table of one domain."""
    return f"{domain}, toen en nu (0 tot 100 punten)"


def in_short(round_: str, names: Mapping[Standing, Sequence[str]]) -> str:
    """Where policy became more integral, where less, and where nothing visibly changed."""
    moved_, same, unknown = _moved(names), names.get("same", ()), names.get("unknown", ())
    unsupported, unsaid = names.get("unsupported", ()), names.get("unsaid", ())
    if not (moved_ or same or unsupported or unsaid):
        return f"Er is geen enkel domein dat we kunnen vergelijken met {_ROUNDS[round_]}."
    first = moved_ or "is er in geen enkel domein een onderbouwde verandering"
    told = [f"Sinds {_ROUNDS[round_]} {first}."]
    if unsupported:
        told.append(f"Zichtbaar anders, maar nog niet onderbouwd: {_few(unsupported)}.")
    if unsaid:
        told.append(f"{sentence_start(UNSAID)}: {_few(unsaid)}.")
    if moved_ and same:
        told.append(f"Bij {_few(same)} is er geen zichtbare verandering.")
    if unknown:
        told.append(f"Niet te vergelijken: {_few(unknown)}.")
    return " ".join(told)


def _moved(names: Mapping[Standing, Sequence[str]]) -> str:
    """What visibly changed and is supported, always by name; nothing when nothing did."""
    up, down, both = (names.get(each, ()) for each in ("grown", "slipped", "mixed"))
    ways = [
        f"zichtbaar {way} integraal bij {listing(found)}" for way, found in (("meer", up), ("minder", down)) if found
    ]
    policy = f"werd het beleid {', en '.join(ways)}" if ways else ""
    mixed = f"ging het deels vooruit en deels achteruit bij {listing(both)}" if both else ""
    return ". Verder ".join(each for each in (policy, mixed) if each)


def _few(names: Sequence[str]) -> str:
    return listing(names) if len(names) <= MOST_NAMES else f"{len(names)} domeinen"


def listed(domain: str, what: str, questions: Sequence[str]) -> str:
    """The questions of one domain that do not count as change, with why."""
    return f"{domain}, {what}: {listing(questions)}."


NO_CHANGE = "Dit tellen we niet als verandering:"
LISTS = {
    "now_known": "nu bekend",
    "now_unknown": "nu onbekend",
    "task_changed": "taak veranderd",
    "seen_differently": "nu anders bekeken",
    "unsaid": UNSAID,
}
"""The lists of S25: none of them counts as change."""


def accounting(classes: Mapping[str, int]) -> str:
    """What became of every item of the earlier round."""
    total = classes["total"]
    if total == 0:
        return "Toen had nog geen enkele vraag een antwoord."
    found = [f"{classes[name]} {_COUNTED.get(name, word)}" for name, word in CLASSES.items() if classes[name]]
    had = f"{'had' if total == 1 else 'hadden'} {counted(total, 'vraag', 'vragen')}"
    return f"Toen {had} een antwoord of een afgesproken score. Daarvan: {listing(found)}."
