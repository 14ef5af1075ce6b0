"""A number that is the mean of others, in sentences: its parts, and what was left out of it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from app.reports.explained.naming import Naming
from app.texts.explanations import scores as texts
from questionnaires.model import Question
from scoring.explanation import Step
from scoring.items import question_id
from scoring.result import Score


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
            name = questions[question_id(known.item)].text if questions else None
            yield texts.when_known(name, title, known.low, known.high)
    if too_little:
        yield texts.more_needed(title, too_little)
