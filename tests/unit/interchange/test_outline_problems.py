"""What is refused about the file as a whole: format, questionnaire, municipality, round, domains and participants."""

import pytest

from tests.unit.interchange.examples import ABSENT, EXAMPLE, Json, changed, problems

MISSING = "dit veld ontbreekt."
NULL = "dit veld is leeg (null). Vul het in."
BARE: Json = {**EXAMPLE, "answers": [], "agreed": [], "ambitions": {}}

UNKNOWN = "dit veld bestaat hier niet. Haal het weg."
NO_TEXT = "hier moet tekst staan, tussen aanhalingstekens."
NO_INTEGER = "hier moet een geheel getal staan, zonder aanhalingstekens en zonder punt."
NO_LIST = "hier moet een lijst staan, tussen [ en ]."
NO_OBJECT = "hier moet een object staan, tussen { en }."
BLANK = "hier mag de tekst niet leeg zijn."


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("format", "samenhang-report", "‘samenhang-report’ kan hier niet. Kies samenhang-assessment."),
        ("format", None, NULL),
        ("format_version", 2, "deze versie van het formaat bestaat niet. Wel: 1."),
        ("format_version", True, NO_INTEGER),
        ("format_version", 1.0, NO_INTEGER),
        ("format_version", "1", NO_INTEGER),
        ("questionnaire", None, NULL),
        ("questionnaire", "iba", NO_OBJECT),
        ("questionnaire.id", 1, NO_TEXT),
        ("questionnaire.id", ABSENT, MISSING),
        ("questionnaire.version", True, NO_INTEGER),
        ("questionnaire.version", 1.0, NO_INTEGER),
        ("questionnaire.title", "IBA", UNKNOWN),
        ("municipality", None, NULL),
        ("municipality", [], NO_OBJECT),
        ("municipality.code", "GM123", "‘GM123’ is geen gemeentecode. Schrijf GM en 4 cijfers, zoals GM9901."),
        ("municipality.code", "gm9901", "‘gm9901’ is geen gemeentecode. Schrijf GM en 4 cijfers, zoals GM9901."),
        ("municipality.code", "GM٣٣٣٣", "‘GM٣٣٣٣’ is geen gemeentecode. Schrijf GM en 4 cijfers, zoals GM9901."),
        ("municipality.code", "GM9901\n", "‘GM9901\\n’ is geen gemeentecode. Schrijf GM en 4 cijfers, zoals GM9901."),
        ("municipality.code", 9901, NO_TEXT),
        ("municipality.name", " \t", BLANK),
        ("municipality.name", "\ud83d", "hier staat een half teken (surrogate). Schrijf het teken zelf."),
        ("round", "third", "‘third’ kan hier niet. Kies baseline of evaluation."),
        ("round", 1, NO_TEXT),
        ("participants", "p1", NO_LIST),
        ("participants", None, NULL),
        ("participants[1]", "p2", NO_OBJECT),
        ("participants[1].id", "p1", "‘p1’ is al de id van een andere collega."),
        ("participants[1].id", " ", BLANK),
        ("participants[1].role", "reader", "‘reader’ kan hier niet. Kies coordinator, participant of adviser."),
        ("participants[1].role", None, NULL),
        ("participants[1].level", ABSENT, MISSING),
        ("participants[1].level", "raad", "‘raad’ kan hier niet. Kies bestuur, beleid of uitvoering."),
        ("participants[1].name", "Anna", UNKNOWN),
        ("domains", "geld", NO_LIST),
        ("domains[1]", None, NO_TEXT),
        ("domains[1]", 1, NO_TEXT),
        ("domains[1]", "geld", "het domein ‘geld’ staat er twee keer."),
        ("domains[1]", "algemeen", "het domein ‘algemeen’ bestaat niet in deze vragenlijst."),
        ("domains[1]", "eigen_2", "het domein ‘eigen_2’ bestaat niet in deze vragenlijst."),
        ("own_domains[0].title", "", BLANK),
        ("own_domains[0].title", None, NULL),
        ("own_domains[0].short", "V", UNKNOWN),
        ("renamed", [], NO_OBJECT),
        ("renamed.geld", "", BLANK),
        ("renamed.geld", None, NO_TEXT),
        ("renamed.wonen", "Thuis", "dit domein is niet gekozen. Zet het in domains, of haal de nieuwe naam weg."),
        ("renamed.eigen_1", "Thuis", "een eigen domein krijgt zijn naam in own_domains."),
        ("remarks", [], UNKNOWN),
    ],
)
def test_one_mistake_gives_one_problem_with_its_place(path, value, expected):
    assert problems(changed(path, value, BARE)) == [f"{path}: {expected}"]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("own_domains", {}, NO_LIST),
        ("own_domains[0]", "eigen_1", NO_OBJECT),
        ("own_domains[0].id", "eigen_4", "‘eigen_4’ kan hier niet. Kies eigen_1, eigen_2 of eigen_3."),
        ("own_domains[0].id", ABSENT, MISSING),
    ],
)
def test_without_a_right_own_domain_its_id_among_the_domains_is_unknown(path, value, expected):
    found = problems(changed(path, value, BARE))
    assert found == [f"{path}: {expected}", "domains[2]: het domein ‘eigen_1’ bestaat niet in deze vragenlijst."]


@pytest.mark.parametrize(
    "key", [key for key in EXAMPLE if key not in ("own_domains", "renamed", "agreed", "ambitions")]
)
def test_a_missing_part_is_the_only_problem(key):
    assert problems(changed(key, ABSENT)) == [f"{key}: {MISSING}"]


def test_no_own_domains_while_domains_names_one():
    expected = "domains[2]: het domein ‘eigen_1’ bestaat niet in deze vragenlijst."
    assert problems(changed("own_domains", ABSENT)) == [expected]


def test_at_least_one_domain():
    assert problems({**BARE, "domains": [], "own_domains": None, "renamed": None}) == [
        "domains: kies minstens één domein."
    ]


def test_an_own_domain_stands_there_once_and_among_the_domains():
    again, not_chosen = {"id": "eigen_1", "title": "Sport"}, {"id": "eigen_3", "title": "Sport"}
    assert problems(changed("own_domains", [*EXAMPLE["own_domains"], again, not_chosen])) == [
        "own_domains[1].id: ‘eigen_1’ staat er twee keer.",
        "own_domains[2].id: ‘eigen_3’ staat niet in domains. Zet het eigen domein daar ook bij.",
    ]


def test_at_most_three_own_domains():
    own = [{"id": f"eigen_{number}", "title": "Veiligheid"} for number in (1, 2, 3, 4)]
    document = changed("own_domains", own)
    document["domains"] += ["eigen_2", "eigen_3", "eigen_4"]
    assert problems(document) == [
        "own_domains: je kunt hoogstens 3 eigen domeinen hebben.",
        "own_domains[3].id: ‘eigen_4’ kan hier niet. Kies eigen_1, eigen_2 of eigen_3.",
    ]


@pytest.mark.parametrize("questionnaire", [{"id": "iba", "version": 99}, {"id": "../iba", "version": 1}])
def test_a_questionnaire_that_is_not_published(questionnaire):
    name = f"{questionnaire['id']} {questionnaire['version']}"
    (problem,) = problems(changed("questionnaire", questionnaire))
    assert problem.startswith(f"questionnaire: de vragenlijst ‘{name}’ is niet gepubliceerd. Wel: iba 1")


def test_everything_is_told_at_once_also_without_a_known_questionnaire():
    document = changed("questionnaire.version", 99)
    document["municipality"]["name"] = ""
    document["round"] = "third"
    document["answers"][0] |= {"item": "wonen/A.BE", "value": 5, "participant": "p9"}
    document["agreed"][0]["reason"] = ""
    assert [line.split(":")[0] for line in problems(document)] == [
        "questionnaire",
        "municipality.name",
        "round",
        "answers[0].participant",
        "answers[0].item",
        "answers[0].value",
        "agreed[0].reason",
    ]


@pytest.mark.parametrize("document", [None, [], 3, "tekst", True])
def test_a_file_that_is_no_object(document):
    assert problems(document) == [NO_OBJECT]


def test_strange_keys_cannot_hide_in_their_place():
    document = changed("municipality", {"code": "GM9901", "name": "X", "a\nb\ud800": 1, "x" * 100: 2})
    assert problems(document) == [
        f"municipality[‘a\\nb\\ud800’]: {UNKNOWN}",
        f"municipality[‘{'x' * 40}…’]: {UNKNOWN}",
    ]
