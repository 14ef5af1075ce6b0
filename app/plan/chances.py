"""The picture of chances: a row for each domain with a dot and a line, and beside it why, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.plan.ranking import Candidate, OrderPlace, Priorities
from app.texts import priorities as texts
from app.web.formatting import number
from scoring.items import POINTS
from scoring.opportunity import LATER, NOW, PREPARED, WORD_BORDERS, Span
from scoring.sensitivity import RankChange, order_changes, step_spans

START = 30
"""Where the axis begins: there are dots on it, no bars, so that it need not begin at 0."""


@dataclass(frozen=True, slots=True)
class ChanceTrack:
    """What is drawn of a chance, in percents of the axis, and the same in words."""

    dot: str | None
    """None for a chance below the beginning of the axis: an arrow stands there."""
    low: str
    high: str
    in_words: str


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """A domain in the picture; without a track when it has reached its ambition or too little is known."""

    candidate: Candidate
    mark: str
    """What was chosen, or proposed before there is a choice."""
    track: ChanceTrack | None
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class ChancePicture:
    """All domains by their chance, with what it comes down to."""

    headline: str
    rows: Sequence[ChanceRow]
    borders: Sequence[str]
    """From where on there is another word, in percents of the axis."""

    @property
    def has_lower(self) -> bool:
        """Whether a chance lies before the beginning of the axis."""
        return any(row.track and row.track.dot is None for row in self.rows)


def chance_picture(priorities: Priorities, chosen: Iterable[str], ambassadors: Iterable[str]) -> ChancePicture:
    """The picture of what was agreed last; before there is a choice it marks what is proposed."""
    marks = dict.fromkeys(ambassadors, "ambassadeur") | dict.fromkeys(chosen, "gekozen")
    marks = marks or dict.fromkeys(priorities.proposed, "voorstel")
    agreed = priorities.agreed
    spans = step_spans(agreed.questionnaire, agreed.result)
    changes = order_changes(agreed.questionnaire, agreed.result)
    rows = [
        _row(priorities, candidate, marks.get(domain, ""), spans.get(domain), changes.get(domain, ()))
        for domain, candidate in priorities.candidates.items()
    ]
    return ChancePicture(_headline(priorities), rows, [_percent(border) for border, _ in reversed(WORD_BORDERS)])


def _row(
    priorities: Priorities, candidate: Candidate, mark: str, span: Span | None, changes: Sequence[RankChange]
) -> ChanceRow:
    if candidate.place is None or span is None:
        return ChanceRow(candidate, mark, None, f"Nodig: {candidate.needed}.", "")
    if candidate.is_kept:
        words = priorities.agreed.questionnaire.words
        told = [
            texts.with_ambition(words[change.ambition // POINTS], candidate.name, change.rank)
            for change in changes
            if change.ambition is not None and change.steps > 0
        ]
        return ChanceRow(candidate, mark, None, "".join(told[:1]), "")
    rank, said = candidate.place.rank, candidate.said
    why = texts.why(said[question] for question in texts.BESIDE if question in said)
    return ChanceRow(candidate, mark, _track(candidate.place, span), why, texts.places(rank.best, rank.worst))


def _track(place: OrderPlace, span: Span) -> ChanceTrack:
    found = place.found
    words = texts.in_words(found.word, place.chance, number(span.low, 0), number(span.high, 0))
    dot = _percent(found.score) if found.score >= START else None
    return ChanceTrack(dot, _percent(span.low), _percent(span.high), words)


def _percent(chance: float) -> str:
    return f"{max(0.0, chance - START) / (100 - START):.2%}"


def _headline(priorities: Priorities) -> str:
    placed = [(candidate, candidate.place) for candidate in priorities.candidates.values() if candidate.place]
    by_word = {word: [each for each in placed if each[1].found.word == word] for word in (NOW, PREPARED, LATER)}
    close = all(place.rank.best != place.rank.worst for _, place in by_word[NOW])
    names = [candidate.name for candidate, _ in by_word[NOW]]
    return texts.headline(names, close, len(by_word[PREPARED]), len(by_word[LATER]), len(placed))
