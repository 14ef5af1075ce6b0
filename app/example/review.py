"""Plays the review of the example: remarks, chances, agreed scores, approval and agreement."""

from datetime import datetime

from app.example.content import Agreed, Part, questions_about
from app.example.played import Played, columns
from app.reviews.operations import (
    add_remark,
    agree,
    agree_score,
    approve,
    save_chances,
    set_ambition,
    take_over_answers,
)
from app.reviews.operations.chances import Chance

SITTINGS = 2
"""The working days between the first remarks and the first sitting."""
PRESENT = "De coördinator, de adviseur en de collega’s die de vragen beantwoordden."
CLOSED = 23
"""The working day on which the adviser approves, counted from the start of the round."""


def review(played: Played, first_day: int) -> None:
    """The coordinator and the adviser discuss the answers in some sittings, from this working day of the round on."""
    at = played.calendar.at
    for minute, remark in enumerate(played.story.remarks):
        author = played.people[remark.author]
        moment = at(first_day, 11).replace(minute=minute)
        add_remark(played.session, author, played.assessment, remark.item, remark.text, remark.audience, now=moment)
    for place, (domain, part) in enumerate(played.story.parts.items()):
        _discuss(played, domain, part, at(first_day + SITTINGS + place // 3, 10 + place % 3))


def close(played: Played) -> None:
    """The adviser approves, and the coordinator agrees."""
    at = played.calendar.at
    approve(played.session, played.adviser, played.assessment, now=at(CLOSED, 15))
    agree(played.session, played.coordinator, played.assessment, now=at(CLOSED + 1, 11))


def _discuss(played: Played, domain: str, part: Part, now: datetime) -> None:
    if part.chances:
        _answer_chances(played, domain, part.chances.split(), now)
    if part.ambition:
        row = next(row for row in played.assessment.domains if row.domain == domain)
        set_ambition(played.session, played.coordinator, played.assessment, row, part.ambition, 0, now=now)
    for question, agreed in part.agreed.items():
        content = _content(agreed)
        agree_score(played.session, played.coordinator, played.assessment, f"{domain}/{question}", content, 0, now=now)
    if part.agreed_reason:
        items = [f"{domain}/{question.id}" for question in questions_about(domain, played.questionnaire)]
        take_over_answers(played.session, played.coordinator, played.assessment, items, part.agreed_reason, now=now)


def _answer_chances(played: Played, domain: str, values: list[str], now: datetime) -> None:
    questions = played.questionnaire.of_kind("opportunity")
    chances = [Chance(f"{domain}/{question.id}", value, 0) for question, value in zip(questions, values, strict=True)]
    save_chances(played.session, played.coordinator, played.assessment, chances, now=now)


def _content(agreed: Agreed) -> dict[str, str | None]:
    said = columns(agreed)
    del said["confidence"]
    return {**said, "value": str(agreed.value), "dissent": None, "present": PRESENT}
