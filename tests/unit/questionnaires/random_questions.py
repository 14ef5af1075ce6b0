"""Random questions, and the ways in which a question can differ in a next version."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from questionnaires.model import ChangeClass, Question
from tests.unit.tiny import LEVELS, make_question

Make = Callable[[Random, "Texts", Sequence[Question], Sequence[str]], list[Question]]
"""From old questions, and the facets that there are, to new ones."""


class Texts:
    """Texts and ids that no version had before."""

    def __init__(self, version: int) -> None:
        self.version, self.count = version, 0

    def next(self) -> str:
        """A text."""
        self.count += 1
        return f"Tekst {self.count} van versie {self.version}."

    def new_id(self) -> str:
        """An id."""
        self.count += 1
        return f"N{self.version}.{self.count}"


@dataclass(frozen=True)
class Edit:
    """One way: what its row says, how many questions it takes, and what it makes of them."""

    class_: ChangeClass
    make: Make
    takes: int = 1


def new_question(random: Random, texts: Texts, facets: Sequence[str]) -> Question:
    """A question that was not there before."""
    place = {"facet": random.choice(facets), "level": random.choice(LEVELS), "anchor": random.random() < 0.5}
    fields = random.choice([{"kind": "domain", **place}, {"kind": "general", "group": texts.next()}])
    made = make_question(texts.new_id(), texts.next(), **fields)
    return Question.model_validate({**made, "options": tuple(made["options"])})


def new_option(question: Question, value: int, texts: Texts) -> Question:
    """The question with another answer text."""
    options = [*question.options]
    options[value] = texts.next()
    return question.model_copy(update={"options": tuple(options)})


def _asked_otherwise(random: Random, texts: Texts, old: Sequence[Question], _facets: Sequence[str]) -> list[Question]:
    return [old[0].model_copy(update={random.choice(["text", "help"]): texts.next()})]


def _carried(random: Random, texts: Texts, old: Sequence[Question], _facets: Sequence[str]) -> list[Question]:
    changes = random.choice([{"evidence": texts.next()}, {"anchor": not old[0].anchor}])
    return [old[0].model_copy(update=changes)]


def _meaning(random: Random, texts: Texts, old: Sequence[Question], facets: Sequence[str]) -> list[Question]:
    changed = random.choice([_asked_otherwise, _moved, _carried])(random, texts, old, facets)[0]
    return [_other_meaning(changed, changed.id)]


def _moved(random: Random, texts: Texts, old: Sequence[Question], facets: Sequence[str]) -> list[Question]:
    """To another facet, level, group or axis; sometimes in other words, too."""
    question = old[0]
    if question.kind == "domain":
        places = [(facet, level) for facet in facets for level in LEVELS if (facet, level) != _place(question)]
        facet, level = random.choice(places)
        changes = {"facet": facet, "level": level}
    elif question.kind == "general":
        changes = {"group": texts.next()}
    else:
        changes = {"axis": "return" if question.axis == "feasibility" else "feasibility"}
    return [question.model_copy(update=changes | random.choice([{}, {"text": texts.next()}]))]


def _place(question: Question) -> tuple[str | None, str | None]:
    return question.facet, question.level


def _renamed(_random: Random, texts: Texts, old: Sequence[Question], _facets: Sequence[str]) -> list[Question]:
    return [old[0].model_copy(update={"id": texts.new_id()})]


def _split(random: Random, texts: Texts, old: Sequence[Question], _facets: Sequence[str]) -> list[Question]:
    """Into new questions; sometimes one of them keeps the id, and then asks something else."""
    first = random.choice([old[0].id, texts.new_id()])
    parts = [first, *(texts.new_id() for _ in range(random.randint(1, 2)))]
    return [_other_meaning(old[0], part) for part in parts]


def _merged(random: Random, texts: Texts, old: Sequence[Question], _facets: Sequence[str]) -> list[Question]:
    """Into a new question, or into one of them, which then asks something else."""
    return [_other_meaning(old[0], random.choice([old[0].id, texts.new_id()]))]


def _other_meaning(question: Question, question_id: str) -> Question:
    return question.model_copy(update={"id": question_id, "meaning": question.meaning + 1})


def _retired(_random: Random, _texts: Texts, _old: Sequence[Question], _facets: Sequence[str]) -> list[Question]:
    return []


QUESTION_EDITS = (
    Edit("carried", _carried),
    Edit("grammar", _asked_otherwise),
    Edit("reworded", _asked_otherwise),
    Edit("meaning_changed", _meaning),
    Edit("moved", _moved),
    Edit("moved", _renamed),
    Edit("split", _split),
    Edit("merged", _merged, takes=2),
    Edit("retired", _retired),
)
