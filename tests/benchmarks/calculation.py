"""Scoring a municipality of 12 domains, filled in by 1 and by 12 people."""

import time
from random import Random

from questionnaires.catalogue import current
from questionnaires.model import GENERAL, Questionnaire
from scoring.assessment import Answer, Assessment, Participant, Value
from scoring.engine import score
from tests.benchmarks.table import Line, shown

REPEATS = 15
GOALS = {1: "10 ms", 12: "20 ms"}


def scoring_lines() -> list[Line]:
    """The median of some runs, the profile, bandwidth and chances of all domains included."""
    questionnaire = current("iba")
    return [
        shown(f"scoring 12 domains, {people} people", median_time(questionnaire, people), goal)
        for people, goal in GOALS.items()
    ]


def median_time(questionnaire: Questionnaire, people: int) -> float:
    """Milliseconds."""
    assessment = full_assessment(questionnaire, people)
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        score(questionnaire, assessment)
        times.append(time.perf_counter() - began)
    return sorted(times)[REPEATS // 2] * 1000


def full_assessment(questionnaire: Questionnaire, people: int) -> Assessment:
    """All domains, every question answered by everybody, one answer in ten `unknown`; always the same."""
    random = Random(people)
    domains = tuple(domain.id for domain in questionnaire.domains)
    items = [f"{domain}/{question.id}" for domain in domains for question in questionnaire.of_kind("domain")]
    items += [f"{GENERAL}/{question.id}" for question in questionnaire.of_kind("general")]
    items += [f"{domain}/{question.id}" for domain in domains for question in questionnaire.of_kind("opportunity")]
    participants = tuple(Participant(f"p{number}", "participant", "beleid") for number in range(people))
    answers = tuple(
        Answer(person.id, item, value(random), reason="Een toelichting van een zin, zoals mensen die geven.")
        for item in items
        for person in participants
    )
    return Assessment(
        "iba", questionnaire.version, "GM9901", "Voorbeeldstad", "baseline", domains, participants, answers
    )


def value(random: Random) -> Value:
    """A likely answer."""
    return "unknown" if random.random() < 0.1 else random.choice((0, 1, 1, 2, 2, 2, 3, 3, 4))
