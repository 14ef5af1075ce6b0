"""Next versions of a questionnaire with the change table that belongs to them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from questionnaires.model import Change, ChangeClass, Question, Questionnaire

Edited: TypeAlias = tuple[Sequence[Question], Sequence[Change]]


def make_row(kind: str, class_: str, old: str = "", new: str = "") -> Change:
    """A row of the table; several ids are separated by spaces."""
    ids = {"old": tuple(old.split()), "new": tuple(new.split())}
    return Change.model_validate({"kind": kind, "class": class_, "reason": "Omdat het beter is.", **ids})


def next_version(before: Questionnaire, *rows: Change, **changes: object) -> Questionnaire:
    """The version after this one, with these rows and these parts replaced."""
    return before.model_copy(update={"version": before.version + 1, "changes": rows, **changes})


def with_question(questionnaire: Questionnaire, question_id: str, **changes: object) -> tuple[Question, ...]:
    """All questions, one of them changed."""
    return tuple(
        question.model_copy(update=changes) if question.id == question_id else question
        for question in questionnaire.questions
    )


def without_question(questionnaire: Questionnaire, *question_ids: str) -> tuple[Question, ...]:
    """All questions but these."""
    return tuple(question for question in questionnaire.questions if question.id not in question_ids)


def _same(question: Question, class_: ChangeClass, **changes: object) -> Edited:
    return [question.model_copy(update=changes)], [make_row("question", class_, question.id, question.id)]


def _option(question: Question) -> Edited:
    options = ("Helemaal niet.", *question.options[1:])
    row = make_row("option", "grammar", f"{question.id}/0", f"{question.id}/0")
    return [question.model_copy(update={"options": options})], [row]


def _split(question: Question, *new_ids: str) -> Edited:
    parts = [question.model_copy(update={"id": new, "meaning": question.meaning + 1}) for new in new_ids]
    return parts, [make_row("question", "split", question.id, " ".join(new_ids))]


def _renamed(question: Question) -> Edited:
    new = f"{question.id}.new"
    return [question.model_copy(update={"id": new})], [make_row("question", "moved", question.id, new)]


EDITS: Mapping[str, tuple[ChangeClass, Callable[[Question], Edited]]] = {
    "kept": ("carried", lambda it: ([it], [])),
    "evidence": ("carried", lambda it: _same(it, "carried", evidence="Bijvoorbeeld: een plan.")),
    "grammar": ("grammar", lambda it: _same(it, "grammar", text=it.text + " Of niet?")),
    "reworded": ("reworded", lambda it: _same(it, "reworded", help="Denk ook aan de regio.")),
    "option": ("grammar", _option),
    "moved": ("moved", lambda it: _same(it, "moved", group="Elders", text="Anders en elders?")),
    "renamed": ("moved", _renamed),
    "meaning": (
        "meaning_changed",
        lambda it: _same(it, "meaning_changed", meaning=it.meaning + 1, help="Iets anders."),
    ),
    "split": ("split", lambda it: _split(it, f"{it.id}.a", f"{it.id}.b")),
    "split off": ("split", lambda it: _split(it, it.id, f"{it.id}.b")),
    "retired": ("retired", lambda it: ([], [make_row("question", "retired", it.id)])),
}
"""By name: what becomes of the question, and the edit."""


def edited(before: Questionnaire, choices: Mapping[str, str]) -> Questionnaire:
    """The next version in which each question had the edit that was chosen for it."""
    edits = [EDITS[choices[question.id]][1](question) for question in before.questions]
    questions = tuple(question for kept, _ in edits for question in kept)
    return next_version(before, *(row for _, rows in edits for row in rows), questions=questions)
