"""Everything about one domain, put together from the rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.model import Question, Questionnaire
from scoring.assessment import AgreedValue, Answer
from scoring.items import item_id, item_scores, points_by_question, unknown_questions
from scoring.opportunity import Contender, axis_points, opportunity, opportunity_parts, spans, tie_order
from scoring.profile import Coverage, Grid, Profiles, coverage, grid, profiles, weakest_cell
from scoring.result import DimensionScore, DomainResult, Opportunity, Total
from scoring.words import near_border, pattern, total_step, word_step


@dataclass(frozen=True, slots=True)
class DomainQuestions:
    """What a questionnaire asks about every domain, laid out once for all of them."""

    words: tuple[str, ...]
    layout: Grid
    profile: tuple[Question, ...]
    opportunity: tuple[Question, ...]

    @property
    def all(self) -> tuple[Question, ...]:
        """The profile questions, then those about the chance."""
        return self.profile + self.opportunity


def domain_questions(questionnaire: Questionnaire) -> DomainQuestions:
    """The questions about a domain, from a questionnaire."""
    profile, chances = questionnaire.of_kind("domain"), questionnaire.of_kind("opportunity")
    return DomainQuestions(questionnaire.words, grid(questionnaire), profile, chances)


def domain_result(
    asked: DomainQuestions,
    domain_id: str,
    answers: Mapping[str, Sequence[Answer]],
    agreed: Mapping[str, AgreedValue],
    ambition: int,
) -> DomainResult:
    """S1-S12 and S16-S19 for one domain; `answers` and `agreed` are by item id, the ambition is in points."""
    items = item_scores((question.id for question in asked.all), domain_id, answers, agreed)
    in_profile = {question.id: items[question.id] for question in asked.profile}
    points, unknown = points_by_question(in_profile), unknown_questions(in_profile)
    three = profiles(asked.layout, points, unknown)
    given = {dimension: _answers_to(ids, domain_id, answers) for dimension, ids in asked.layout.questions.items()}
    return_, own = (axis_points(asked.opportunity, items, axis) for axis in ("return", "feasibility"))
    parts = opportunity_parts(return_, own, three.known, ambition)
    return DomainResult(
        items=items,
        known=three.known,
        low=three.low,
        high=three.high,
        dimensions=_dimension_scores(asked, three, coverage(asked.layout, points, unknown), given),
        total=_total(asked.words, three),
        weakest=weakest_cell(asked.layout, three.known.cells),
        pattern=pattern(three.known.levels),
        ambition=ambition,
        parts=parts,
        opportunity=opportunity(parts),
    )


def _answers_to(ids: Iterable[str], domain_id: str, answers: Mapping[str, Sequence[Answer]]) -> list[Answer]:
    return [answer for question_id in ids for answer in answers.get(item_id(domain_id, question_id), ())]


def _dimension_scores(
    asked: DomainQuestions,
    three: Profiles,
    covered: Mapping[str, Coverage],
    given: Mapping[str, Sequence[Answer]],
) -> dict[str, DimensionScore]:
    scores = {}
    for dimension in asked.layout.dimensions:
        score = three.known.dimensions[dimension]
        scores[dimension] = DimensionScore(
            score=score,
            low=three.low.dimensions[dimension],
            high=three.high.dimensions[dimension],
            word=None if score is None else asked.words[word_step(score)],
            near_border=near_border(score),
            scored=covered[dimension].scored,
            applicable=covered[dimension].applicable,
            unknown_answers=sum(answer.value == "unknown" for answer in given[dimension]),
            answers=len(given[dimension]),
        )
    return scores


def _total(words: Sequence[str], three: Profiles) -> Total:
    total = three.known.total
    return Total(total, three.low.total, three.high.total, _total_word(words, three), near_border(total))


def _total_word(words: Sequence[str], three: Profiles) -> str | None:
    total = three.known.total
    if total is None:
        return None
    return words[total_step(total, (score for score in three.known.dimensions.values() if score is not None))]


def contenders(questionnaire: Questionnaire, results: Mapping[str, DomainResult]) -> list[Contender]:
    """The domains that have an order (S19), by id, in the order that decides between equal chances (S20)."""
    in_order = [(domain_id, results[domain_id]) for domain_id in tie_order(questionnaire) if domain_id in results]
    return [
        Contender(domain_id, result.opportunity.score, spans(opportunities(result)))
        for domain_id, result in in_order
        if result.opportunity is not None
    ]


def opportunities(result: DomainResult) -> list[Opportunity]:
    """S21: the opportunity of a domain with an order under its three profiles: as known, low and high."""
    parts = result.parts
    under = [
        opportunity(opportunity_parts(parts.return_, parts.own_feasibility, profile, result.ambition))
        for profile in (result.known, result.low, result.high)
    ]
    return [each for each in under if each is not None]
