"""Random assessments for what must hold for every one of them."""

from hypothesis import strategies as st

from scoring.assessment import Answer
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE, make_assessment

DOMAINS = ("geld", "wonen", "inclusie", "eigen_1", "eigen_2")
LEVELS = ("bestuur", "beleid", "uitvoering", None)
GENERAL = tuple(question.id for question in QUESTIONNAIRE.of_kind("general"))

# Numbers are three in four, and one item in five is left unanswered: most dimensions are shown, some are not.
_NUMBERS = (0, 1, 2, 3, 4)
_PROFILE_VALUES = st.sampled_from((*_NUMBERS, *_NUMBERS, "unknown", "not_applicable", None, None, None))
_CHANCE_VALUES = st.sampled_from((*_NUMBERS, "unknown", None))
_AGREED_VALUES = st.sampled_from((*(None,) * 12, *_NUMBERS, "not_applicable"))


def _row(values, questions):
    return st.lists(values, min_size=len(questions), max_size=len(questions)).map(
        lambda drawn: {question: value for question, value in zip(questions, drawn, strict=True) if value is not None}
    )


@st.composite
def assessments(draw, most_domains=3):
    """Up to three people about up to three domains, with some agreed scores and ambitions."""
    domains = draw(st.lists(st.sampled_from(DOMAINS), min_size=1, max_size=most_domains, unique=True))
    people = [f"p{n}" for n in range(draw(st.integers(0, 3)))]
    answers = [
        Answer(person, f"{domain}/{question}", value)
        for person in people
        for domain, row in _rows(draw, domains)
        for question, value in row.items()
    ]
    agreed = {
        f"{domain}/{question}": value
        for domain in domains
        for question, value in draw(_row(_AGREED_VALUES, PROFILE)).items()
    }
    return make_assessment(
        answers,
        domains,
        scores=agreed,
        levels={person: draw(st.sampled_from(LEVELS)) for person in people},
        ambitions={domain: draw(st.sampled_from((25, 50, 75, 100))) for domain in domains[::2]},
    )


def _rows(draw, domains):
    for domain in domains:
        yield domain, draw(_row(_PROFILE_VALUES, PROFILE))
        yield domain, draw(_row(_CHANCE_VALUES, OPPORTUNITY))
    yield "algemeen", draw(_row(_PROFILE_VALUES, GENERAL))
