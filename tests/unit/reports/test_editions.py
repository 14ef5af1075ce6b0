"""What each edition says about itself, and that it is honest when little is known."""

from app.reports.document import Heading, KeyFacts, OwnWords
from app.reports.document.editions import EDITION_KINDS
from tests.unit.reports.examples import blocks_of, make_document, make_round, section_of, texts_of


def test_what_is_unknown_is_not_called_weak_to_the_alderman():
    known, weak = make_document(make_round(value="unknown")), make_document(make_round(value=1))
    assert "Welke punten sterk zijn, weten we nog niet." in section_of(known, "sterk", "alderman")
    assert "de aanpak is nog los, of moet nog beginnen" in section_of(weak, "sterk", "alderman")


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
        OwnWords("geld", "Wat gaat er goed?", "invuller bij beleid", "Iedereen doet mee."),
        OwnWords("geld", "Wat gaat er goed?", "invuller bij uitvoering", "De Voorleesweek."),
        OwnWords("geld", "Wie kan ons helpen?", "invuller bij beleid", "De bibliotheek."),
        OwnWords("wonen", "Wat gaat er goed?", "invuller", "Dit domein is er niet meer bij."),
    )
    document = make_document(make_round(people=2), own_words=words)
    assert section_of(document, "woorden", "adviser").split("\n")[1:] == [
        "Geldzaken, armoede en schulden",
        "Wat gaat er goed?",
        *("invuller bij beleid", "Iedereen doet mee.", "invuller bij uitvoering", "De Voorleesweek."),
        "Wie kan ons helpen?",
        *("invuller bij beleid", "De bibliotheek."),
    ]
    for kind in ("full", "alderman"):
        assert not any(each.text in "\n".join(texts_of(document.edition(kind))) for each in words)


def test_without_words_there_is_no_section_for_them():
    assert "woorden" not in [section.id for section in make_document().edition("adviser").sections]


def test_without_a_date_none_is_printed():
    document = make_document(date=None)
    assert document.date is None
    assert "Datum" not in texts_of(document.edition("full"))
