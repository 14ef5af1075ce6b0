"""The example data as it stands in its files: read, and checked against the questionnaire."""

import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from questionnaires.model import GENERAL, OWN_DOMAINS, Question, Questionnaire

FOLDER = Path(__file__).resolve().parent
SPECIAL = {"?": "unknown", "-": "not_applicable"}
OPEN = "."
"""A question without an answer yet."""


class Content(BaseModel):
    """Part of a file; an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExampleNote(Content):
    """What was said with an answer."""

    reason: str | None = None
    evidence: Literal["document", "decision", "figures", "conversation", "impression"] | None = None
    note: str | None = None
    link: str | None = None
    confidence: Literal["sure", "fairly_sure", "not_sure"] | None = None
    changed: Literal["yes", "no", "unknown"] | None = None
    what: str | None = None
    action: str | None = None
    """How the title of the action begins to which the change belongs."""


class ExampleScore(ExampleNote):
    """An agreed score of its own."""

    value: Annotated[int, Field(ge=0, le=4)]
    reason: str


class ExamplePart(Content):
    """The answers about one domain, or the general ones."""

    answers: str
    notes: dict[str, ExampleNote] = {}
    title: str | None = None
    chances: str | None = None
    ambition: Literal[25, 50, 75, 100] | None = None
    agreed: dict[str, ExampleScore] = {}
    agreed_reason: str | None = None

    def values(self, questions: tuple[Question, ...]) -> dict[str, str]:
        """The answers by question id, without the open ones. ValueError when the numbers differ."""
        marks = self.answers.replace("/", " ").split()
        pairs = zip(questions, marks, strict=True)
        return {question.id: SPECIAL.get(mark, mark) for question, mark in pairs if mark != OPEN}


class Colleague(Content):
    """Somebody who was invited, with their part and the answers they gave."""

    email: str
    name: str
    function: str
    level: Literal["bestuur", "beleid", "uitvoering"]
    line: str = ""
    parts: dict[str, tuple[Literal["bestuur", "beleid", "uitvoering"], ...]]
    answers: dict[str, str] = {}
    notes: dict[str, ExampleNote] = {}
    closing: dict[str, str] = {}
    done: bool = False

    def values(self, domain: str, questionnaire: Questionnaire) -> dict[str, str]:
        """The answers about one domain by question id, without the open ones. ValueError when the numbers differ."""
        own = tuple(q for q in questions_about(domain, questionnaire) if q.level in self.parts[domain])
        return ExamplePart(answers=self.answers[domain]).values(own)


class ExampleRemark(Content):
    """A remark about one item."""

    item: str
    author: str
    text: str
    audience: Literal["all", "advisers"] = "all"


class Story(Content):
    """One round of one municipality."""

    municipality: str
    title: str
    weeks_ago: int
    evaluation: bool = False
    """Whether it is held against the round of this municipality that was agreed before."""
    plan: str | None = None
    """The file with the ten months after it."""
    stage: Literal["open", "in_review", "agreed"] = "open"
    last_day: int | None = None
    """The last day for colleagues as a working day of the round; without one it is still to come."""
    domains: dict[str, ExamplePart]
    general: ExamplePart
    remarks: tuple[ExampleRemark, ...] = ()
    invitation: str = ""
    colleagues: tuple[Colleague, ...] = ()

    @cached_property
    def parts(self) -> dict[str, ExamplePart]:
        """All parts by domain id, the general one last."""
        return {**self.domains, GENERAL: self.general}


class ExampleMunicipality(Content):
    """A made-up municipality."""

    code: str
    name: str


class Person(Content):
    """A made-up person."""

    email: str
    name: str
    function: str
    roles: dict[str, Literal["coordinator", "adviser", "reader"]] = {}
    administrator: bool = False


class People(Content):
    municipalities: tuple[ExampleMunicipality, ...]
    people: tuple[Person, ...]


def load_people() -> People:
    return People.model_validate(tomllib.loads((FOLDER / "people.toml").read_text(encoding="utf-8")))


def load_story(name: str, questionnaire: Questionnaire) -> Story:
    """The round in one file. ValueError with all that does not fit the questionnaire."""
    story = Story.model_validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))
    if problems := list(story_problems(story, questionnaire)):
        raise ValueError(f"{name}.toml: " + " ".join(problems))
    return story


def story_problems(story: Story, questionnaire: Questionnaire) -> Iterator[str]:
    """Everything in a story that does not fit the questionnaire, each with its place."""
    for domain, part in story.parts.items():
        known = domain in {known.id for known in questionnaire.domains} | {GENERAL, *OWN_DOMAINS}
        if not known:
            yield f"{domain}: no such domain."
        yield from (f"{domain}: {problem}" for problem in part_problems(part, questions_about(domain, questionnaire)))
    for colleague in story.colleagues:
        yield from (f"{colleague.email}: {problem}" for problem in colleague_problems(colleague, story, questionnaire))


def questions_about(domain: str, questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions to which a part has answers, in their order."""
    return questionnaire.of_kind("general" if domain == GENERAL else "domain")


def part_problems(part: ExamplePart, questions: tuple[Question, ...]) -> Iterator[str]:
    """Everything in one part that does not fit its questions."""
    try:
        values = part.values(questions)
    except ValueError:
        yield f"{len(questions)} answers are needed."
        return
    allowed = {"0", "1", "2", "3", "4", *SPECIAL.values()}
    for question, value in values.items():
        if value not in allowed:
            yield f"{question}: no answer is {value}."
        if value == "not_applicable" and not (part.notes.get(question) or ExampleNote()).reason:
            yield f"{question}: not applicable needs a reason."
    yield from (f"{question}: a note without an answer." for question in part.notes if question not in values)
    ids = {question.id for question in questions}
    yield from (f"{question}: no such question." for question in part.agreed if question not in ids)


def colleague_problems(colleague: Colleague, story: Story, questionnaire: Questionnaire) -> Iterator[str]:
    """Everything about one colleague that does not fit the round."""
    yield from (f"{domain} was not chosen." for domain in colleague.parts if domain not in story.domains)
    yield from (f"{domain} is not theirs." for domain in colleague.answers if domain not in colleague.parts)
    items = set()
    for domain in colleague.answers.keys() & colleague.parts.keys():
        own = tuple(q for q in questions_about(domain, questionnaire) if q.level in colleague.parts[domain])
        notes = {item.split("/")[1]: note for item, note in colleague.notes.items() if item.startswith(f"{domain}/")}
        problems = list(part_problems(ExamplePart(answers=colleague.answers[domain], notes=notes), own))
        yield from (f"{domain}: {problem}" for problem in problems)
        items |= {f"{domain}/{question.id}" for question in own}
    yield from (f"{item}: a note without an answer." for item in colleague.notes if item not in items)
