"""What the printed report says: the headline of a domain in every case, and all of it stands in the file."""

from dataclasses import fields, is_dataclass, replace

import pytest

from app.documents.pdf.fonts import printable
from app.documents.printed import shortened
from app.reports.printed import beside, headline, printed_report
from tests.unit.reports.drawn import DOCUMENTS, pages_of, squeezed
from tests.unit.reports.examples import ALL_DOMAINS, QUESTIONNAIRE, make_document, make_round

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
    left_out += tuple(said_by(report.unknown_rows)) if report.unknown_questions else ()
    left_out += () if report.idea_rows else tuple(said_by(report.ideas))
    left_out += () if report.general_rows else tuple(said_by(report.general))
    left_out += () if report.why_not else (report.why_not_title,)
    assert [text for text in missing if text not in left_out] == []


def unknown_of(people=1, **fields):
    """What is printed of one domain in which its first three questions are unknown, with those about all of it."""
    whole = make_round(people=people, value=2)
    answers = tuple(
        replace(each, value="unknown", **fields) if each.item.startswith("geld/A.") else each for each in whole.answers
    )
    return printed_report(make_document(replace(whole, answers=answers)), QUESTIONNAIRE)


def test_each_unknown_question_has_what_was_said_of_it_unless_that_is_of_one_of_several_people():
    alone = unknown_of(reason="Vraag het de GGD.")
    first, *_, general = alone.unknown_questions
    assert first.title == "Geldzaken: vraag het aan de wethouder van armoede en schulden"
    assert general.title.startswith("Hele gemeente: ") and len(general.rows) == 12
    rows = [row for each in alone.unknown_questions[:-1] for row in each.rows]
    assert len(rows) == 3 and {said for _, _, said in rows} == {"Vraag het de GGD."}
    assert rows[0][0] == "Aandacht – bestuur" and "Denk aan" not in "".join(question for _, question, _ in rows)
    several = unknown_of(people=2, reason="Vraag het de GGD.")
    assert "GGD" not in "".join(said_by(several.unknown_questions))
    assert several.unknown.heads == ("Naam", "De vraag")


def test_very_many_unknown_questions_are_counted():
    document = make_document(make_round(("geld", "werk_inkomen"), value="unknown"))
    report = printed_report(document, QUESTIONNAIRE)
    assert report.unknown_questions == () and len(report.unknown_rows) == 9
    assert report.unknown.heads[0] == "Domein"


def test_of_few_domains_the_dimensions_that_can_still_move_are_drawn_too():
    labels = [score.label for score in unknown_of().unknown_scores]
    assert labels == ["Geldzaken", "betrokkenheid"]
    many = printed_report(make_document(make_round(ALL_DOMAINS[:4], value="unknown")), QUESTIONNAIRE)
    assert len(many.unknown_scores) == 4


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
