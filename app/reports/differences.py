"""What differs between two versions of a report, as data: what people said and agreed, and what that amounts to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from app.reports.document import chances, scores
from app.texts import reports as texts
from app.texts.words import AMBITIONS, SPECIAL
from app.texts.words import GENERAL as GENERAL_TITLE
from app.web.formatting import number, signed_number
from questionnaires.model import GENERAL, Domain, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment, Value
from scoring.items import item_id
from scoring.result import DimensionScore, Result, Score, Total


@dataclass(frozen=True, slots=True)
class AgreedChange:
    """An agreed score that is new, gone or different; with the reason that holds now."""

    place: str
    """The domain, or the municipality as a whole."""
    question: str
    old: str
    new: str
    reason: str
    """Empty when nothing is agreed any more."""


@dataclass(frozen=True, slots=True)
class DissentChange:
    """What somebody who sees an agreed score differently says, that is new, gone or different."""

    place: str
    question: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer of one person that is new, gone or different; without whose it is."""

    place: str
    question: str
    old: str
    new: str
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """Something of a domain that was one thing and is another, formatted."""

    place: str
    part: str
    old: str
    new: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class MovedDomain:
    """A domain whose chance or place in the order is another one."""

    place: str
    old_place: str
    new_place: str
    old_chance: str
    new_chance: str


@dataclass(frozen=True, slots=True)
class SaidDifferences:
    """What people said and agreed differently."""

    agreed: tuple[AgreedChange, ...]
    answers: tuple[AnswerChange, ...]
    ambitions: tuple[ChangedValue, ...]
    dissents: tuple[DissentChange, ...] = ()
    new_domains: tuple[str, ...] = ()
    """The names of the domains that came with this version."""
    gone_domains: tuple[str, ...] = ()
    """The names of the domains that this version no longer has."""

    @property
    def anything(self) -> bool:
        domains = self.new_domains or self.gone_domains
        return bool(self.agreed or self.dissents or self.answers or self.ambitions or domains)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What scores are different, and the order by chance."""

    scores: tuple[ChangedValue, ...]
    order: tuple[MovedDomain, ...]

    @property
    def anything(self) -> bool:
        return bool(self.scores or self.order)


Dissents: TypeAlias = Mapping[str, str]
"""By item, what somebody says who sees the agreed score differently."""


@dataclass(frozen=True)
class _Pair:
    questionnaire: Questionnaire
    before: Assessment
    after: Assessment

    @cached_property
    def domains(self) -> tuple[Domain, ...]:
        """The domains of now under their names of now, then those that are no longer there."""
        return (*self._chosen(self.after, self.after.domains), *self._chosen(self.before, self.gone))

    @property
    def new(self) -> tuple[str, ...]:
        """The ids of the domains that were not there before."""
        return tuple(domain for domain in self.after.domains if domain not in self.before.domains)

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids of the domains that are not there any more."""
        return tuple(domain for domain in self.before.domains if domain not in self.after.domains)

    def _chosen(self, data: Assessment, ids: tuple[str, ...]) -> tuple[Domain, ...]:
        return self.questionnaire.chosen_domains(ids, data.own_domains, data.renamed)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The names of the domains, by id."""
        return {domain.id: domain.title for domain in self.domains}

    @cached_property
    def questions(self) -> Mapping[str, tuple[str, str]]:
        """(domain, question) of every item, in order; the general part last."""
        asked, found = self.questionnaire, {}
        for domain in self.domains:
            for question in (*asked.questions_in(domain), *asked.questions_in(domain, "opportunity")):
                found[item_id(domain.id, question.id)] = (domain.title, question.short_name)
        for question in asked.of_kind("general"):
            found[item_id(GENERAL, question.id)] = (GENERAL_TITLE, question.short_name)
        return found


def compare_said(
    questionnaire: Questionnaire, before: Assessment, after: Assessment, dissents: tuple[Dissents, Dissents]
) -> SaidDifferences:
    """What people said and agreed differently, in the order of the questionnaire.

    `dissents` are those of before and after, for who may read what of them differs: an assessment has none.
    """
    pair = _Pair(questionnaire, before, after)
    return SaidDifferences(
        agreed=tuple(_agreed(pair)),
        answers=tuple(_answers(pair)),
        ambitions=tuple(_ambitions(pair)),
        dissents=tuple(_dissents(pair, *dissents)),
        new_domains=tuple(pair.titles[domain] for domain in pair.new),
        gone_domains=tuple(pair.titles[domain] for domain in pair.gone),
    )


def _value(value: Value) -> str:
    return str(value) if isinstance(value, int) else SPECIAL[value]


def _agreed(pair: _Pair) -> Iterator[AgreedChange]:
    old, new = ({score.item: score for score in each.agreed} for each in (pair.before, pair.after))
    for item, place in pair.questions.items():
        was, now = old.get(item), new.get(item)
        if was == now:
            continue
        shown = _agreed_value(now)
        if was and now and was.value == now.value:
            is_said = was.changed != now.changed
            shown = f"{shown}, {texts.REALLY[now.changed] if is_said else texts.OTHER_REASON}"
        yield AgreedChange(*place, _agreed_value(was), shown, now.reason if now else "")


def _agreed_value(score: AgreedScore | None) -> str:
    return _value(score.value) if score else texts.NOT_AGREED


def _dissents(pair: _Pair, before: Dissents, after: Dissents) -> Iterator[DissentChange]:
    for item, place in pair.questions.items():
        was, now = (found.get(item, texts.NO_DISSENT) for found in (before, after))
        if was != now:
            yield DissentChange(*place, was, now)


def _answers(pair: _Pair) -> Iterator[AnswerChange]:
    old, new = _by_item(pair.before), _by_item(pair.after)
    for item, place in pair.questions.items():
        was, now = old.get(item, {}), new.get(item, {})
        changes = [_answer(place, was.get(person), now.get(person)) for person in {*was, *now}]
        # Sorted by what was said: the order must not tell who said it.
        yield from sorted((change for change in changes if change), key=lambda change: (change.old, change.new))


def _by_item(data: Assessment) -> Mapping[str, Mapping[str, Answer]]:
    """The answers to each item, by the id of who gave them."""
    found: dict[str, dict[str, Answer]] = {}
    for answer in data.answers:
        found.setdefault(answer.item, {})[answer.participant] = answer
    return found


def _answer(place: tuple[str, str], was: Answer | None, now: Answer | None) -> AnswerChange | None:
    if was == now:
        return None
    old, new = _answer_value(was), _answer_value(now)
    if old == new:
        new = f"{new}, {texts.OTHER_TEXT}"
    return AnswerChange(*place, old, new, is_new=was is None, is_gone=now is None)


def _answer_value(answer: Answer | None) -> str:
    return _value(answer.value) if answer else texts.NO_ANSWER


def _ambitions(pair: _Pair) -> Iterator[ChangedValue]:
    for domain in pair.after.domains:
        was, now = pair.before.ambitions.get(domain), pair.after.ambitions.get(domain)
        if was != now:
            yield ChangedValue(pair.titles[domain], texts.AMBITION, _ambition(was), _ambition(now))


def _ambition(value: int | None) -> str:
    return texts.NO_AMBITION if value is None else AMBITIONS[value]


def compare_numbers(
    questionnaire: Questionnaire, before: tuple[Assessment, Result], after: tuple[Assessment, Result]
) -> Numbers:
    """What scores and places are different as they are shown; a difference that rounding hides is none."""
    pair = _Pair(questionnaire, before[0], after[0])
    results = (before[1], after[1])
    return Numbers(tuple(_scores(pair, *results)), tuple(_order(pair, *results)))


def _scores(pair: _Pair, before: Result, after: Result) -> Iterator[ChangedValue]:
    for domain in after.domains:
        old, new = _domain_scores(pair, before, domain), _domain_scores(pair, after, domain)
        yield from _differing(pair.titles[domain], old, new)
    yield from _differing(GENERAL_TITLE, _group_scores(before), _group_scores(after))


_Scores = Mapping[str, tuple[Score, str]]
"""By part: its score, and how that is shown."""


def _domain_scores(pair: _Pair, result: Result, domain: str) -> _Scores:
    if domain not in result.domains:
        return {}
    found = result.domains[domain]
    scored = {pair.questionnaire.dimension(name).title: score for name, score in found.dimensions.items()}
    every: dict[str, Total | DimensionScore] = {texts.TOTAL: found.total, **scored}
    return {part: (each.score, _shown(each.score, each.word)) for part, each in every.items()}


def _group_scores(result: Result) -> _Scores:
    return {title: (score, _shown(score, None)) for title, score in result.general_groups.items()}


def _shown(score: Score, word: str | None) -> str:
    if score is None:
        return scores.TOO_LITTLE_KNOWN
    return f"{number(score)} ({word})" if word else number(score)


def _differing(place: str, old: _Scores, new: _Scores) -> Iterator[ChangedValue]:
    nothing = (None, scores.TOO_LITTLE_KNOWN if old else texts.NOT_THERE)
    for part, (score, shown) in new.items():
        was, old_shown = old.get(part, nothing)
        if shown != old_shown:
            difference = "–" if score is None or was is None else signed_number(score - was)
            yield ChangedValue(place, part, old_shown, shown, difference)


def _order(pair: _Pair, before: Result, after: Result) -> Iterator[MovedDomain]:
    for domain in after.domains:
        moved = MovedDomain(
            pair.titles[domain],
            _place(before, domain),
            _place(after, domain),
            _chance(before, domain),
            _chance(after, domain),
        )
        if (moved.old_place, moved.old_chance) != (moved.new_place, moved.new_chance):
            yield moved


def _place(result: Result, domain: str) -> str:
    ranks = [rank.rank for rank in result.ranking]
    own = next((rank.rank for rank in result.ranking if rank.domain == domain), None)
    return texts.NO_PLACE if own is None else chances.place(own, ranks.count(own) > 1)


def _chance(result: Result, domain: str) -> str:
    found = result.domains[domain].opportunity if domain in result.domains else None
    return "–" if found is None else f"{number(found.score)} ({found.word})"
