"""The evaluation page: its title by rule, its picture, and that nothing of the report is lost on it."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from app.comparisons.document.actions import MOVES, NO_QUESTION, done_alone, question_moved, whether_done
from app.comparisons.document.course import COURSE_WORDS, NO_DOMAINS, Course, course_briefly, headline
from app.comparisons.document.domains import REALLY_CHANGED
from app.comparisons.document.report import build_comparison_report, parse_report
from app.comparisons.outline import Arrow, DomainOutcome, Outline
from app.documents.model import Heading, Move, Paragraph
from tests.unit.comparisons.materials import golden, three_rounds, worked_material

LEAD_OF_BEFORE = "Waar is het beleid meer integraal geworden, waar bleef het gelijk, en waar ging het achteruit?"
FROZEN = Path(__file__).parents[2] / "golden" / "iba-1.frozen-comparison.json"


def move(way, visible=False, note="", word="", before=20.0, after=40.0):
    return Arrow(Move(label="Middelen", word=word, note=note, way=way, visible=visible, before=before, after=after))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], NO_DOMAINS),
        (
            [("Geldzaken", "grown"), ("Gezin", "partly_slipped"), ("Bibliotheek", "same")],
            "Geldzaken ging vooruit, Gezin deels achteruit, Bibliotheek bleef gelijk",
        ),
        ([("Geldzaken", "grown"), ("Wonen", "grown")], "Geldzaken en Wonen gingen vooruit"),
        ([("Geldzaken", "partly_grown")], "Geldzaken ging deels vooruit"),
        ([("Geldzaken", "mixed")], "Geldzaken ging deels vooruit en deels achteruit"),
        ([("Geldzaken", "slipped")], "Geldzaken ging achteruit"),
        ([("Geldzaken", "unsupported")], "Geldzaken is anders (nog niet onderbouwd)"),
        ([("Geldzaken", "unsaid")], "Bij Geldzaken is het nog niet te zeggen"),
        (
            [("Geldzaken", "unsaid"), ("Wonen", "grown"), ("Gezin", "unsaid")],
            "Wonen ging vooruit, bij Geldzaken en Gezin is het nog niet te zeggen",
        ),
        ([("Geldzaken", "still")], "Geldzaken veranderde niet zichtbaar"),
        ([("Geldzaken", "unknown")], "Geldzaken is niet te vergelijken"),
        (
            [("Wonen", "same"), *((name, "grown") for name in ("Geldzaken", "Gezin", "Werk", "Sport", "Zorg"))],
            "5 domeinen gingen vooruit, Wonen bleef gelijk",
        ),
    ],
)
def test_the_title_says_what_each_domain_did(found, expected):
    assert headline(found) == expected


@pytest.mark.parametrize(
    ("step", "word", "note", "look"),
    [
        (move("up", visible=True, note="onderbouwd", word="zichtbaar omhoog"), "↑ omhoog", "onderbouwd", "up"),
        (move("down", visible=True, note="onderbouwd", word="zichtbaar omlaag"), "↓ omlaag", "onderbouwd", "down"),
        (
            move("up", visible=True, note="nog niet onderbouwd", word="zichtbaar omhoog"),
            *("↑ omhoog", "nog niet onderbouwd", "plain"),
        ),
        (move("down", note="kan toeval zijn", word="iets omlaag"), "↓ iets omlaag", "klein", "plain"),
        (move("same", word="ongeveer gelijk"), "= ongeveer gelijk", "", "plain"),
        (move(None, word="nog niet te zeggen"), "? nog niet te zeggen", "", "not"),
        (move(None, word="niet vergelijkbaar"), "? niet te vergelijken", "", "not"),
    ],
)
def test_a_cell_says_in_words_what_its_arrow_shows(step, word, note, look):
    assert (step.word, step.note, step.look) == (word, note, look)
    assert step.numbers == ("" if step.move.way is None else "20 → 40")


UP = move("up", visible=True, note="onderbouwd", word="zichtbaar omhoog")
DOWN = move("down", visible=True, note="onderbouwd", word="zichtbaar omlaag")
UNSUPPORTED = move("up", visible=True, note="nog niet onderbouwd", word="zichtbaar omhoog")
SMALL = move("up", note="kan toeval zijn", word="iets omhoog")
SAME = move("same", word="ongeveer gelijk")
UNSAID = move(None, word="nog niet te zeggen")
NOT_COMPARABLE = move(None, word="niet vergelijkbaar")


@pytest.mark.parametrize(
    ("steps", "course"),
    [
        ((UP, UP, UP), "grown"),
        ((UP, SAME, UNSUPPORTED), "partly_grown"),
        ((UP, DOWN, SAME), "mixed"),
        ((DOWN, SAME, UNSAID), "partly_slipped"),
        ((DOWN, DOWN, DOWN), "slipped"),
        ((UNSUPPORTED, UNSAID, SAME), "unsupported"),
        ((UNSAID, SMALL, SAME), "unsaid"),
        ((SAME, SAME, SAME), "same"),
        ((SAME, SMALL, SAME), "still"),
        ((SAME, NOT_COMPARABLE, SAME), "still"),
        ((NOT_COMPARABLE, NOT_COMPARABLE, NOT_COMPARABLE), "unknown"),
        ((), "unknown"),
    ],
)
def test_what_a_domain_did_follows_from_its_arrows(steps, course):
    domain = DomainOutcome("", "", "Geldzaken", steps, (), (), (), "")
    assert domain.course == course
    assert set(COURSE_WORDS) == set(get_args(Course))


def reports():
    yield build_comparison_report(worked_material())
    yield build_comparison_report(three_rounds(golden("iba-1.worked-example")))
    yield parse_report(FROZEN.read_bytes())


@pytest.mark.parametrize("report", tuple(reports()))
def test_every_block_about_a_domain_is_on_the_page(report):
    outline = Outline(report)
    assert report.title == "Evaluatie: toen en nu" and report.lead in (f"{outline.title}.", LEAD_OF_BEFORE)
    blocks = [block for block in outline.section("domeinen").blocks if not isinstance(block, Heading)]
    shown = [*outline.domains_lead]
    shown += [block for domain in outline.domains for block in (*domain.figures, *domain.rest)]
    left = [block for block in blocks if block not in shown]
    assert sum(block.type == "list" for block in left) == sum(bool(domain.changed) for domain in outline.domains)
    above = {REALLY_CHANGED, "Dit is volgens de invullers echt veranderd"}
    assert all(block.type == "list" or (isinstance(block, Paragraph) and block.text in above) for block in left)


@pytest.mark.parametrize(
    ("then", "now", "move", "said"),
    [
        (25.0, 75.0, "up", "Geld: ↑ 25 → 75"),
        (62.5, 25.0, "down", "Geld: ↓ 63 → 25"),
        (50.0, 50.0, "not", "Geld: bleef 50"),
        (25.0, 50.0, "seen", "Geld: 25 → 50, nu anders bekeken"),
        (25.0, 50.0, "unsaid", "Geld: 25 → 50, nog niet te zeggen"),
        (0.0, 25.0, "different", "Geld: 0 → 25, niet vergelijkbaar"),
        (None, 25.0, "then_unknown", "Geld: toen was er geen score, nu 25"),
        (25.0, None, "now_unknown", "Geld: nu is er geen score, toen 25"),
        (None, None, "unknown", "Geld: er was en is geen score"),
        (25.0, None, "not_applicable", "Geld: niet vergelijkbaar: niet van toepassing, toen 25"),
    ],
)
def test_an_action_says_what_its_question_did(then, now, move, said):
    assert question_moved("Geld", then, now, MOVES[move]) == said
    assert question_moved(NO_QUESTION, None, None, MOVES["none"]) == "geen vraag gekozen"


@pytest.mark.parametrize("report", tuple(reports()))
def test_the_caution_is_part_of_the_outcome_in_words(report):
    outline = Outline(report)
    told = " ".join(block.text for block in outline.in_words if isinstance(block, Paragraph))
    assert outline.in_words == report.sections[0].blocks
    assert outline.caution and all(each in told for each in outline.caution)
    assert any("toeval" in each for each in outline.caution)


@pytest.mark.parametrize("report", tuple(reports()))
def test_every_action_is_on_the_page_once(report):
    outline = Outline(report)
    (rows,) = [block.rows for block in outline.section("acties").blocks if block.type == "table"] or [()]
    assert [(one.title, one.done) for one in outline.actions] == [
        (row[0].text, done_alone(row[1].text)) for row in rows
    ]


@pytest.mark.parametrize(
    ("told", "alone"),
    [
        (whether_done("done", date(2026, 5, 4)), "Gedaan op 4 mei 2026"),
        (whether_done("done", None), "Gedaan"),
        (whether_done("proposed", None), "Alleen voorgesteld"),
        (whether_done("running", None), "Bezig"),
    ],
)
def test_an_action_says_whether_it_was_done(told, alone):
    assert done_alone(told) == alone


@pytest.mark.parametrize(
    ("course", "said"),
    [("partly_grown", "deels vooruit"), ("unsaid", "nog niet te zeggen"), ("unknown", "niet te vergelijken")],
)
def test_beside_its_name_it_is_said_without_a_verb(course, said):
    assert course_briefly(course) == said
    assert course_briefly("same") == "bleef gelijk"


def test_what_was_frozen_by_earlier_rules_keeps_its_outcome_and_its_caution():
    outline = Outline(parse_report(FROZEN.read_bytes()))
    assert outline.rules == 1
    assert outline.answers_then == outline.report.comparison["accounting"]["total"] > 80
    assert outline.actions[0].title == "Taalcafé bij de Voedselbank (Geldzaken)"
    assert outline.actions[0].moved.endswith("voor basisvaardigheden? ↑ 50 → 100")
    assert outline.title == (
        "Geldzaken, Inclusie en Wonen gingen deels vooruit, Bibliotheek is anders (nog niet onderbouwd), "
        "Gezondheid is niet te vergelijken"
    )
    assert any("Bij ongeveer de helft daarvan" in each for each in outline.caution)
    (unknown,) = [domain for domain in outline.domains if domain.name == "Gezondheid"]
    assert unknown.steps[0].note.startswith("We kunnen 2 van de 4 ankervragen vergelijken.")
