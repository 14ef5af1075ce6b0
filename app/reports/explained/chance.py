"""The chance of a domain, explained: return, feasibility and room (S16-S19)."""

from app.reports.explained.case import Case
from app.reports.explained.items import item_row, points
from app.reports.explained.means import mean_sentences
from app.reports.explained.model import Explained
from app.reports.explained.naming import Naming
from app.texts.explanations import scores as texts
from app.texts.explanations.rules import CHANCE, RULES
from scoring.explanation import DomainExplanation, Step


def chance_explained(case: Case, naming: Naming, steps: DomainExplanation) -> Explained:
    """The chance with its parts, and the questions behind them."""
    found = steps.opportunity
    sentences = [*mean_sentences(naming, "De opbrengst", found.return_), *_feasibility(naming, found.feasibility)]
    sentences.append(_room(found.room))
    if found.chance.value is None:
        sentences.append(texts.without_number("De kans", found.chance.reason))
    else:
        sentences.append(f"{texts.chance(found.chance.value)} {CHANCE}")
    word = case.result.domains[found.chance.subject].opportunity
    sentences += [texts.chance_word(word.word)] if word else []
    rows = tuple(item_row(case, naming.questions[name], "", step) for name, step in steps.opportunity_items.items())
    rules = ("S1", "S13", "S16", "S17", "S18", "S19")
    return Explained("kans", "Kans", points(found.chance), tuple(sentences), rules, rows)


def _feasibility(naming: Naming, step: Step) -> list[str]:
    if step.value is None:
        return mean_sentences(naming, "De haalbaarheid", step)
    own = next((part for part in step.parts if part.kind == "own_feasibility"), None)
    parts = [(part.weight, naming.of(part), part.value) for part in step.parts if part.value is not None]
    first = mean_sentences(naming, "Het moment en de mensen", own) if own else []
    return [*first, texts.sum_of("De haalbaarheid", step.value, parts)]


def _room(step: Step) -> str:
    if step.value is None:
        return texts.without_number("De ruimte", step.reason)
    ambition, total = (part.value or 0 for part in step.parts)
    return f"{texts.room(step.value, ambition, total)} {RULES['S18']}"
