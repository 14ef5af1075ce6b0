"""Where a domain stands, in the words of the report."""

from collections.abc import Iterator

from app.reports.document.model import Fact
from app.reports.sentences import profile
from app.reports.sentences.domains import cell_name
from app.texts import plan as texts
from app.trajectories.document.model import Plan
from questionnaires.model import GENERAL
from scoring.result import DomainResult
from scoring.words import word_step


def standing_facts(plan: Plan, domain: str) -> tuple[Fact, ...]:
    """The total with its number, the words of the dimensions, and the weakest cell; nothing without a report."""
    result = plan.domains[domain].result if domain != GENERAL else None
    if result is None:
        return ()
    found = {
        "Totaal": _total(result),
        "Per dimensie": "; ".join(_dimensions(plan, result)),
        "Zwakste vak": _weakest(plan, result),
    }
    return tuple(Fact(label=label, text=text) for label, text in found.items() if text)


def _total(result: DomainResult) -> str:
    total = result.total
    word = profile.word(total.word, total.near_border)
    return word if total.score is None else f"{profile.points(total.score)} van de 100 punten: {word}"


def _dimensions(plan: Plan, result: DomainResult) -> Iterator[str]:
    for name, found in result.dimensions.items():
        yield f"{plan.questionnaire.dimension(name).title}: {profile.word(found.word, found.near_border)}"


def _weakest(plan: Plan, result: DomainResult) -> str:
    if result.weakest is None:
        return ""
    weakest, asked = result.weakest, plan.questionnaire
    place = cell_name(asked.dimension(weakest.dimension).title, asked.level(weakest.level).title)
    return texts.weakest(place, profile.points(weakest.score), asked.words[word_step(weakest.score)])
