"""What the rules say of every dimension, and other thresholds that can be tried on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.assessment import Answer, Assessment
from scoring.comparison import compare
from scoring.comparison.core import Core, comparable_questions, core
from scoring.comparison.dimensions import VISIBLE, VISIBLE_AGREED
from scoring.comparison.moment import Moment, moment
from scoring.items import item_id
from tests.simulation.assumptions import Setting
from tests.simulation.municipality import QUESTIONNAIRE, QUESTIONS

WORDS = ("any", "visible", "supported")
"""A kleine or zichtbare verandering; a zichtbare; a supported one. Each is one of the former too."""
_COMPARABLE = comparable_questions(QUESTIONNAIRE, QUESTIONNAIRE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dimension of one domain."""

    domain: str
    dimension: str
    change: Fraction
    words: tuple[str, ...]
    """Those of WORDS that hold under the rules as they are."""
    confirmed: bool
    """Of a supported change: whether evidence stands with the value that counts, and a `yes` beside it."""


def outcomes(before: Assessment, after: Assessment) -> Iterator[Outcome]:
    """What the rules say of every dimension (S22-S25)."""
    moments = moment(before), moment(after)
    for domain, compared in compare(QUESTIONNAIRE, before, QUESTIONNAIRE, after).domains.items():
        assert compared is not None
        for dimension, found in compared.dimensions.items():
            assert found.change is not None
            held = (found.kind in ("small", "visible"), found.kind == "visible", bool(found.supported))
            confirmed = bool(found.supported) and _is_confirmed(domain, dimension, found.change, *moments)
            words = tuple(word for word, holds in zip(WORDS, held, strict=True) if holds)
            yield Outcome(domain, dimension, found.change, words, confirmed)


def _is_confirmed(domain: str, dimension: str, change: Fraction, before: Moment, after: Moment) -> bool:
    on = core(_COMPARABLE, domain, before, after)
    moved = (each for each in QUESTIONS[dimension] if _moved(on, each) * change > 0)
    return any(_has_confirmed_evidence(after, item_id(domain, each)) for each in moved)


def _moved(on: Core, question: str) -> Fraction:
    return on.after[question] - on.before[question]


def _has_confirmed_evidence(after: Moment, item: str) -> bool:
    """Whether evidence and a `yes` are with the agreed score itself, or without one with answers."""
    agreed = after.agreed.get(item)
    if agreed is not None:
        return agreed.evidence is not None and agreed.changed == "yes"
    answers = after.answers.get(item, ())
    return _balance(answers) > 0 and any(answer.evidence is not None for answer in answers)


def _balance(answers: Iterable[Answer]) -> int:
    said = [answer.changed for answer in answers]
    return said.count("yes") - said.count("no")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Rules by which a change would be visible and supported; never less strict than the rules as they are."""

    agreed: int = VISIBLE_AGREED
    """The border, in points, where most items have an agreed score in both rounds."""
    many: int = VISIBLE
    """The border of other dimensions, when three or more people answer."""
    few: int = VISIBLE
    """The same when fewer do."""
    confirmed: bool = False
    """Whether only confirmed evidence counts."""

    def supports(self, outcome: Outcome, setting: Setting) -> bool:
        """Whether this would be a supported change."""
        border = self.agreed if setting.agreed else self.few if setting.people < 3 else self.many
        backed = outcome.confirmed if self.confirmed else "supported" in outcome.words
        return backed and abs(outcome.change) >= border


PROPOSED = "evidence with a yes; 20 for one or two people"
STRICT = "evidence with a yes; borders 15 and 20"
CANDIDATES = {
    "RULES = 1": Candidate(),
    "borders 15 and 20": Candidate(15, 20, 20),
    "borders 20 and 25": Candidate(20, 25, 25),
    "evidence with a yes": Candidate(confirmed=True),
    PROPOSED: Candidate(few=20, confirmed=True),
    STRICT: Candidate(15, 20, 20, confirmed=True),
}
