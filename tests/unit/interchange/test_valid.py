"""What the format allows."""

import json

import pytest

from scoring.assessment import AgreedScore, Answer, Evidence, Participant
from scoring.interchange import parse
from tests.unit.interchange.examples import ABSENT, EXAMPLE, changed


def parsed(document):
    return parse(json.dumps(document).encode())


def test_the_example_is_read_whole():
    assessment = parsed(EXAMPLE)
    assert (assessment.questionnaire_id, assessment.version, assessment.round) == ("iba", 1, "evaluation")
    assert (assessment.municipality_code, assessment.municipality_name) == ("GM9901", "Voorbeeldstad")
    assert assessment.domains == ("geld", "inclusie", "eigen_1")
    assert assessment.own_domains == {"eigen_1": "Veiligheid"}
    assert assessment.renamed == {"geld": "Armoede en schulden"}
    assert assessment.ambitions == {"geld": 75, "eigen_1": 100}
    assert assessment.participants == (Participant("p1", "coordinator", "beleid"), Participant("p2", "participant"))
    evidence = Evidence("document", "Collegeplan, bladzijde 12", "https://...")
    assert assessment.answers[0] == Answer("p1", "geld/A.BE", 2, "...", evidence, "sure", "yes")
    assert assessment.answers[1] == Answer("p1", "geld/C.BL", "unknown")
    assert assessment.agreed[0] == AgreedScore("geld/A.BL", 2, "...")


def test_a_file_with_only_what_it_needs():
    assessment = parsed(
        {
            "format": "samenhang-assessment",
            "format_version": 1,
            "questionnaire": {"id": "iba", "version": 1},
            "municipality": {"code": "GM0000", "name": "Voorbeelddorp"},
            "round": "baseline",
            "domains": ["wonen"],
            "participants": [],
            "answers": [],
        }
    )
    assert (assessment.participants, assessment.answers, assessment.agreed) == ((), (), ())
    assert (assessment.ambitions, assessment.own_domains, assessment.renamed) == ({}, {}, {})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("agreed", None),
        ("agreed", []),
        ("ambitions", None),
        ("ambitions", {}),
        ("ambitions", ABSENT),
        ("renamed", None),
        ("renamed", ABSENT),
        ("answers[0].reason", None),
        ("answers[0].reason", "   "),
        ("answers[0].evidence", None),
        ("answers[0].evidence", {"kind": "impression"}),
        ("answers[0].evidence", {"kind": "figures", "note": None, "link": None}),
        ("answers[0].evidence", {"kind": "decision", "note": ""}),
        ("answers[0].evidence", {"kind": "conversation", "link": "http://x"}),
        ("answers[0].evidence.link", "https://[::1]:8000/plan?versie=2#kop"),
        ("answers[0].evidence.link", "https://iemand@voorbeeld.example:443"),
        ("answers[0].evidence.link", "https://voorbeeld.example/met spatie\nen regel"),
        ("answers[0].confidence", None),
        ("answers[0].confidence", "fairly_sure"),
        ("answers[0].confidence", "not_sure"),
        ("answers[0].changed", None),
        ("answers[0].changed", "no"),
        ("answers[0].value", 0),
        ("answers[4].reason", "\u0000 mag ook"),
        ("participants[0].id", " met spatie "),
        ("participants[1].level", "bestuur"),
        ("participants[1].level", "uitvoering"),
        ("participants[1].role", "adviser"),
        ("domains", ["eigen_1", "inclusie", "geld"]),
        ("municipality.name", "😀"),
        ("agreed[0].value", 4),
        ("agreed[0].changed", "no"),
        ("ambitions.geld", 25),
        ("ambitions.geld", 50),
    ],
)
def test_what_is_also_allowed(path, value):
    document = changed(path, value)
    if path == "participants[0].id":
        document["answers"] = []
    parsed(document)


def test_a_baseline_without_changed():
    document = changed("answers[0].changed", None)
    document["round"] = "baseline"
    assert parsed(document).round == "baseline"


def test_three_own_domains_anywhere_among_the_domains():
    own = [{"id": f"eigen_{number}", "title": "Veiligheid"} for number in (3, 1, 2)]
    document = changed("own_domains", own)
    document["domains"] = ["eigen_2", "geld", "eigen_1", "inclusie", "eigen_3"]
    assert list(parsed(document).own_domains) == ["eigen_3", "eigen_1", "eigen_2"]


def test_a_negative_zero_is_a_zero():
    data = json.dumps(changed("answers[2].value", 3)).replace('"value": 3', '"value": -0').encode()
    assert parse(data).answers[2].value == 0
