"""Version 1 of the questionnaire, and short ways to write assessments of it."""

from collections.abc import Mapping, Sequence

from questionnaires import catalogue
from scoring.assessment import AgreedScore, AgreedValue, Answer, Assessment, Participant, Value

QUESTIONNAIRE = catalogue.questionnaire("iba", 1)
PROFILE = (
    *("A.BE", "A.BL", "A.UI", "D1.UI"),
    *("M.BE", "M.BL", "M.UI", "C.BE", "C.BL", "C.UI"),
    *("S.BE", "S.BL", "S.UI", "D2.UI"),
)
"""The profile questions in the order of the worked example."""
OPPORTUNITY = ("K1", "K2", "K3", "K4")


def values(text: str) -> list[Value]:
    """The values in a row such as `2 3 ? -`: `?` is unknown, `-` not applicable."""
    special: dict[str, Value] = {"?": "unknown", "-": "not_applicable"}
    return [special.get(word) or int(word) for word in text.split() if word != "/"]


def row(domain: str, profile: str, opportunity: str = "", participant: str = "p1") -> list[Answer]:
    """One participant's answers about a domain, in the order of the worked example."""
    given = [*zip(PROFILE, values(profile), strict=False), *zip(OPPORTUNITY, values(opportunity), strict=False)]
    return [Answer(participant, f"{domain}/{question}", value) for question, value in given]


def agreed(scores: Mapping[str, AgreedValue]) -> tuple[AgreedScore, ...]:
    """Agreed scores by item id."""
    return tuple(AgreedScore(item, value, "Zo is het.") for item, value in scores.items())


def make_assessment(
    answers: Sequence[Answer],
    domains: Sequence[str] = ("geld",),
    scores: Mapping[str, AgreedValue] | None = None,
    levels: Mapping[str, str | None] | None = None,
    ambitions: Mapping[str, int] | None = None,
) -> Assessment:
    """An assessment of Voorbeeldstad; everybody who answers takes part."""
    people = dict.fromkeys(answer.participant for answer in answers)
    where = levels or {}
    return Assessment(
        questionnaire_id="iba",
        version=1,
        municipality_code="GM9901",
        municipality_name="Voorbeeldstad",
        round="baseline",
        domains=tuple(domains),
        participants=tuple(Participant(person, "participant", where.get(person)) for person in people),
        answers=tuple(answers),
        agreed=agreed(scores or {}),
        ambitions=ambitions or {},
    )


WORKED = {
    "geld": ("2 3 2 1 / 1 1 2 2 ? 1 / 2 2 3 2", "4 4 3 3"),
    "inclusie": ("3 2 2 2 / 1 1 2 2 2 1 / 3 3 2 2", "3 3 4 4"),
    "wonen": ("1 0 1 1 / 0 0 0 1 0 0 / 1 1 0 1", "3 2 1 0"),
    "bibliotheek_cultuur": ("4 4 4 3 / 3 4 4 3 3 3 / 4 4 4 4", "3 4 2 4"),
    "gezondheid": ("2 2 ? ? / 1 2 ? 1 2 ? / 2 2 ? ?", "4 3 3 2"),
}
"""The rows of the worked example: profile answers and K1-K4."""


def worked_example() -> Assessment:
    """The worked example of the scoring rules."""
    answers = [answer for domain, texts in WORKED.items() for answer in row(domain, *texts)]
    return make_assessment(answers, tuple(WORKED))
