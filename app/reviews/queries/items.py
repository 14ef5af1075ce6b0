"""One question as its review sees it: who answered what, how much they differ, and what was agreed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.formatting import number
from app.reports.queries import StoredAnswer, StoredScore
from app.reviews.queries.review import Review
from app.texts.points import chosen_by
from app.texts.reviews import agreement_sentence, answers_in_short, chance_state, inside_outside_sentence, item_state
from app.texts.words import SPECIAL
from questionnaires.model import Question
from scoring.items import item_id
from scoring.result import ItemScore


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with the function of who gave it."""

    function: str
    answer: StoredAnswer

    @property
    def value(self) -> str:
        """The value as people read it."""
        return value_text(self.answer.value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to a question, and who chose it."""

    value: str
    text: str
    people: Sequence[str]
    """Their functions."""
    share: int
    """How many of all answers this is, in percents: for a picture."""

    @property
    def said(self) -> str:
        """How many people chose it, in words."""
        return chosen_by(len(self.people))


@dataclass(frozen=True)
class ReviewItem:
    """One question about a domain with all that was said about it."""

    id: str
    domain: str
    question: Question
    given: tuple[Given, ...]
    score: ItemScore
    agreed: StoredScore | None
    picture: str | None
    """How the answers lie: `different` and the like (S13)."""
    sentences: tuple[str, ...]
    """The mean, how much people differ, and inside against outside."""

    @property
    def number(self) -> str:
        """Its points, or a dash."""
        return "–" if self.score.points is None else number(self.score.points)

    @property
    def state(self) -> tuple[str, str]:
        """(words, kind of badge): what was agreed, or how the answers lie."""
        if self.question.kind == "opportunity":
            return chance_state(self.score.state)
        return item_state(self.agreed.value if self.agreed else None, self.score.state, self.picture)

    @property
    def summary(self) -> str:
        """The answers in a line."""
        return answers_in_short(len(self.given), values_in_short(given.answer.value for given in self.given))

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The five answers with who chose each, then what else was chosen."""
        texts = {str(value): text for value, text in enumerate(self.question.options)}
        chosen = {given.answer.value for given in self.given}
        texts |= {value: text for value, text in SPECIAL.items() if value in chosen}
        return tuple(self._choice(value, text) for value, text in texts.items())

    def _choice(self, value: str, text: str) -> Choice:
        people = [given.function for given in self.given if given.answer.value == value]
        return Choice(value, text, people, round(100 * len(people) / max(1, len(self.given))))


def values_in_short(values: Iterable[str]) -> str:
    """The answers to a question, each once: `1, 2× 3, weet ik niet`."""
    return ", ".join(_times(value, count) for value, count in sorted(Counter(values).items()))


def _times(value: str, count: int) -> str:
    text = value_text(value).lower()
    return text if count == 1 else f"{count}× {text}"


def value_text(value: str) -> str:
    """A value as people read it."""
    return SPECIAL.get(value, value)


def review_item(review: Review, domain: str, question: Question) -> ReviewItem:
    """One question with all that was said about it."""
    item = item_id(domain, question.id)
    answers = review.answers.get(item, [])
    agreement = review.result.agreement.get(item)
    return ReviewItem(
        id=item,
        domain=domain,
        question=question,
        given=tuple(Given(review.people[answer.participation_id], answer) for answer in answers),
        score=review.score_of(domain, question),
        agreed=review.agreed.get(item),
        picture=agreement.kind if agreement else None,
        sentences=_sentences(review, item),
    )


def _sentences(review: Review, item: str) -> tuple[str, ...]:
    agreement = review.result.agreement.get(item)
    groups = review.result.inside_outside.get(item)
    found = (
        agreement_sentence(agreement.n, agreement.mean, agreement.average_deviation, agreement.kind)
        if agreement
        else None,
        inside_outside_sentence(groups.inside, groups.outside) if groups else None,
    )
    return tuple(sentence for sentence in found if sentence)


def domain_items(review: Review, domain: str) -> tuple[ReviewItem, ...]:
    """The questions about a domain, or the general ones."""
    return tuple(review_item(review, domain, question) for question in review.questions(domain))


def chance_items(review: Review, domain: str) -> tuple[ReviewItem, ...]:
    """The chance questions of a domain."""
    return tuple(review_item(review, domain, question) for question in review.chances(domain))
