"""The parts of an assessment: the questions about one domain, or the general ones, that somebody answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Assessment, Participation, ParticipationPart
from app.state.asked import questions_by_domain, questions_of
from app.texts import words
from app.texts.assessments import CLOSING, split_question
from app.texts.mails import AskedParts
from questionnaires.model import GENERAL, Domain, Question


@dataclass(frozen=True, slots=True)
class Part:
    """The questions about one domain, or the general ones, that somebody answers."""

    domain: str
    title: str
    short: str
    questions: tuple[Question, ...]
    about: Domain | None = None
    """The domain itself; None for the general part."""

    def item(self, question: Question) -> str:
        """The id under which the answer to a question is kept."""
        return f"{self.domain}/{question.id}"

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of all its answers."""
        return tuple(f"{self.domain}/{question.id}" for question in self.questions)

    def named(self, question_id: str) -> str:
        """How one of its questions is called, or (without one) all of them together."""
        texts = {question.id: question.text for question in self.questions}
        return texts.get(question_id, f"alle vragen over {self.title}")

    @property
    def closing(self) -> dict[str, str]:
        """The open questions with which it ends, by the id under which a text is kept; the general part has none."""
        asked = closing_questions(self.about) if self.about else {}
        return {f"{self.domain}/{key}": question for key, question in asked.items()}


def name_of(participation: Participation) -> str:
    """How somebody is called here: what the coordinator wrote down, else their own name; the user is loaded."""
    return participation.name or participation.user.name


def closing_questions(domain: Domain) -> dict[str, str]:
    """The open questions with which the questions about a domain end, by key."""
    return {key: domain.parameters.fill(question) for key, question in CLOSING.items()}


def questions_for(participation: Participation | None, assessment: Assessment) -> tuple[Part, ...]:
    """The parts that a participation answers, in the order of the assessment, the general part last."""
    everything = parts_of(assessment)
    if participation is None or participation.everything:
        return everything
    own = [_own_part(part, participation.parts) for part in everything]
    return tuple(part for part in own if part.questions)


def asked_parts(name: str, parts: Sequence[Part], answered: int = 0) -> AskedParts:
    """What somebody of this name is asked, as the mails and the invitation say it."""
    first = split_question(parts[0].questions[0])[0] if parts else ""
    return AskedParts(name, tuple((part.title, len(part.questions)) for part in parts), answered, first)


def parts_of(assessment: Assessment) -> tuple[Part, ...]:
    """Every question of the assessment, the general part last."""
    parts = [
        Part(domain.id, domain.title, domain.short, questions, domain)
        for domain, questions in questions_by_domain(assessment)
    ]
    general = Part(GENERAL, words.GENERAL, words.GENERAL, questions_of(assessment, GENERAL))
    return (*parts, general)


def _own_part(part: Part, assigned: list[ParticipationPart]) -> Part:
    rows = [row for row in assigned if row.domain == part.domain]
    # An assignment without a level is for the whole part; the general part has no levels.
    levels = {row.level for row in rows if not row.question}
    single = {row.question for row in rows if row.question and not row.given_away}
    elsewhere = {row.question for row in rows if row.given_away}
    questions = tuple(
        question
        for question in part.questions
        if question.id in single or (("" in levels or question.level in levels) and question.id not in elsewhere)
    )
    return Part(part.domain, part.title, part.short, questions, part.about)
