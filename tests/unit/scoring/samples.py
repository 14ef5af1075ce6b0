"""A questionnaire with the ids and places of version 1 but one-word texts, and assessments of it, for scoring tests."""

from collections.abc import Mapping, Sequence

from questionnaires.model import Dimension, Domain, Facet, Level, Parameters, Question, Questionnaire
from scoring.assessment import AgreedScore, AgreedValue, Answer, Assessment, Participant, Value

WORDS = ("Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd")
LEVELS = {"BE": "bestuur", "BL": "beleid", "UI": "uitvoering"}
FACETS = {"A": "aandacht", "D1": "aandacht", "M": "middelen", "C": "capaciteit", "S": "steun", "D2": "steun"}
PROFILE = (
    *("A.BE", "A.BL", "A.UI", "D1.UI"),
    *("M.BE", "M.BL", "M.UI", "C.BE", "C.BL", "C.UI"),
    *("S.BE", "S.BL", "S.UI", "D2.UI"),
)
OPPORTUNITY = ("K1", "K2", "K3", "K4")
GROUPS = {"G01": "Plan", "G02": "Plan", "G03": "Plan", "G04": "Geld"}
DOMAINS = ("geld", "gezondheid", "inclusie", "wonen", "bibliotheek_cultuur")

_NAMES = "domein bestuurder uitvoerders contactmoment partners d2voorbeeld resultaat inwoner inwoners"
_PARAMETERS = Parameters(**dict.fromkeys(_NAMES.split(), "woord"))


def _question(question_id: str, kind: str, **places: object) -> Question:
    texts = {"text": "Vraag?", "help": "Uitleg.", "options": tuple("01234")}
    return Question.model_validate({"id": question_id, "kind": kind, **texts, **places})


def _profile_question(question_id: str) -> Question:
    facet, level = question_id.split(".")
    return _question(question_id, "domain", facet=FACETS[facet], level=LEVELS[level], anchor=True)


def make_questionnaire() -> Questionnaire:
    """The model of version 1: 14 profile questions, 4 about the chance, and a few general ones."""
    titled = {"title": "Titel", "explanation": "Uitleg."}
    facets = {"aandacht": "betrokkenheid", "middelen": "middelen", "capaciteit": "middelen", "steun": "ondersteuning"}
    return Questionnaire(
        id="iba",
        version=1,
        title="Titel",
        instruction="Kies.",
        provenance="Van ons.",
        words=WORDS,
        levels=tuple(Level(id=level, **titled) for level in LEVELS.values()),
        dimensions=tuple(Dimension(id=name, **titled) for name in ("betrokkenheid", "middelen", "ondersteuning")),
        facets=tuple(Facet(id=facet, title="Titel", dimension=name) for facet, name in facets.items()),
        domains=tuple(
            Domain(id=name, title="Titel", short="Kort", explanation="", parameters=_PARAMETERS) for name in DOMAINS
        ),
        own_domain=_PARAMETERS,
        questions=(
            *map(_profile_question, PROFILE),
            *(_question(name, "general", group=group) for name, group in GROUPS.items()),
            *(_question(name, "opportunity", axis="return") for name in OPPORTUNITY[:2]),
            *(_question(name, "opportunity", axis="feasibility") for name in OPPORTUNITY[2:]),
        ),
    )


QUESTIONNAIRE = make_questionnaire()


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
