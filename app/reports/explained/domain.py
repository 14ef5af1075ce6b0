"""Every score of a domain, explained: what counts, what is left out, its chance and its place (S1-S21)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from app.reports.explained.case import Case, Explained, ItemRow, Naming
from app.texts import explanations as differences
from app.texts import explanations as items
from app.texts import explanations as place_texts
from app.texts import explanations as texts
from app.texts.explanations import CHANCE, RULES
from app.texts.words import SPECIAL
from app.web.formatting import long_date, number
from questionnaires.model import Dimension, Question
from scoring.explanation import DomainExplanation, Step
from scoring.items import POINTS, agreement, question_id
from scoring.opportunity import APART, TOLERANCE, WAYS, Way
from scoring.result import Score
from scoring.words import BALANCED, near_border, pattern, total_step, word_step


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
    """A question with the step to its points."""
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
        yield items.NOT_APPLICABLE if step.reason == "not_applicable" else items.UNKNOWN
    yield from _left_out(case, [part for part in step.left_out if part.kind == "answer"])


def _agreed(case: Case, step: Step) -> Iterator[str]:
    score, how = case.agreed[step.subject], case.agreements.get(step.subject)
    if step.value is None:
        first = items.AGREED_NOT_APPLICABLE
    else:
        first = items.agreed(int(step.parts[0].value or 0), step.value)
    yield f"{first} {items.agreed_by(how.who, long_date(how.day))}" if how else first
    yield items.reason(score.reason)
    if how and how.present:
        yield items.present(how.present)
    if how and how.dissent:
        yield items.dissent(how.dissent)


def _from_answers(case: Case, parts: Sequence[Step], value: Fraction | float) -> str:
    if case.functions is None:
        return items.from_numbers(len(parts), value / POINTS, value)
    return items.from_answers([_answer(case.functions[part.subject], part) for part in parts], value)


def _left_out(case: Case, answers: Sequence[Step]) -> Iterator[str]:
    """The answers that do not count: first those with a value, that would have."""
    reasons = {"overruled": items.AGREED, "outvoted": items.OUTVOTED}
    for numbers in (True, False):
        found = [part for part in answers if (part.value is not None) is numbers]
        why = reasons.get(found[0].reason or "") if found else None
        if found and case.functions is None:
            yield items.so_many_not_counted(len(found), why)
        elif found and case.functions is not None:
            yield items.not_counted([_answer(case.functions[part.subject], part) for part in found], why)


def _answer(function: str, part: Step) -> tuple[str, str]:
    return str(part.value) if part.value is not None else SPECIAL[part.reason or "unknown"], function


def difference(case: Case, question: Question, step: Step) -> Iterator[str]:
    """How far the answers lie apart; nothing where a score was agreed, or fewer than two people chose one."""
    steps = case.agreement(step.subject)
    mean, deviation = steps.mean.value, steps.average_deviation.value
    if mean is None or deviation is None or len(steps.mean.parts) < 2:
        return
    values = [int(part.value or 0) for part in steps.mean.parts]
    yield differences.mean(len(values), mean)
    if case.functions is None:
        yield f"{differences.deviation_only(deviation)} {differences.kind(agreement(values).kind)}"
    else:
        distances = [abs(value - mean) for value in values]
        yield f"{differences.deviation(distances, deviation)} {differences.kind(agreement(values).kind)}"
    inside, outside = steps.inside, steps.outside
    if not case.levels_told:
        return
    if inside.value is not None and outside.value is not None and question.level is not None:
        level = case.questionnaire.level(question.level).title.lower()
        counts = (len(inside.parts), len(outside.parts))
        yield differences.inside_outside(level, inside.value, outside.value, counts)


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
        place_texts.order(chances_in_order(case, own.rank)),
        place_texts.place(name, rank, [other for other in shared if other != name]),
        *(_way(case, *each) for each in zip(WAYS, own.best.parts[1:], own.worst.parts[1:], strict=True)),
        place_texts.certainty(best, worst),
    ]
    return Explained("plaats", "Plaats in de volgorde", str(rank), tuple(sentences), ("S20", "S21"))


def chances_in_order(case: Case, rank: Step) -> list[tuple[str, float]]:
    """The chances that a rank is made of, highest first."""
    return _named(case, rank.parts)


def _named(case: Case, steps: Iterable[Step]) -> list[tuple[str, float]]:
    chances = [(case.name(step.subject), float(step.value or 0)) for step in steps]
    return sorted(chances, key=lambda found: -found[1])


def _way(case: Case, way: Way, best: Step, worst: Step) -> str:
    """What one way gives: `best` has the own highest chance and the lowest of others, `worst` the own lowest."""
    (high, *lows), (low, *highs) = best.parts, worst.parts
    span = (float(low.value or 0), float(high.value or 0))
    above = _named(case, (other for other in lows if _apart(other, high)))
    below = _named(case, (other for other in highs if _apart(low, other)))
    first = place_texts.way(way, span, (int(best.value or 0), int(worst.value or 0)))
    surely = place_texts.surely(above, below)
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
