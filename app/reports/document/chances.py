"""Sections 7 and 8: where the most chance lies, how certain that is, and ideas for actions on the weakest items."""

from collections.abc import Sequence

from app.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    FactRow,
    Figure,
    Heading,
    KeyFacts,
    Paragraph,
    PlotPoint,
    Section,
    Table,
)
from app.documents.printed import WOULD_CHANGE
from app.reports.document.domains import weakest_items
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.overview import MOST_PROPOSED, proposed, start_and_later
from app.texts import priorities as texts
from app.texts.words import counted, listing, sentence_start
from app.web.formatting import Number, exact_number, number
from questionnaires.model import Action
from scoring.opportunity import Span
from scoring.result import Opportunity, Rank
from scoring.sensitivity import RankChange, is_firm, order_changes, step_spans

WORDS = {
    "Nu kansrijk": "hier is veel te winnen, en het kan nu",
    "Kansrijk met voorwerk": "hier is iets te winnen, maar er is eerst voorwerk nodig",
    "Later": "hier is minder te winnen, of het kan nu nog niet goed",
    "Behouden": "hier is de ambitie al bereikt: houd het vast",
}

NO_ORDER = "nog geen volgorde"


def place(rank: int, shared: bool) -> str:
    """The place in the order, `gelijk` when it is shared (S20)."""
    return f"{rank} (gelijk)" if shared else str(rank)


def certainty(best: int, worst: int) -> str:
    """How certain that place is (S21)."""
    return "zeker" if best == worst else f"niet zeker (plaats {best} tot {worst})"


def order_certainty(names: Sequence[str], ranked: int) -> str:
    """Of which domains the place is not certain (S21)."""
    if ranked == 0:
        return "Voor geen enkel domein weten we genoeg om de kans te bepalen."
    if ranked == 1:
        return "Er is 1 domein met een kans. Daarom is er nog geen volgorde."
    if not names:
        return "De volgorde is zeker. Die verandert niet door wat we nog niet weten, of door de manier van rekenen."
    if len(names) == ranked:
        return "De volgorde is niet zeker. Gebruik de plaatsen als begin van een gesprek."
    return f"De volgorde is niet zeker voor {listing(names)}. Gebruik de plaatsen als begin van een gesprek."


def proposal(names: Sequence[str], later: Sequence[str]) -> str:
    """With which domains the tool proposes to begin, and which come later (S19); people choose."""
    if not names and not later:
        return "Er is nu geen voorstel. Beantwoord eerst de vragen over kansen, of stel een hogere ambitie."
    first = f"kijk eerst naar {counted(len(names), 'domein', 'domeinen')}: {listing(names)}"
    come = "komt" if len(later) == 1 else "komen"
    parts = [
        f"Het voorstel: {first if names else 'begin nu nog met geen domein'}.",
        *([f"Later {come} {listing(later)} aan de beurt."] if later else []),
        "De gemeente kiest zelf en zegt waarom.",
    ]
    return " ".join(parts)


def missing(parts: Sequence[str]) -> str:
    """What must be known before a domain gets a place in the order (S19)."""
    return f"Nog nodig: {listing(parts)}."


def explained(name: str, word: str, return_: Number, feasibility: Number) -> str:
    """Why a domain stands where it stands."""
    numbers = f"opbrengst {number(return_)}, haalbaarheid {number(feasibility)}"
    return f"{name}: ‘{word}’, want {WORDS[word]} ({numbers})."


def plot_message(names: Sequence[str]) -> str:
    """What the chance plot shows."""
    if not names:
        return "Er staat nog geen domein in het plaatje."
    stand = "staat" if len(names) == 1 else "staan"
    return f"Hoe hoger en hoe verder naar rechts, hoe meer kans. Bovenaan in de volgorde {stand} {listing(names)}."


def plot_alt(parts: Sequence[str]) -> str:
    """The chance plot in words."""
    return "Haalbaarheid naar rechts, opbrengst omhoog, van 0 tot 100. " + " ".join(f"{part}." for part in parts)


def explained_numbers(name: str, return_: Number, feasibility: Number) -> str:
    """A domain's place in the chance plot."""
    return f"{name}: haalbaarheid {number(feasibility)}, opbrengst {number(return_)}"


def score_of(dimension: str) -> str:
    """A missing score of a dimension, which the chance needs."""
    return f"een score voor {dimension.lower()}"


CHANCES_LEAD = (
    "De kans van een domein hangt af van de opbrengst (wat valt er te winnen?) en de haalbaarheid "
    "(kan het nu, en wil er iemand?). Heeft een domein de ambitie al bereikt? Dan hoef je daar niet te beginnen."
)
ORDER_CAPTION = "Domeinen op volgorde van kans"
MOVES = ("Laagst", "Hoogst")
"""How far a chance would move with one answer one step different."""
MOST_CHANGES = 3
BESIDE = ("K1", "K3", "K4")
"""The chance answers that stand beside a chance; that on the use of it (K2) has its number in the table."""
AXES = {
    "return": "antwoorden over bereik en nut",
    "feasibility": "antwoorden over het moment en de mensen",
}


EFFORTS = {"small": "klein", "medium": "middel", "large": "groot"}


def ideas_lead(any_ideas: bool, proposed: bool) -> str:
    """Where the ideas come from."""
    if not any_ideas:
        return "Er zijn nu geen ideeën. Die komen er bij vragen met een score die nog omhoog kan."
    which = "de domeinen uit het voorstel" if proposed else "domeinen waar iets te winnen is"
    return (
        f"Dit zijn ideeën voor {which}, bij de vragen met de laagste score. "
        "Ze zijn een begin: kies wat past, en maak er een eigen actie van."
    )


def practice(action: str) -> str:
    """What other municipalities do in this domain."""
    return f"Uit de praktijk: {action}"


def who(function: str, partners: str) -> str:
    """Who does it, and with whom."""
    return f"{sentence_start(function)}. Samen met: {partners}."


def chances_section(material: Material) -> Section:
    """The plot, the order with its certainty, the proposal, and the domains without an order."""
    blocks: list[Block] = [Paragraph(text=CHANCES_LEAD)]
    ranking = material.result.ranking
    if ranking:
        blocks.append(chance_figure(material))
    uncertain = [material.by_id[rank.domain].name for rank in ranking if rank.best != rank.worst]
    blocks.append(Paragraph(text=order_certainty(uncertain, len(ranking))))
    start, later = ([domain.name for domain in domains] for domains in start_and_later(material))
    blocks.append(Paragraph(text=proposal(start, later), tone="lead"))
    blocks += _explained(material)
    blocks += _without_order(material)
    if told := would_change(material):
        blocks += [Heading(level=3, text=WOULD_CHANGE), BulletList(items=told)]
    return Section(id="kansen", title="Waar ligt de meeste kans", blocks=tuple(blocks))


def chance_figure(material: Material) -> Figure:
    """Feasibility against return, for the domains that have an order."""
    ranked = [(rank, material.by_id[rank.domain]) for rank in material.result.ranking]
    first = [domain.name for rank, domain in ranked if rank.rank == 1]
    return Figure(
        kind="opportunity",
        message=plot_message(first),
        alt=plot_alt([_in_words(domain) for _, domain in ranked]),
        points=tuple(_point(domain) for _, domain in ranked),
        table=order_table(material),
    )


def _opportunity(domain: DomainMaterial) -> Opportunity:
    if domain.result.opportunity is None:
        raise ValueError(f"{domain.domain.id} stands in the ranking without an opportunity")
    return domain.result.opportunity


def _in_words(domain: DomainMaterial) -> str:
    found = _opportunity(domain)
    return explained_numbers(domain.name, found.return_, found.feasibility)


def _point(domain: DomainMaterial) -> PlotPoint:
    found = _opportunity(domain)
    return PlotPoint.model_validate(
        {
            "label": domain.name,
            "word": found.word,
            "feasibility": exact_number(found.feasibility),
            "return": exact_number(found.return_),
        }
    )


def order_table(material: Material) -> Table:
    """The domains in the order of their chance."""
    ranks = [rank.rank for rank in material.result.ranking]
    numbers = ("Kans", "Opbrengst", "Haalbaarheid", "Ambitie", *MOVES)
    titles = ("Domein", "Plaats", "Kans", "Woord", *numbers[1:4], "Hoe zeker", *MOVES)
    columns = tuple(Column(title=title, align="number" if title in numbers else "text") for title in titles)
    spans = step_spans(material.questionnaire, material.result)
    return Table(
        caption=ORDER_CAPTION,
        columns=columns,
        rows=tuple(
            _order_row(material, rank, ranks.count(rank.rank) > 1, spans[rank.domain])
            for rank in material.result.ranking
        ),
    )


def _order_row(material: Material, rank: Rank, shared: bool, span: Span) -> tuple[Cell, ...]:
    domain = material.by_id[rank.domain]
    found = _opportunity(domain)
    return (
        Cell(text=domain.name),
        Cell(text=place(rank.rank, shared), value=rank.rank),
        Cell(text=number(found.score), value=exact_number(found.score)),
        Cell(text=found.word),
        Cell(text=number(found.return_), value=exact_number(found.return_)),
        Cell(text=number(found.feasibility), value=exact_number(found.feasibility)),
        Cell(text=number(domain.result.ambition, 0), value=domain.result.ambition),
        Cell(text=certainty(rank.best, rank.worst)),
        *(Cell(text=number(chance), value=exact_number(chance)) for chance in (span.low, span.high)),
    )


def would_change(material: Material) -> tuple[str, ...]:
    """What would change the order: the smallest change that brings a domain forward, first of what is not proposed."""
    ranking = material.result.ranking
    if len(ranking) < 2:
        return ()
    changes = order_changes(material.questionnaire, material.result)
    if is_firm(changes):
        return (texts.FIRM,)
    start = {domain.domain.id for domain in start_and_later(material)[0]}
    forward = [
        (rank.domain, change)
        for rank in sorted(ranking, key=lambda rank: rank.domain in start)
        for change in [each for each in changes[rank.domain] if each.rank < rank.rank][:1]
    ]
    other = [(domain, change) for domain, found in changes.items() for change in found[:1]]
    told = [told_change(material, *each) for each in (forward or other)[:MOST_CHANGES]]
    fixed = [material.by_id[domain].name for domain, found in changes.items() if not found]
    return (*told, *((texts.unmoved(fixed),) if fixed else ()))


def told_change(material: Material, domain: str, change: RankChange) -> str:
    """A change to one domain, with the place that it gives and the place it has now."""
    about = material.by_id[domain]
    now = next(rank.rank for rank in material.result.ranking if rank.domain == domain)
    if change.ambition is not None:
        return texts.other_ambition(about.result.ambition, change.ambition, about.name, change.rank, now)
    asked = {item.question.id: item.question.text for item in about.chances}
    what = [texts.CHANCE_QUESTIONS.get(question, f"‘{asked[question]}’") for question in change.questions]
    return texts.step(what, change.steps, about.name, change.rank, now)


def _explained(material: Material) -> list[Block]:
    sentences = []
    for domain in proposed(material):
        found = _opportunity(domain)
        sentences.append(explained(domain.name, found.word, found.return_, found.feasibility))
    return [BulletList(items=tuple(sentences))] if sentences else []


def _without_order(material: Material) -> list[Block]:
    ordered = {rank.domain for rank in material.result.ranking}
    found = tuple(
        f"{domain.name}: {NO_ORDER}. {missing(missing_parts(material, domain))}"
        for domain in material.domains
        if domain.domain.id not in ordered
    )
    return [BulletList(items=found)] if found else []


def missing_parts(material: Material, domain: DomainMaterial) -> list[str]:
    """What S19 still needs to give this domain a place."""
    missing = []
    for axis, text in AXES.items():
        if not any(item.score.points is not None for item in domain.chances if item.question.axis == axis):
            missing.append(text)
    for name, score in domain.result.dimensions.items():
        if score.score is None:
            missing.append(score_of(material.dimension_title(name)))
    return missing


MOST_ITEMS = 2


def actions_section(material: Material) -> Section:
    """Ideas for the proposed domains; without a proposal for the first domains that have a weak item."""
    chosen = worth_acting_on(material)
    blocks: list[Block] = [Paragraph(text=ideas_lead(bool(chosen), bool(proposed(material))))]
    for domain, items in chosen:
        blocks += _domain_blocks(material, domain, items)
    return Section(id="acties", title="Ideeën voor acties", blocks=tuple(blocks))


def worth_acting_on(material: Material) -> list[tuple[DomainMaterial, list[Item]]]:
    """The domains that get ideas for actions, each with the items that the ideas are about."""
    candidates = proposed(material) or material.domains
    return [(domain, found) for domain in candidates if (found := _items(material, domain))][:MOST_PROPOSED]


def _items(material: Material, domain: DomainMaterial) -> list[Item]:
    """The weakest agreed items that have an action; where nothing was agreed at all, the weakest scored ones."""
    anything_agreed = bool(material.assessment.agreed)
    return [
        item
        for item in weakest_items(domain)
        if (item.score.agreed or not anything_agreed) and actions_for(material, domain, item)
    ][:MOST_ITEMS]


def actions_for(material: Material, domain: DomainMaterial, item: Item) -> tuple[Action, ...]:
    """The actions in the bank for an item; the first is the one that is written out."""
    return material.questionnaire.actions_in(domain.domain, item.question.id)


def _domain_blocks(material: Material, domain: DomainMaterial, items: list[Item]) -> list[Block]:
    blocks: list[Block] = [Heading(level=3, text=domain.domain.title)]
    if domain.domain.practice:
        blocks.append(Paragraph(text=practice(domain.domain.practice)))
    for item in items:
        first, *others = actions_for(material, domain, item)
        blocks += [Heading(level=4, text=first.title), _facts(item, first, others)]
    return blocks


def _facts(item: Item, action: Action, others: list[Action]) -> KeyFacts:
    facts = [
        FactRow(label="Wat", text=action.text),
        FactRow(label="Wie", text=who(action.who, action.partners)),
        FactRow(label="Moeite", text=EFFORTS[action.effort]),
        FactRow(label="Klaar als", text=action.done_when),
        FactRow(label="Hoort bij", text=item.question.short_name),
    ]
    if others:
        facts.append(FactRow(label="Kan ook", text=f"{listing([f'‘{other.title}’' for other in others])}."))
    return KeyFacts(facts=tuple(facts))
