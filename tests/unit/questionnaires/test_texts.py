"""The rules for every Dutch text in a file."""

import pytest

from questionnaires.texts import text_problems
from tests.unit.questionnaires.test_reading import problems_after
from tests.unit.tiny import Data

ROUND = "gebruik ronde aanhalingstekens (‘ ’ “ ”), geen rechte"
SPACE = "er staat een spatie of regeleinde te veel"
BRACE = "er staat een accolade die niet bij een {naam} hoort"
CHOICE = (
    "{gemeente} bestaat niet; je kunt kiezen uit "
    "bestuurder, contactmoment, d2voorbeeld, domein, inwoner, inwoners, partners, resultaat, uitvoerders"
)
COMMON = "hier kan geen {domein} staan: deze tekst is voor alle domeinen gelijk"


def texts(file: str, section: str, key: str, text: object) -> list[str]:
    """The problems when one key of the first entry of a section gets this text."""

    def edit(data: Data) -> None:
        data[file][section][0][key] = text

    return problems_after(file, edit)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dat is 'zo'.", ROUND),
        ('Dat is "zo".', ROUND),
        (" Dat is zo.", SPACE),
        ("Dat is zo.\n", SPACE),
        ("Dat  is zo.", SPACE),
        ("Dat is {zo.", BRACE),
        ("Dat is {}.", BRACE),
        ("Dat is {gemeente}.", CHOICE),
    ],
)
def test_a_text_that_is_wrong(text: str, sentence: str) -> None:
    assert texts("domain_questions", "questions", "text", text) == [f"vraag aandacht.bestuur, tekst: {sentence}"]


def test_options_are_texts_too() -> None:
    options = ["a", "b", "{gemeente}", "d", "e"]
    found = texts("domain_questions", "questions", "options", options)
    assert found == [f"vraag aandacht.bestuur, antwoord met waarde 2: {CHOICE}"]


@pytest.mark.parametrize(
    ("file", "section", "key", "where"),
    [
        ("domain_questions", "questions", "evidence", "vraag aandacht.bestuur, bewijs"),
        ("general_questions", "questions", "text", "vraag G1, tekst"),
        ("domains", "domains", "title", "domein werk, titel"),
        ("actions", "actions", "effort", "actie ACT1, effort"),
        ("questionnaire", "terms", "explanation", "begrip Taalhuis, uitleg"),
    ],
)
def test_texts_that_are_the_same_for_all_domains_have_no_parameters(
    file: str, section: str, key: str, where: str
) -> None:
    assert texts(file, section, key, "In {domein}.")[-1] == f"{where}: {COMMON}"


@pytest.mark.parametrize(("section", "file"), [("overrides", "domains"), ("actions", "actions")])
def test_overrides_and_actions_have_parameters_that_exist(section: str, file: str) -> None:
    (problem,) = texts(file, section, "text", "In {Domein} en {gemeente}.")
    assert problem.endswith(f"tekst: {CHOICE}")


def test_an_own_domain_knows_only_its_title() -> None:
    def edit(data: Data) -> None:
        data["domains"]["own_domain"].update(domein="{titel} in {domein}", bestuurder="van {titel}")

    assert problems_after("domains", edit) == [
        "eigen domein, domein: {domein} bestaat niet; je kunt kiezen uit titel",
        "eigen domein, bestuurder: hier kan geen {titel} staan: deze tekst is voor alle domeinen gelijk",
    ]


def test_a_link_may_hold_anything() -> None:
    source = {"id": "S1", "link": "https://example.org/it's/{a}"}
    assert text_problems("questionnaire.toml", {"sources": (source,), "version": 1}) == []
