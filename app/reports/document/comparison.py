"""What changed since an earlier round (S22-S26): what is said of it, and its section."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias, get_args

from app.documents.model import Block, BulletList, Cell, Column, Heading, Move, Moves, Paragraph, Section, Table
from app.reports.document.material import DomainMaterial, Material
from app.texts.words import counted, listing, sentence_start
from app.web.formatting import exact_number, number, signed_number
from scoring.comparison import Comparison, DimensionChange
from scoring.result import Score

Standing: TypeAlias = Literal["grown", "mixed", "slipped", "unsupported", "unsaid", "same", "unknown"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""Growth first, then what went both ways, decline, what is not sure yet, what stayed, and what cannot be compared."""


class Moved(Protocol):
    """What a dimension did: a change of the comparison, or one that is read from a frozen report."""

    @property
    def kind(self) -> str:
        """Visible, small, same, unsaid or not comparable."""

    @property
    def supported(self) -> bool | None:
        """Whether an item that moved along is backed (S24)."""

    @property
    def change(self) -> Fraction | int | None:
        """Above 0 when it went up."""


def standing(changes: Collection[Moved]) -> Standing:
    """Grown or slipped: a dimension did, supported, and none the other way; same: something can be compared."""
    ways = {change.change > 0 for change in changes if change.supported and change.change is not None}
    if len(ways) == 2:
        return "mixed"
    if ways:
        return "grown" if True in ways else "slipped"
    kinds = {change.kind for change in changes}
    if "visible" in kinds:
        return "unsupported"
    if "unsaid" in kinds:
        return "unsaid"
    return "same" if kinds - {"not_comparable"} else "unknown"


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


def accounted_for(classes: Mapping[str, int]) -> str:
    """What became of every item of the earlier round."""
    total = classes["total"]
    if total == 0:
        return "Toen had nog geen enkele vraag een antwoord."
    found = [f"{classes[name]} {_COUNTED.get(name, word)}" for name, word in CLASSES.items() if classes[name]]
    had = f"{'had' if total == 1 else 'hadden'} {counted(total, 'vraag', 'vragen')}"
    return f"Toen {had} een antwoord of een afgesproken score. Daarvan: {listing(found)}."


NOTHING = Cell(text="–")
_COLUMNS = (
    Column(title="Dimensie"),
    Column(title="Toen", align="number"),
    Column(title="Nu", align="number"),
    Column(title="Verschil", align="number"),
    Column(title="Wat het betekent"),
)


def build_moves(
    domain: str, changes: Mapping[str, DimensionChange], titles: Mapping[str, str], words: Sequence[str]
) -> Moves:
    """Every dimension of a domain; what cannot be compared says so. `titles` are those of the dimensions."""
    named = [(titles[name], change) for name, change in changes.items()]
    table = Table(
        caption=f"{domain}, toen en nu (0 tot 100 punten)",
        columns=_COLUMNS,
        rows=tuple((Cell(text=title), *change_cells(change)) for title, change in named),
    )
    return Moves(
        message=dimensions_moved(named),
        alt=moves_alt(domain, named),
        words=tuple(words),
        rows=tuple(_move(title, change) for title, change in named),
        table=table,
    )


def change_cells(change: DimensionChange) -> tuple[Cell, ...]:
    """Then, now, the difference and what it means."""
    difference = (
        NOTHING if change.change is None else Cell(text=signed_number(change.change), value=exact_number(change.change))
    )
    return (_score(change.before), _score(change.after), difference, Cell(text=meaning(change)))


def _score(score: Score) -> Cell:
    return NOTHING if score is None else Cell(text=number(score), value=exact_number(score))


def _move(title: str, change: DimensionChange) -> Move:
    before, after = _score(change.before), _score(change.after)
    return Move(
        label=title,
        word=moved(change),
        note=note(change),
        way=_way(change),
        visible=change.kind == "visible",
        before=before.value,
        after=after.value,
        before_text=before.text,
        after_text=after.text,
    )


def _way(change: DimensionChange) -> Literal["up", "down", "same"] | None:
    if change.change is None:
        return None
    if change.kind == "same":
        return "same"
    return "up" if change.change > 0 else "down"


_PEOPLE_COLUMNS = (
    Column(title="Domein"),
    Column(title="Dimensie"),
    Column(title="Toen", align="number"),
    Column(title="Nu", align="number"),
    Column(title="Verschil", align="number"),
    Column(title="Wat het betekent"),
)


def comparison_sections(material: Material, *, short: bool = False, pictures: bool = False) -> tuple[Section, ...]:
    """The section on then and now, in a few sentences or whole; none when there is no earlier round."""
    comparison = material.context.comparison
    if comparison is None:
        return ()
    blocks = [*_sentences(material, comparison, short), *([] if short else _whole(material, comparison, pictures))]
    return (Section(id="toen-en-nu", title=TITLE, blocks=tuple(blocks)),)


def _sentences(material: Material, comparison: Comparison, short: bool) -> list[Block]:
    names: dict[Standing, list[str]] = {}
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        names.setdefault(standing(found.dimensions.values() if found else ()), []).append(domain.name)
    people = [] if comparison.same_people else [Paragraph(text=OTHER_PEOPLE, tone="warning")]
    core = Paragraph(text=CORE if short else f"{CORE} {OTHER_NUMBERS}", tone="note")
    return [Paragraph(text=in_short(comparison.before.round, names)), *people, core]


def _whole(material: Material, comparison: Comparison, pictures: bool) -> list[Block]:
    shown = _pictures(material, comparison) if pictures else _table(material, comparison)
    listed = tuple(line for domain in material.domains for line in _listed(comparison, domain))
    no_change: list[Block] = [Paragraph(text=NO_CHANGE), BulletList(items=listed)] if listed else []
    if any(found and (found.seen_differently or found.unsaid) for found in comparison.domains.values()):
        no_change.append(Paragraph(text=ONLY_CHANGED, tone="note"))
    accounting = Paragraph(text=accounted_for(comparison.accounting), tone="note")
    return [*shown, *no_change, accounting]


def _pictures(material: Material, comparison: Comparison) -> Iterator[Block]:
    """Each domain of both rounds as a picture; of a new one there is nothing to draw."""
    asked = material.questionnaire
    titles = {dimension.id: dimension.title for dimension in asked.dimensions}
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        if found is not None:
            yield Heading(level=3, text=domain.domain.title)
            yield build_moves(domain.name, found.dimensions, titles, asked.words)
    new = [domain.name for domain in material.domains if comparison.domains[domain.domain.id] is None]
    if new:
        yield BulletList(items=tuple(without_comparison(name) for name in new))


def _table(material: Material, comparison: Comparison) -> Iterator[Block]:
    rows = tuple(row for domain in material.domains for row in _rows(material, comparison, domain))
    yield Table(caption=CAPTION, columns=_PEOPLE_COLUMNS, rows=rows)


def _rows(material: Material, comparison: Comparison, domain: DomainMaterial) -> Iterator[tuple[Cell, ...]]:
    found = comparison.domains[domain.domain.id]
    if found is None:
        yield (Cell(text=domain.name), *[NOTHING] * 4, Cell(text=NEW_DOMAIN))
        return
    for dimension, change in found.dimensions.items():
        yield (Cell(text=domain.name), Cell(text=material.dimension_title(dimension)), *change_cells(change))


def _listed(comparison: Comparison, domain: DomainMaterial) -> Iterator[str]:
    """What does not count as change, by list (S25)."""
    found = comparison.domains[domain.domain.id]
    if found is None:
        return
    asked = {item.question.id: item.question.short_name for item in domain.items}
    for name, what in LISTS.items():
        questions = [asked[question_id] for question_id in getattr(found, name)]
        if questions:
            yield listed(domain.name, what, questions)
