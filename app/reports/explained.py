"""Every score explained (S1-S21), of a domain, of the municipality and of one question: what counts, what is left out.

Every text is in Dutch, and every number already formatted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from app.texts import explanations as texts
from app.texts.explanations import CHANCE, RULES, words_of
from app.texts.words import SPECIAL, sentence_start
from app.web.formatting import Number, long_date, number
from questionnaires.model import GENERAL, Dimension, Domain, Question, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment
from scoring.explanation import (
    AgreementExplanation,
    DomainExplanation,
    MunicipalityExplanation,
    PlaceExplanation,
    Step,
    agreement_explanation,
    domain_explanation,
    municipality_explanation,
    place_explanations,
)
from scoring.items import POINTS, agreement, answers_by_item, item_id, question_id
from scoring.municipality import REACHED
from scoring.opportunity import APART, TOLERANCE, WAYS, Way
from scoring.result import Result, Score
from scoring.words import BALANCED, near_border, pattern, total_step, word_step


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question in an explanation: its place, its points, and what they are made of."""

    item: str
    question: str
    place: str
    """`Middelen bij beleid`; empty for a question without a place in the profile."""
    number: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One score: its name and number, the sentences that make it, by which rules, and the questions below it."""

    id: str
    """To link to: the only one on its page."""
    title: str
    number: str
    """Empty where there is no single number."""
    sentences: tuple[str, ...]
    rules: tuple[str, ...] = ()
    rows: tuple[ItemRow, ...] = ()

    @property
    def rule_words(self) -> Mapping[str, str]:
        return words_of(self.rules)


@dataclass(frozen=True)
class Naming:
    """The names of one domain's steps."""

    questionnaire: Questionnaire
    questions: Mapping[str, Question]

    def of(self, step: Step) -> str:
        """What a step is called inside a sentence."""
        asked, path = self.questionnaire, step.subject.split("/")
        if step.kind == "item":
            return f"‘{self.questions[path[1]].short_name}’"
        if step.kind == "own_feasibility":
            return "het moment en de mensen"
        if step.kind == "facet":
            # One facet has the name of its dimension.
            return f"het deel over {self._facet(path[1]).lower()}"
        if step.kind == "cell":
            return self.cell(path[1], path[2])
        names = {dimension.id: dimension.title.lower() for dimension in asked.dimensions}
        names |= {level.id: level.title.lower() for level in asked.levels}
        return names[path[1]] if len(path) > 1 else "het totaal"

    def start(self, step: Step) -> str:
        """The same, at the start of a sentence."""
        return sentence_start(self.of(step))

    def cell(self, dimension: str, level: str) -> str:
        """`middelen bij beleid`."""
        asked = self.questionnaire
        return f"{asked.dimension(dimension).title.lower()} bij {asked.level(level).title.lower()}"

    def place(self, question: Question) -> str:
        """Where a question stands in the profile: `Capaciteit bij beleid`; empty for one that stands nowhere."""
        if question.facet is None or question.level is None:
            return ""
        return f"{self._facet(question.facet)} bij {self.questionnaire.level(question.level).title.lower()}"

    def _facet(self, facet_id: str) -> str:
        return next(facet.title for facet in self.questionnaire.facets if facet.id == facet_id)


@dataclass(frozen=True, slots=True)
class HowAgreed:
    """How a score was agreed: who wrote it down (a function), when, who was there, and who sees it differently."""

    who: str
    day: date
    present: str | None = None
    dissent: str | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """What explanations are made from; each part is computed once, when it is asked for."""

    questionnaire: Questionnaire
    data: Assessment
    result: Result
    functions: Mapping[str, str] | None
    """What each participant is, by id. None for who may not see single answers: then only numbers are told."""
    agreements: Mapping[str, HowAgreed] = field(default_factory=dict)
    """By item, as far as it is known how a score was agreed."""
    levels_told: bool = True
    """Whether it is told what one level says beside the others: that can be a single person."""

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """The chosen domains by id, in their order and under their own names."""
        data = self.data
        chosen = self.questionnaire.chosen_domains(data.domains, data.own_domains, data.renamed)
        return {domain.id: domain for domain in chosen}

    def questions(self, domain_id: str) -> Mapping[str, Question]:
        """The questions about a domain (chance questions included) or the general ones, in their own words."""
        if domain_id == GENERAL:
            return {question.id: question for question in self.questionnaire.of_kind("general")}
        domain = self.domains[domain_id]
        found = (*self.questionnaire.questions_in(domain), *self.questionnaire.questions_in(domain, "opportunity"))
        return {question.id: question for question in found}

    @cached_property
    def agreed(self) -> Mapping[str, AgreedScore]:
        """The agreed scores by item."""
        return {score.item: score for score in self.data.agreed}

    @cached_property
    def answers(self) -> Mapping[str, list[Answer]]:
        return answers_by_item(self.data)

    def domain(self, domain_id: str) -> DomainExplanation:
        """The steps to every number of a domain."""
        return domain_explanation(self.questionnaire, self.data, self.result, domain_id)

    def agreement(self, item: str) -> AgreementExplanation:
        """The steps to how people differ about an item."""
        return agreement_explanation(self.questionnaire, self.data, self.result, item)

    @cached_property
    def municipality(self) -> MunicipalityExplanation:
        """The steps to the numbers of the municipality as a whole."""
        return municipality_explanation(self.questionnaire, self.data, self.result)

    @cached_property
    def places(self) -> Mapping[str, PlaceExplanation]:
        """The steps to the place of every domain that has one, in their order."""
        return place_explanations(self.questionnaire, self.data, self.result)

    def from_outside(self) -> "Case":
        """The same for people of the municipality that this one became part of: no more of anybody than the report."""
        return replace(self, functions=None, agreements={}, levels_told=False)

    def name(self, domain_id: str) -> str:
        """A domain inside a sentence."""
        return self.domains[domain_id].short


def exact(step: Step) -> Score:
    """The points of a step of a profile, which are exact; only chances are not."""
    return None if step.value is None else Fraction(step.value)


def mean_sentences(naming: Naming, title: str, step: Step) -> list[str]:
    """What a mean is made of; without a number, why there is none."""
    parts = [(naming.of(part), part.value) for part in step.parts if part.value is not None]
    if step.value is None:
        sentences = [texts.without_number(title, step.reason)]
    else:
        sentences = [texts.mean_of(title, step.value, parts)]
    return sentences + [texts.left_out(naming.start(part), part.reason) for part in step.left_out]


def when_known_sentences(questions: Mapping[str, Question] | None, title: str, step: Step) -> Iterator[str]:
    """What each unknown question could still do to a score; those that are too little alone together.

    Without `questions` it is about one of them, which needs no name.
    """
    too_little = 0
    for known in step.when_known:
        if known.low is None or known.high is None:
            too_little += 1
        else:
            name = questions[question_id(known.item)].short_name if questions else None
            yield texts.when_known(name, title, known.low, known.high)
    if too_little:
        yield texts.more_needed(title, too_little)


def item_row(case: Case, question: Question, place: str, step: Step) -> ItemRow:
    sentences = (*made_of(case, step), *difference(case, question, step))
    return ItemRow(step.subject, question.short_name, place, points(step), sentences)


def points(step: Step) -> str:
    """The number of a step, or a dash."""
    return "–" if step.value is None else number(step.value)


def made_of(case: Case, step: Step) -> Iterator[str]:
    """What makes the points of an item, and what does not count."""
    if step.subject in case.agreed:
        yield from _agreed(case, step)
    elif step.value is not None:
        yield _from_answers(case, step.parts, step.value)
    else:
        yield texts.NOT_APPLICABLE if step.reason == "not_applicable" else texts.UNKNOWN
    yield from _left_out(case, [part for part in step.left_out if part.kind == "answer"])


def _agreed(case: Case, step: Step) -> Iterator[str]:
    score, how = case.agreed[step.subject], case.agreements.get(step.subject)
    if step.value is None:
        first = texts.AGREED_NOT_APPLICABLE
    else:
        first = texts.agreed(int(step.parts[0].value or 0), step.value)
    yield f"{first} {texts.agreed_by(how.who, long_date(how.day))}" if how else first
    yield texts.reason(score.reason)
    if how and how.present:
        yield texts.present(how.present)
    if how and how.dissent:
        yield texts.dissent(how.dissent)


def _from_answers(case: Case, parts: Sequence[Step], value: Fraction | float) -> str:
    if case.functions is None:
        return texts.from_numbers(len(parts), value / POINTS, value)
    return texts.from_answers([_answer(case.functions[part.subject], part) for part in parts], value)


def _left_out(case: Case, answers: Sequence[Step]) -> Iterator[str]:
    """The answers that do not count: first those with a value, that would have."""
    reasons = {"overruled": texts.AGREED, "outvoted": texts.OUTVOTED}
    for numbers in (True, False):
        found = [part for part in answers if (part.value is not None) is numbers]
        why = reasons.get(found[0].reason or "") if found else None
        if found and case.functions is None:
            yield texts.so_many_not_counted(len(found), why)
        elif found and case.functions is not None:
            yield texts.not_counted([_answer(case.functions[part.subject], part) for part in found], why)


def _answer(function: str, part: Step) -> tuple[str, str]:
    return str(part.value) if part.value is not None else SPECIAL[part.reason or "unknown"], function


def difference(case: Case, question: Question, step: Step) -> Iterator[str]:
    """How far the answers lie apart; nothing where a score was agreed, or fewer than two people chose one."""
    steps = case.agreement(step.subject)
    mean, deviation = steps.mean.value, steps.average_deviation.value
    if mean is None or deviation is None or len(steps.mean.parts) < 2:
        return
    values = [int(part.value or 0) for part in steps.mean.parts]
    yield texts.mean(len(values), mean)
    if case.functions is None:
        yield f"{texts.deviation_only(deviation)} {texts.kind(agreement(values).kind)}"
    else:
        distances = [abs(value - mean) for value in values]
        yield f"{texts.deviation(distances, deviation)} {texts.kind(agreement(values).kind)}"
    inside, outside = steps.inside, steps.outside
    if not case.levels_told:
        return
    if inside.value is not None and outside.value is not None and question.level is not None:
        level = case.questionnaire.level(question.level).title.lower()
        counts = (len(inside.parts), len(outside.parts))
        yield texts.inside_outside(level, inside.value, outside.value, counts)


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


def place_explained(case: Case, domain_id: str) -> Explained:
    """Why a domain stands where it stands; it has a place."""
    own, name = case.places[domain_id], case.name(domain_id)
    rank, best, worst = (int(step.value or 0) for step in (own.rank, own.best, own.worst))
    shared = [case.name(each) for each, places in case.places.items() if places.rank.value == rank]
    sentences = [
        texts.order(chances_in_order(case, own.rank)),
        texts.place(name, rank, [other for other in shared if other != name]),
        *(_way(case, *each) for each in zip(WAYS, own.best.parts[1:], own.worst.parts[1:], strict=True)),
        texts.certainty(best, worst),
    ]
    return Explained("plaats", "Plaats in de volgorde", str(rank), tuple(sentences), ("S20", "S21"))


def chances_in_order(case: Case, rank: Step) -> list[tuple[str, float]]:
    """The chances that a rank is made of, highest first."""
    return _highest_first(case, rank.parts)


def _highest_first(case: Case, steps: Iterable[Step]) -> list[tuple[str, float]]:
    chances = [(case.name(step.subject), float(step.value or 0)) for step in steps]
    return sorted(chances, key=lambda found: -found[1])


def _way(case: Case, way: Way, best: Step, worst: Step) -> str:
    """What one way gives: `best` has the own highest chance and the lowest of others, `worst` the own lowest."""
    (high, *lows), (low, *highs) = best.parts, worst.parts
    span = (float(low.value or 0), float(high.value or 0))
    above = _highest_first(case, (other for other in lows if _apart(other, high)))
    below = _highest_first(case, (other for other in highs if _apart(low, other)))
    first = texts.way(way, span, (int(best.value or 0), int(worst.value or 0)))
    surely = texts.surely(above, below)
    return f"{first} {surely}" if surely else first


def _apart(one: Step, other: Step) -> bool:
    """Whether one chance is surely above the other."""
    return float(one.value or 0) - float(other.value or 0) >= APART - TOLERANCE


TOTAL = "Het totaal"


def explain_domain(case: Case, domain_id: str) -> tuple[Explained, ...]:
    """All that is shown about a domain, each with its number."""
    return tuple(_DomainExplainer(case, domain_id).all())


@dataclass(frozen=True)
class _DomainExplainer:
    case: Case
    domain: str

    @cached_property
    def steps(self) -> DomainExplanation:
        return self.case.domain(self.domain)

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.case.questionnaire, self.case.questions(self.domain))

    def all(self) -> Iterator[Explained]:
        yield self._total()
        for dimension in self.case.questionnaire.dimensions:
            yield self._dimension(dimension)
        yield self._levels()
        yield chance_explained(self.case, self.naming, self.steps)
        if self.domain in self.case.places:
            yield place_explained(self.case, self.domain)

    def _total(self) -> Explained:
        known = self.steps.known.total
        sentences = [
            *mean_sentences(self.naming, TOTAL, known),
            *self._total_word(),
            *self._weakest(),
            *self._bandwidth(TOTAL, self.steps.low.total, self.steps.high.total),
            *when_known_sentences(self.naming.questions, TOTAL, known),
        ]
        return Explained("totaal", "Totaal", points(known), tuple(sentences), ("S6", "S7", "S10", "S11"))

    def _total_word(self) -> Iterator[str]:
        total, words = exact(self.steps.known.total), self.case.questionnaire.words
        parts = {
            name: value for name, step in self.steps.known.dimensions.items() if (value := exact(step)) is not None
        }
        if total is None:
            return
        lowest = min(parts, key=parts.__getitem__)
        step = total_step(total, parts.values())
        held = (self.case.questionnaire.dimension(lowest).title.lower(), words[word_step(parts[lowest])])
        yield texts.word(total, words[step], held if step < word_step(total) else None, bool(near_border(total)))

    def _weakest(self) -> Iterator[str]:
        known = {place: step.value for place, step in self.steps.known.cells.items() if step.value is not None}
        if known:
            lowest = min(known, key=known.__getitem__)
            yield texts.weakest(self.naming.cell(*lowest), known[lowest])

    def _dimension(self, dimension: Dimension) -> Explained:
        known, title = self.steps.known.dimensions[dimension.id], dimension.title
        low, high = (profile.dimensions[dimension.id] for profile in (self.steps.low, self.steps.high))
        sentences = [
            *mean_sentences(self.naming, title, known),
            *self._word(known),
            *self._coverage(dimension.id),
            *self._bandwidth(title, low, high),
            *(sentence for level in self.case.questionnaire.levels for sentence in self._cell(dimension.id, level.id)),
            *when_known_sentences(self.naming.questions, title, known),
        ]
        rows = tuple(
            item_row(self.case, question, self.naming.place(question), self.steps.known.items[question.id])
            for question in self._asked(dimension.id)
        )
        rules = ("S1", "S2", "S3", "S4", "S8", "S9", "S10", "S11", "S13", "S14")
        return Explained(dimension.id, title, points(known), tuple(sentences), rules, rows)

    def _asked(self, dimension: str) -> Iterator[Question]:
        of = self.case.questionnaire.dimension_of
        return (q for q in self.naming.questions.values() if q.facet and of[q.facet] == dimension)

    def _word(self, step: Step) -> Iterator[str]:
        score = exact(step)
        if score is not None:
            word = self.case.questionnaire.words[word_step(score)]
            yield texts.word(score, word, None, bool(near_border(score)))

    def _coverage(self, dimension: str) -> Iterator[str]:
        step = self.steps.coverage[dimension]
        unknown = sum(part.reason == "unknown" for part in step.left_out)
        yield texts.coverage(len(step.parts), unknown, len(step.left_out) - unknown)
        items = (*step.parts, *step.left_out)
        answers = [part for item in items for part in (*item.parts, *item.left_out) if part.kind == "answer"]
        given = texts.unknown_answers(sum(part.reason == "unknown" for part in answers), len(answers))
        if given:
            yield given

    def _cell(self, dimension: str, level: str) -> Iterator[str]:
        """The cell from its facets where it has more than one, and each facet from its questions."""
        cell = self.steps.known.cells[dimension, level]
        facets, start = (*cell.parts, *cell.left_out), self.naming.start(cell)
        if cell.value is None:
            yield texts.without_number(start, cell.reason)
        elif len(facets) > 1:
            yield from mean_sentences(self.naming, start, cell)
        for facet in cell.parts:
            if len(facets) == 1 or len(facet.parts) + len(facet.left_out) > 1:
                name = start if len(facets) == 1 else f"{self.naming.start(facet)} ({self.naming.of(cell)})"
                values = [part.value for part in facet.parts if part.value is not None]
                yield texts.of_questions(name, facet.value or 0, values, len(facet.left_out))

    def _levels(self) -> Explained:
        steps = self.steps.known.levels
        sentences = [
            sentence
            for level in self.case.questionnaire.levels
            for sentence in mean_sentences(self.naming, level.title, steps[level.id])
        ]
        return Explained("niveaus", "Niveaus", "", (*sentences, *self._gap()), ("S5", "S12"))

    def _gap(self) -> Iterator[str]:
        values = {level: exact(step) for level, step in self.steps.known.levels.items()}
        known = {level: value for level, value in values.items() if value is not None}
        if len(known) == len(values):
            highest, lowest = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
            ends = [(self.case.questionnaire.level(level).title, known[level]) for level in (highest, lowest)]
            yield texts.level_gap(ends[0], ends[1], pattern(known) == BALANCED)

    @staticmethod
    def _bandwidth(title: str, low: Step, high: Step) -> list[str]:
        sentence = texts.bandwidth(title, exact(low), exact(high))
        return [sentence] if sentence else []


Named = tuple[str, Number]


def explain_municipality(case: Case) -> tuple[Explained, ...]:
    """Breadth, depth and balance, the order of the domains, and the groups of general questions."""
    return (_breadth(case), _depth(case), _balance(case), order_explained(case), *_groups(case))


def _named(case: Case, steps: Iterable[Step]) -> list[Named]:
    """The domains of these steps with their values, lowest first."""
    found = [(case.name(step.subject), step.value) for step in steps if step.value is not None]
    return sorted(found, key=lambda each: each[1])


def _missing(case: Case, step: Step) -> list[str]:
    return [case.name(part.subject) for part in step.left_out]


def _breadth(case: Case) -> Explained:
    reached, shown = (int(step.value or 0) for step in (case.municipality.reached, case.municipality.shown))
    totals = _named(case, case.municipality.reached.parts)
    above, below = ([each for each in totals if (each[1] >= REACHED) is high] for high in (True, False))
    sentences = [texts.breadth(reached, shown)]
    sentences += [texts.above(above[::-1])] if above else []
    sentences += [texts.below(below[::-1])] if below else []
    missing = _missing(case, case.municipality.reached)
    sentences += [texts.without_total(missing)] if missing else []
    return Explained("breedte", texts.BREADTH, f"{reached} van {shown}", tuple(sentences), ("S15",))


def _depth(case: Case) -> Explained:
    step = case.municipality.depth
    sentence = texts.median("De totalen", _named(case, step.parts), step.value) if step.value is not None else None
    missing = _missing(case, step)
    sentences = (sentence or texts.NO_DEPTH, *([texts.without_total(missing)] if missing else []))
    return Explained("diepte", texts.DEPTH, points(step), sentences, ("S15",))


def _balance(case: Case) -> Explained:
    step = case.municipality.balance
    sentences = [_gap(case, part) for part in step.parts]
    if step.value is None:
        sentences.append(texts.NO_BALANCE)
    else:
        sentences.append(texts.median("De verschillen", _named(case, step.parts), step.value))
    missing = _missing(case, step)
    sentences += [texts.without_levels(missing)] if missing else []
    return Explained("balans", texts.BALANCE, points(step), tuple(sentences), ("S12", "S15"))


def _gap(case: Case, step: Step) -> str:
    levels = {part.subject.split("/")[1]: part.value or 0 for part in step.parts}
    highest, lowest = max(levels, key=levels.__getitem__), min(levels, key=levels.__getitem__)
    ends = [(case.questionnaire.level(level).title.lower(), levels[level]) for level in (highest, lowest)]
    return texts.gap(case.name(step.subject), ends[0], ends[1], step.value or 0)


def order_explained(case: Case) -> Explained:
    """The order of the domains by chance, with the place of each."""
    if not case.places:
        return Explained("volgorde", "Volgorde van de kansen", "", (texts.NO_ORDER,), ("S19", "S20"))
    first = next(iter(case.places.values()))
    sentences = [texts.order(chances_in_order(case, first.rank))]
    for domain_id, own in case.places.items():
        rank, best, worst = (int(step.value or 0) for step in (own.rank, own.best, own.worst))
        sentences.append(texts.in_short(case.name(domain_id), rank, best, worst))
    return Explained("volgorde", "Volgorde van de kansen", "", tuple(sentences), ("S19", "S20", "S21"))


def _groups(case: Case) -> Iterator[Explained]:
    questions = case.questions(GENERAL)
    naming = Naming(case.questionnaire, questions)
    for place, (title, step) in enumerate(case.municipality.general_groups.items(), start=1):
        ids = [question.id for question in questions.values() if question.group == title]
        steps = {question_id(item): step for item, step in case.municipality.general_items.items()}
        rows = tuple(item_row(case, questions[name], "", steps[name]) for name in ids)
        sentences = tuple(mean_sentences(naming, title, step))
        yield Explained(f"onderwerp-{place}", title, points(step), sentences, ("S1", "S13", "S15"), rows)


def explain_item(case: Case, domain_id: str, name: str) -> Explained:
    """The score of one question about a domain, or of a general one."""
    questions = case.questions(domain_id)
    question = questions[name]
    if domain_id == GENERAL:
        step = case.municipality.general_items[item_id(GENERAL, name)]
        counts: Iterator[str] = iter(())
    else:
        steps = case.domain(domain_id)
        step = (steps.known.items if question.kind == "domain" else steps.opportunity_items)[name]
        counts = _counts(case, Naming(case.questionnaire, questions), steps, question)
    sentences = (*made_of(case, step), *difference(case, question, step), *counts)
    return Explained("score", question.text, points(step), sentences, _rules(case, step))


def _rules(case: Case, step: Step) -> tuple[str, ...]:
    differs = step.subject not in case.agreed and len(case.answers.get(step.subject, ())) > 1
    return ("S1", "S13", "S14") if differs else ("S1",)


def _counts(case: Case, naming: Naming, steps: DomainExplanation, question: Question) -> Iterator[str]:
    """In which cell and dimension the question counts; for an unknown one what it could still do."""
    if question.facet is None or question.level is None:
        return
    dimension = case.questionnaire.dimension_of[question.facet]
    cell, score = steps.known.cells[dimension, question.level], steps.known.dimensions[dimension]
    own = steps.known.items[question.id]
    title = case.questionnaire.dimension(dimension).title
    if own.value is not None and cell.value is not None:
        yield texts.counts_in(naming.of(cell), cell.value, title.lower(), score.value)
    yield from when_known_sentences(None, title, _only(score, own))
    yield from when_known_sentences(None, "Het totaal", _only(steps.known.total, own))


def _only(step: Step, own: Step) -> Step:
    """The step with what this one question could do to it."""
    return replace(step, when_known=tuple(known for known in step.when_known if known.item == own.subject))
