"""What each edition says about itself, and that it is honest when little is known."""

from dataclasses import replace

import pytest

from app.documents.model import EDITION_KINDS, KeyFacts
from app.reports.document import alderman
from app.reports.document.differences import REALLY
from app.reports.document.material import OwnWords
from scoring.assessment import AgreedScore
from tests.unit.reports.examples import blocks_of, make_document, make_round, section_of, texts_of


def valued(values, domains=("geld", "wonen")):
    """A round of one person with a value per domain or question: `geld`, `geld/K1`, `K1`; 2 where none is given."""
    made = make_round(domains)
    answers = []
    for answer in made.answers:
        names = (answer.item, answer.item.split("/")[1], answer.item.split("/")[0])
        answers.append(replace(answer, value=next((values[name] for name in names if name in values), 2)))
    return make_document(replace(made, answers=tuple(answers)))


CHANCES = ("K1", "K2", "K3", "K4")


@pytest.mark.parametrize(
    ("values", "proposal", "decision"),
    [
        ({"geld": 3, "wonen": 4}, alderman.ALL_REACHED, alderman.HOLD),
        (dict.fromkeys(CHANCES, 0), alderman.only_later(2), alderman.WAIT_OR_BEGIN),
        (
            {f"geld/{name}": 4 for name in CHANCES} | {f"wonen/{name}": 0 for name in CHANCES},
            "Geldzaken: van In opbouw naar Geregeld",
            "Opdracht: Geldzaken werkt mee",
        ),
    ],
)
def test_what_is_asked_of_the_alderman_goes_with_what_is_proposed(values, proposal, decision):
    document = valued(values)
    assert section_of(document, "voorstel", "alderman").startswith(proposal)
    name, text = decision.split(": ")
    asked = section_of(document, "besluiten", "alderman")
    assert f"1 {name}. {text[:1].upper()}{text[1:]}" in asked and asked.count(alderman.BLANK) == 7


def test_every_edition_says_which_report_it_is_and_where_to_check_it():
    document = make_document(document_id="R-7", check_page="https://samenhang.example/rapporten/controle")
    for kind in EDITION_KINDS:
        edition = document.edition(kind)
        facts = [fact for block in (edition.facts, *blocks_of(edition, KeyFacts)) for fact in block.facts]
        assert [fact.text for fact in facts if fact.label == "Kenmerk"] == ["R-7"]
        assert [fact.href for fact in facts if fact.label == "Controle"] == [
            "https://samenhang.example/rapporten/controle"
        ]


def test_the_adviser_reads_what_colleagues_wrote_by_function_and_nobody_else_does():
    words = (
        OwnWords("geld", "Wat gaat er goed?", "collega bij beleid", "Iedereen doet mee."),
        OwnWords("geld", "Wat gaat er goed?", "collega bij uitvoering", "De Voorleesweek."),
        OwnWords("geld", "Wie kan ons helpen?", "collega bij beleid", "De bibliotheek."),
        OwnWords("wonen", "Wat gaat er goed?", "collega", "Dit domein is er niet meer bij."),
    )
    document = make_document(make_round(people=2), own_words=words)
    assert section_of(document, "woorden", "adviser").split("\n")[1:] == [
        "Geldzaken, armoede en schulden",
        "Wat gaat er goed?",
        *("collega bij beleid", "Iedereen doet mee.", "collega bij uitvoering", "De Voorleesweek."),
        "Wie kan ons helpen?",
        *("collega bij beleid", "De bibliotheek."),
    ]
    for kind in ("full", "alderman"):
        assert not any(each.text in "\n".join(texts_of(document.edition(kind))) for each in words)


@pytest.mark.parametrize(("said", "shown"), [(None, None), *REALLY.items()])
def test_the_adviser_reads_what_an_agreed_score_says_about_real_change(said, shown):
    agreed = AgreedScore("geld/A.BE", 4, "Er is een plan.", changed=said)
    section = section_of(make_document(make_round(people=2, agreed=(agreed,))), "veranderd", "adviser")
    assert "Er is een plan." in section
    assert shown in section if shown else "Sinds de vorige meting" not in section


def test_without_words_there_is_no_section_for_them():
    assert "woorden" not in [section.id for section in make_document().edition("adviser").sections]


def test_without_a_date_none_is_printed():
    document = make_document(date=None)
    assert document.date is None
    assert "Datum" not in texts_of(document.edition("full"))
