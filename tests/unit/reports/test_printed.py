"""What the printed report says: the headline of a domain in every case, and all of it stands in the file."""

from dataclasses import fields, is_dataclass

import pytest

from app.documents.pdf.fonts import printable
from app.documents.printed import shortened
from app.reports.printed import beside, headline, printed_report
from tests.unit.reports.drawn import DOCUMENTS, pages_of, squeezed
from tests.unit.reports.examples import QUESTIONNAIRE

GAP = ("Uitvoering", "bestuur")


@pytest.mark.parametrize(
    ("unknown", "known", "gap", "words", "lowest", "said"),
    [
        (["Uitvoering"], False, None, [], [], "Bij uitvoering weten we nog niets"),
        (["Bestuur", "Beleid"], False, None, [], [], "Bij bestuur en beleid weten we nog niets"),
        (["Uitvoering"], True, GAP, ["Los"], ["Middelen"], "Bij uitvoering weten we nog niets"),
        ([], False, GAP, ["Los"], ["Middelen"], "We weten nog te weinig voor een totaal"),
        ([], True, GAP, ["Los", "Los"], ["Middelen"], "Uitvoering is verder dan bestuur"),
        ([], True, None, ["Geregeld"] * 3, ["Middelen"], "Elke dimensie is Geregeld"),
        ([], True, None, ["Los", "Geregeld"], ["Middelen"], "Middelen is het laagst"),
        (
            [],
            True,
            None,
            ["Los", "Geregeld"],
            ["Betrokkenheid", "Middelen"],
            "Betrokkenheid en middelen zijn het laagst",
        ),
    ],
)
def test_the_first_rule_that_holds_gives_the_headline(unknown, known, gap, words, lowest, said):
    assert headline(unknown, known, gap, words, lowest) == said


def test_of_one_domain_nothing_stands_beside_it():
    assert beside(("Middelen is het zwakst", ""), 8) == "8 domeinen naast elkaar: middelen is het zwakst"
    assert beside(("Nog te weinig bekend", ""), 1) == "Het ene domein: nog te weinig bekend"


def test_a_long_reason_ends_at_a_word():
    assert shortened("Kort.", 10) == "Kort."
    assert shortened("Een lange reden, met meer.", 20) == "Een lange reden…"
    assert shortened("Een reden", 0) == ""


def said_by(part) -> list[str]:
    """All texts of a part of the report, without the blocks and the document that it is made of."""
    if isinstance(part, str):
        return [part]
    if is_dataclass(part):
        return [
            text
            for field in fields(part)
            if field.name not in ("document", "edition", "key", "reason", "proof")
            for text in said_by(getattr(part, field.name))
        ]
    if isinstance(part, dict):
        return said_by(list(part.values()))
    return [text for each in part for text in said_by(each)] if isinstance(part, tuple | list) else []


@pytest.mark.parametrize("name", ["worked", "nothing known", "hostile", "nothing applies"])
def test_all_that_it_says_stands_in_the_file(name):
    report = printed_report(DOCUMENTS[name], QUESTIONNAIRE)
    found = squeezed("".join(pages_of(name)))
    missing = [text for text in said_by(report) if squeezed(printable(text)) not in found]
    left_out = () if report.unknown_rows else said_by(report.unknown)
    left_out += () if report.idea_rows else tuple(said_by(report.ideas))
    left_out += () if report.general_rows else tuple(said_by(report.general))
    left_out += () if report.why_not else (report.why_not_title,)
    assert [text for text in missing if text not in left_out] == []


def test_what_says_nothing_is_not_printed():
    found = " ".join("".join(pages_of("worked")).split())
    assert "lles bekend" not in found.replace("is alles bekend", "")
    assert "14 van 14" not in found


def test_a_domain_begins_at_the_top_or_in_the_middle_of_a_page():
    report = printed_report(DOCUMENTS["worked"], QUESTIONNAIRE)
    pages = [squeezed(text) for text in pages_of("worked")]
    at = [
        next(number for number, text in enumerate(pages) if squeezed(f"{domain.title}{domain.headline}") in text)
        for domain in report.domains
    ]
    assert at == [at[0] + number // 2 for number in range(len(at))]
