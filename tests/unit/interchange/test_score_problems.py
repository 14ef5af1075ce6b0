"""What is refused about answers, agreed scores and ambitions."""

import pytest

from tests.unit.interchange.examples import ABSENT, changed, problems

MISSING = "dit veld ontbreekt."
NULL = "dit veld is leeg (null). Vul het in."
UNKNOWN = "dit veld bestaat hier niet. Haal het weg."
NO_TEXT = "hier moet tekst staan, tussen aanhalingstekens."
NO_LIST = "hier moet een lijst staan, tussen [ en ]."
NO_OBJECT = "hier moet een object staan, tussen { en }."
BLANK = "hier mag de tekst niet leeg zijn."
REASON = "bij niet van toepassing hoort een reden."
VALUE = "kies 0, 1, 2, 3, 4, unknown of not_applicable. Een getal staat zonder aanhalingstekens en zonder punt."
AGREED_VALUE = "kies 0, 1, 2, 3, 4 of not_applicable. Een getal staat zonder aanhalingstekens en zonder punt."
AMBITION = "een ambitie is 25, 50, 75 of 100, zonder aanhalingstekens en zonder punt."
NO_LINK = "is geen link. Een link begint met http:// of https:// en noemt een website."
NO_CHANCE = "niet van toepassing kan niet bij een vraag over kansen."


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("answers", {}, NO_LIST),
        ("answers", None, NULL),
        ("answers[5]", None, NO_OBJECT),
        ("answers[5]", "geld/A.BE", NO_OBJECT),
        ("answers[1].participant", "p9", "‘p9’ staat niet in participants."),
        ("answers[1].participant", 1, NO_TEXT),
        ("answers[1].participant", ABSENT, MISSING),
        ("answers[1].item", ABSENT, MISSING),
        ("answers[1].item", 1, NO_TEXT),
        ("answers[1].item", "geld/Z.BE", "de vraag ‘geld/Z.BE’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "geld/a.be", "de vraag ‘geld/a.be’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "geld/A.BE ", "de vraag ‘geld/A.BE ’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "geld/A.BE/x", "de vraag ‘geld/A.BE/x’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "geld/G01", "de vraag ‘geld/G01’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "geld", "de vraag ‘geld’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "algemeen/A.BE", "de vraag ‘algemeen/A.BE’ bestaat niet in deze vragenlijst."),
        ("answers[1].item", "algemeen/K1", "de vraag ‘algemeen/K1’ bestaat niet in deze vragenlijst."),
        (
            "answers[1].item",
            "wonen/A.BE",
            "‘wonen/A.BE’ is geen vraag over een gekozen domein. Voeg het domein toe aan domains.",
        ),
        ("answers[1].item", "A.BE", "‘A.BE’ is geen vraag over een gekozen domein. Voeg het domein toe aan domains."),
        ("answers[1].item", "geld/A.BE", "deze collega gaf al een antwoord op deze vraag, in answers[0]."),
        ("answers[1].value", ABSENT, MISSING),
        ("answers[1].value", None, NULL),
        ("answers[1].value", 5, VALUE),
        ("answers[1].value", -1, VALUE),
        ("answers[1].value", "2", VALUE),
        ("answers[1].value", True, VALUE),
        ("answers[1].value", False, VALUE),
        ("answers[1].value", 2.0, VALUE),
        ("answers[1].value", 1e300, VALUE),
        ("answers[1].value", [], VALUE),
        ("answers[1].value", {}, VALUE),
        ("answers[1].value", "weet ik niet", VALUE),
        ("answers[4].reason", ABSENT, REASON),
        ("answers[4].reason", None, REASON),
        ("answers[4].reason", " \n", REASON),
        ("answers[4].reason", 1, NO_TEXT),
        ("answers[2].value", "not_applicable", f"{NO_CHANCE} Kies 0 tot en met 4, of unknown."),
        ("answers[0].reason", ["x"], NO_TEXT),
        ("answers[0].confidence", "very_sure", "‘very_sure’ kan hier niet. Kies sure, fairly_sure of not_sure."),
        ("answers[0].confidence", True, NO_TEXT),
        ("answers[0].changed", "maybe", "‘maybe’ kan hier niet. Kies yes, no of unknown."),
        ("answers[0].changed", False, NO_TEXT),
        ("answers[0].evidence", "ja", NO_OBJECT),
        ("answers[0].evidence", [], NO_OBJECT),
        ("answers[0].evidence.kind", ABSENT, MISSING),
        ("answers[0].evidence.kind", None, NULL),
        (
            "answers[0].evidence.kind",
            "rumour",
            "‘rumour’ kan hier niet. Kies document, decision, figures, conversation of impression.",
        ),
        ("answers[0].evidence.note", 12, NO_TEXT),
        ("answers[0].evidence.page", 12, UNKNOWN),
        ("answers[0].level", "beleid", UNKNOWN),
        ("agreed", {}, NO_LIST),
        ("agreed[2]", 3, NO_OBJECT),
        ("agreed[0].value", "unknown", AGREED_VALUE),
        ("agreed[0].value", True, AGREED_VALUE),
        ("agreed[0].value", 2.0, AGREED_VALUE),
        ("agreed[0].value", None, NULL),
        ("agreed[0].reason", ABSENT, MISSING),
        ("agreed[0].reason", None, NULL),
        ("agreed[0].reason", " ", BLANK),
        ("agreed[0].reason", 1, NO_TEXT),
        ("agreed[0].item", "geld/Z", "de vraag ‘geld/Z’ bestaat niet in deze vragenlijst."),
        ("agreed[0].item", ABSENT, MISSING),
        ("agreed[0].confidence", "sure", UNKNOWN),
        ("agreed[0].participant", "p1", UNKNOWN),
        ("agreed[0].changed", "ja", "‘ja’ kan hier niet. Kies yes, no of unknown."),
        ("ambitions", [], NO_OBJECT),
        ("ambitions.geld", 60, AMBITION),
        ("ambitions.geld", 75.0, AMBITION),
        ("ambitions.geld", "75", AMBITION),
        ("ambitions.geld", True, AMBITION),
        ("ambitions.geld", None, AMBITION),
        ("ambitions.wonen", 75, "dit domein is niet gekozen. Zet het in domains, of haal de ambitie weg."),
        ("ambitions.algemeen", 75, "dit domein is niet gekozen. Zet het in domains, of haal de ambitie weg."),
    ],
)
def test_one_mistake_gives_one_problem_with_its_place(path, value, expected):
    assert problems(changed(path, value)) == [f"{path}: {expected}"]


@pytest.mark.parametrize(
    "link",
    [
        "",
        " ",
        "voorbeeld.example",
        "ftp://voorbeeld.example",
        "javascript:alert(1)",
        "HTTPS://voorbeeld.example",
        " https://voorbeeld.example",
        "https:/voorbeeld.example",
        "https://",
        "https:///pad",
        "https://?vraag",
        "https://#kop",
        "https://:80",
        "https://iemand@",
        "https:// voorbeeld.example",
        "https://voor beeld.example",
        "https://[voorbeeld",
        "https://\nvoorbeeld.example",
    ],
)
def test_a_link_starts_with_http_and_names_a_host(link):
    (problem,) = problems(changed("answers[0].evidence.link", link))
    assert problem.startswith("answers[0].evidence.link: ‘")
    assert problem.endswith(f"’ {NO_LINK}")


def test_evidence_with_an_agreed_score_is_checked_too():
    document = changed("agreed[0].evidence", {"note": "Zie het plan", "link": "x"})
    assert problems(document) == [f"agreed[0].evidence.kind: {MISSING}", f"agreed[0].evidence.link: ‘x’ {NO_LINK}"]


def test_an_item_has_one_agreed_score():
    document = changed("agreed[0].item", "eigen_1/S.BE")
    assert problems(document) == ["agreed[1].item: deze vraag heeft al een afgesproken score, in agreed[0]."]


def test_an_agreed_score_on_a_chance_cannot_be_not_applicable():
    document = changed("agreed[1].item", "inclusie/K4")
    assert problems(document) == [f"agreed[1].value: {NO_CHANCE} Kies 0 tot en met 4."]


def test_changed_belongs_to_an_evaluation():
    document = changed("agreed[0].changed", "no")
    document["round"] = "baseline"
    sentence = "dit kan alleen in een tweede ronde (evaluation). Haal het weg."
    assert problems(document) == [f"answers[0].changed: {sentence}", f"agreed[0].changed: {sentence}"]


def test_a_chance_about_a_domain_that_is_not_chosen_is_one_problem():
    document = changed("answers[2].item", "wonen/K1")
    document["answers"][2]["value"] = 4
    sentence = "‘wonen/K1’ is geen vraag over een gekozen domein. Voeg het domein toe aan domains."
    assert problems(document) == [f"answers[2].item: {sentence}"]


def test_what_cannot_be_known_is_not_held_against_the_rest():
    """Without a questionnaire nobody knows which questions are about chances, without domains which are chosen."""
    document = changed("answers[2].value", "not_applicable")
    del document["questionnaire"], document["domains"], document["participants"]
    assert problems(document) == [
        f"questionnaire: {MISSING}",
        f"domains: {MISSING}",
        f"participants: {MISSING}",
        f"answers[2].reason: {REASON}",
    ]


def test_every_problem_of_one_answer():
    answer = {"participant": "p9", "item": "geld/X", "value": 7, "evidence": {"kind": "x"}, "confidence": "x", "x": 1}
    places = [line.split(": ")[0] for line in problems(changed("answers[5]", answer))]
    names = ("x", "participant", "item", "value", "confidence", "evidence.kind")
    assert places == [f"answers[5].{name}" for name in names]
