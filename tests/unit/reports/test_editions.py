"""What each edition says about itself, and that it is honest when little is known."""

from dataclasses import replace

import pytest

from app.documents.model import EDITION_KINDS, Heading, KeyFacts
from app.reports.document import adviser
from app.reports.document.material import OwnWords
from app.reports.sentences import alderman
from scoring.assessment import AgreedScore
from tests.unit.reports.examples import blocks_of, make_document, make_round, section_of, texts_of
from tests.unit.scoring.samples import QUESTIONNAIRE


def test_what_is_unknown_is_not_called_weak_to_the_alderman():
    known, weak = make_document(make_round(value="unknown")), make_document(make_round(value=1))
    assert "Welke punten sterk zijn, weten we nog niet." in section_of(known, "sterk", "alderman")
    assert "de aanpak is nog los, of moet nog beginnen" in section_of(weak, "sterk", "alderman")


def valued(values, domains=("geld", "wonen")):
    """A round of one person with a value per domain or question: `geld`, `geld/K1`, `K1`; 2 where none is given."""
    made = make_round(domains)
    answers = []
    for answer in made.answers:
        names = (answer.item, answer.item.split("/")[1], answer.item.split("/")[0])
        answers.append(replace(answer, value=next((values[name] for name in names if name in values), 2)))
    return make_document(replace(made, answers=tuple(answers)))


CHANCES = ("K1", "K2", "K3", "K4")


def test_with_every_ambition_reached_the_alderman_is_asked_to_hold_it():
    document = valued({"geld": 3, "wonen": 4})
    proposal = section_of(document, "voorstel", "alderman")
    assert proposal == alderman.ALL_REACHED
    assert section_of(document, "besluiten", "alderman").split("\n") == [alderman.HOLD, *alderman.DECISIONS]


def test_what_is_for_later_is_not_what_to_begin_with():
    document = valued({f"geld/{name}": 4 for name in CHANCES} | {f"wonen/{name}": 0 for name in CHANCES})
    lines = section_of(document, "voorstel", "alderman").split("\n")
    assert [line.split(":")[0] for line in lines] == [
        "Begin met dit domein",
        "Geldzaken, armoede en schulden",
        "Later",
        "Wonen",
    ]
    assert section_of(document, "besluiten", "alderman").startswith("Een opdracht: Geldzaken werkt mee")


def test_with_everything_for_later_there_is_nothing_to_begin_with():
    document = valued(dict.fromkeys(CHANCES, 0))
    lines = section_of(document, "voorstel", "alderman").split("\n")
    assert lines[0] == alderman.only_later(2) and len(lines) == 3
    assert section_of(document, "besluiten", "alderman").startswith(alderman.WAIT_OR_BEGIN)


def test_what_was_just_called_strong_is_not_called_weak():
    values = {"M.BE": 0, "C.BE": 4, "A.BE": 1, "S.BE": 1} | dict.fromkeys(("A.BL", "A.UI", "D1.UI"), 0)
    values |= dict.fromkeys(("M.BL", "M.UI", "C.BL", "C.UI", "S.BL", "S.UI", "D2.UI"), 0)
    document = valued(values, ("geld",))
    assert "middelen bij bestuur (In opbouw)" in section_of(document, "sterk", "alderman")
    attention = QUESTIONNAIRE.question_in(QUESTIONNAIRE.domain("geld"), QUESTIONNAIRE.question("A.BE"))
    assert section_of(document, "zwak", "alderman") == alderman.weak("Geldzaken", attention.text)


def test_without_a_weak_spot_that_is_said():
    assert section_of(valued({}), "zwak", "alderman") == alderman.NO_WEAK
    unknown = make_document(make_round(value="unknown"))
    assert section_of(unknown, "zwak", "alderman") == alderman.NO_WEAK_KNOWN


def test_every_edition_says_which_report_it_is_and_where_to_check_it():
    document = make_document(document_id="R-7", check_page="https://samenhang.example/rapporten/controle")
    for kind in EDITION_KINDS:
        edition = document.edition(kind)
        facts = [fact for block in (edition.facts, *blocks_of(edition, KeyFacts)) for fact in block.facts]
        assert [fact.text for fact in facts if fact.label == "Kenmerk"] == ["R-7"]
        assert [fact.href for fact in facts if fact.label == "Controle"] == [
            "https://samenhang.example/rapporten/controle"
        ]


def test_the_adviser_gets_no_heading_without_answers():
    document = make_document()
    headings = [block.text for block in blocks_of(document.edition("adviser"), Heading)]
    annex = section_of(document, "antwoorden", "adviser")
    assert "Hele gemeente" in headings
    assert "Hele gemeente" not in annex


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


@pytest.mark.parametrize(("said", "shown"), [(None, None), *adviser.REALLY.items()])
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
