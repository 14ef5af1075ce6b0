"""The presentation: titles by rule, everything on its slide in sizes that can be read, and the norms of its files."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import page
import pytest
from pptx.util import Pt
from pypdf.generic import ContentStream

from app.documents.deck import EDGE, WIDTH, DeckPicture, DeckTable, TextBox, cell_width
from app.documents.model import parse_document
from app.documents.pdf.slides import draw_deck, height_of
from app.documents.pptx import render_pptx
from app.reports import presentation as texts
from app.reports.alderman import FilledDecision, Filling, alderman_page
from app.reports.presentation import presentation
from app.reports.slides import BOTTOM, TOP, make_deck
from app.reports.story import story
from app.web.formatting import number
from questionnaires.catalogue import questionnaire
from tests.unit.reports.drawn import DOCUMENTS, opened
from tests.unit.reports.examples import ALL_DOMAINS, make_document, make_round
from tests.unit.reports.generated import NUMBERS, generated_document, longest_document
from tests.unit.reports.power_point import opened as opened_pptx
from tests.unit.reports.power_point import texts_of_shape, texts_on
from tests.unit.scoring.samples import QUESTIONNAIRE

FROZEN = Path(__file__).parents[2] / "golden/iba-1.frozen-document.json"
CHANCES = ("K1", "K2", "K3", "K4")
CASES = {
    **DOCUMENTS,
    **{f"generated {each}": generated_document(each) for each in NUMBERS},
    "longest": longest_document(),
    "12 domains, all the same": make_document(make_round(ALL_DOMAINS[:12])),
}
DECKS = {name: make_deck(document, QUESTIONNAIRE) for name, document in CASES.items()}


def told(values, domains=("geld", "wonen"), **fields):
    """The slides of a round with a value per domain or question: `geld`, `geld/K1`; 2 where none is given."""
    made, answers = make_round(domains, **fields), []
    for answer in made.answers:
        names = (answer.item, answer.item.partition("/")[0])
        answers.append(replace(answer, value=next((values[name] for name in names if name in values), 2)))
    return presentation(make_document(replace(made, answers=tuple(answers))), QUESTIONNAIRE)


@pytest.mark.parametrize(
    ("values", "title", "rows"),
    [
        ({"geld": 3, "wonen": 1}, "Wat Geldzaken al regelde, mist Wonen nog", 4),
        ({"geld": 3, "wonen": 2}, "Op dezelfde vragen is Geldzaken verder dan Wonen", 4),
        ({"geld": 2, "wonen": 0}, "Op dezelfde vragen is Geldzaken verder dan Wonen", 4),
        ({"geld": 2, "wonen": 2}, "Tussen Geldzaken en Wonen is weinig verschil", 4),
        ({"geld": 2, "wonen": "unknown"}, "Alleen van Geldzaken weten we genoeg", 4),
        ({"geld": "unknown", "wonen": "unknown"}, "Van geen enkel domein weten we genoeg om te vergelijken", 0),
    ],
)
def test_the_best_stands_beside_the_weakest(values, title, rows):
    pair = told(values).pair
    assert (pair.title, len(pair.rows)) == (title, rows)
    assert bool(pair.asked) is (not pair.domains)
    assert all(len(found) == len(pair.domains) for _, found in pair.rows)


def test_the_same_four_questions_are_those_with_the_most_difference():
    values = {"geld": 3, "wonen": 2} | {f"wonen/{name}": 0 for name in ("M.BE", "D1.UI")} | {"wonen/S.BL": "unknown"}
    pair = told(values).pair
    names = [name for name, _ in pair.rows]
    # In the order of the questions; what one of both does not know is not held against the other.
    assert names == ["Aandacht – bestuur", "Plannen – beleid", "Herkennen – uitvoering", "Geld – bestuur"]
    good, bad = dict(pair.rows)["Geld – bestuur"]
    assert (good.word, good.step, good.points, bad.word, bad.step) == ("Geregeld", 3, 75.0, "Nog niet", 0)
    assert good.text == QUESTIONNAIRE.question("M.BE").options[3]


def test_of_a_mean_between_two_answers_the_lower_one_is_said():
    made = make_round(("geld", "wonen"), people=2)
    answers = tuple(
        replace(each, value=3 if each.participant == "p0" and each.item.startswith("geld") else 2)
        for each in made.answers
    )
    pair = presentation(make_document(replace(made, answers=answers)), QUESTIONNAIRE).pair
    assert {found[0].word for _, found in pair.rows} == {"In opbouw of meer"}
    assert {(found[0].points, found[0].step) for _, found in pair.rows} == {(62.5, 2)}


@pytest.mark.parametrize(
    ("values", "title", "said", "names"),
    [
        (
            {f"geld/{name}": 4 for name in CHANCES} | {f"wonen/{name}": 0 for name in CHANCES},
            "Ons voorstel: begin bij Geldzaken",
            "",
            ["Geldzaken"],
        ),
        (
            {f"{domain}/{name}": 0 for domain in ("geld", "wonen") for name in CHANCES},
            "Nu is er nergens veel kans",
            "We stellen nu geen domein voor",
            ["Geldzaken", "Wonen"],
        ),
        ({"geld": 4, "wonen": 4}, "De ambities zijn bereikt", "Alle domeinen met een volgorde", []),
        ({"geld": "unknown", "wonen": "unknown"}, "Nog geen volgorde", "Er is nog geen voorstel", []),
    ],
)
def test_the_proposal_is_that_of_the_other_pages(values, title, said, names):
    slides = told(values)
    assert slides.proposal_title == title
    assert slides.proposal_said.startswith(said) and bool(slides.proposal_said) is bool(said)
    assert [each.name for each in slides.proposed] == names
    if not said:
        (proposed,) = slides.proposed
        assert (proposed.said, proposed.step, proposed.goal) == ("50, In opbouw naar Geregeld", 2, 3)
        assert proposed.why.startswith("We bereiken") and proposed.first.endswith(".")
        assert slides.proposal_source.startswith("Daar is nu de meeste kans.") and "van 100." in slides.proposal_source


@pytest.mark.parametrize("name", CASES)
def test_how_many_scores_are_agreed_and_what_changed_are_those_of_the_alderman(name):
    page, slides = alderman_page(CASES[name], QUESTIONNAIRE), presentation(CASES[name], QUESTIONNAIRE)
    said = slides.about[1]
    asked, *parts = (int(each) for each in re.findall(r"\d+", said))
    assert asked == sum(parts) == page.ground.asked and 0 not in parts[1:]
    assert said in [words.text for words in words_of(DECKS[name].slides[0])]
    blocks = [block.text for section in page.changed for block in section.blocks]
    assert [text for text in blocks if text in slides.then_and_now] == list(slides.then_and_now)
    assert bool(slides.then_and_now) is bool(blocks)
    shown = " ".join(words.text for words in words_of(DECKS[name].slides[1]))
    assert all(text in shown for text in slides.then_and_now)


def test_some_of_these_have_an_earlier_round():
    assert {bool(presentation(each, QUESTIONNAIRE).then_and_now) for each in CASES.values()} == {True, False}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Geldzaken werkt mee. Jij steunt dat.", "Geldzaken werkt mee. Het college steunt dat."),
        ("Geldzaken werkt mee, en jij steunt dat.", "Geldzaken werkt mee, en het college steunt dat."),
        ("Spreek af wanneer.", "Spreek af wanneer."),
    ],
)
def test_a_college_is_not_called_you(text, said):
    assert texts.of_the_college(text) == said


def test_sentences_in_every_case():
    assert texts.when(True, "1 mei 2026", 2) == "voorlopig"
    assert texts.when(False, "1 mei 2026", 1) == "vastgesteld op 1 mei 2026"
    assert texts.when(False, "1 mei 2026", 2) == "vastgesteld op 1 mei 2026 · versie 2"
    assert texts.when(False, None, 1) == "vastgesteld"
    assert texts.decisions_title(1) == "We vragen het college om 1 besluit"
    assert texts.from_to("47", "In opbouw", "Geregeld") == "47, In opbouw naar Geregeld"
    assert texts.from_to("", "", "Geregeld") == "Geregeld" and texts.from_to("", "", "") == ""
    assert texts.chances(["80", "79"]) == "Kans 80 en 79 van 100." and texts.chances([]) == ""
    assert "over het domein." in texts.next_steps(1, "juni") and "over de 3 domeinen." in texts.next_steps(3, "juni")
    assert "hoe het verdergaat." in texts.next_steps(0, "juni") and texts.next_steps(0, "juni").count("Vanaf juni") == 1
    assert texts.below_decisions(True).startswith("Vul dit in") and texts.below_decisions(False).startswith(
        "De gemeente"
    )
    assert texts.signs(False, False, False).startswith("Alle scores zijn bekend")
    assert texts.signs(True, True, True).count(".") == 4


def test_the_blanks_and_the_numbers_are_those_of_the_aldermans_page():
    for name, document in CASES.items():
        sheet, slides = alderman_page(document, QUESTIONNAIRE), presentation(document, QUESTIONNAIRE)
        assert [(each.name, each.costs) for each in slides.decisions] == [
            (each.name, each.costs) for each in sheet.decisions
        ], name
        assert slides.title == sheet.title and slides.facts == sheet.facts
        assert [(row.name, row.total.text) for row in slides.map] == [(row, cells[0].text) for row, cells in sheet.map]
        assert slides.map == story(document.edition("full"), QUESTIONNAIRE).map
        blanks = [
            cell
            for part in DECKS[name].slides[5].parts
            if isinstance(part, DeckTable)
            for row in part.rows
            for cell in row.cells
            if cell.blank
        ]
        assert len(blanks) == sum(2 + each.costs for each in sheet.decisions)


FILLED = Filling(
    "12.500",
    "geletterdheidinzicht.nl, 2025",
    (
        FilledDecision("de directeur van het sociaal domein", "", "4 december 2026"),
        FilledDecision(
            "w" * 80, "een bedrag van dertigduizend euro per jaar, en vier uur in de week voor elk domein", ""
        ),
        FilledDecision("de wethouder van armoede en schulden", "", "31 maart 2027"),
    ),
)


@pytest.mark.parametrize("name", ["worked", "longest"])
def test_what_was_filled_in_stands_in_place_of_a_line(name):
    deck = make_deck(CASES[name], QUESTIONNAIRE, FILLED)
    shown = [words.whole for slide in (deck.slides[3], deck.slides[5]) for words in words_of(slide)]
    for text in ("12.500", "Bron: geletterdheidinzicht.nl, 2025", "4 december 2026", "31 maart 2027", "w" * 80):
        assert text in shown, text
    table = deck.slides[5].parts[0]
    assert [cell.blank for row in table.rows for cell in row.cells].count(True) == 1
    assert texts.below_decisions(True) in shown
    assert not any(isinstance(part, DeckPicture) for part in deck.slides[3].parts)
    check(deck)
    assert deck.identity != DECKS[name].identity


def test_a_report_that_was_frozen_before_has_it_too():
    deck = make_deck(parse_document(FROZEN.read_bytes()), questionnaire("iba", 1))
    titles = [slide.title.words[0].text for slide in deck.slides]
    assert titles == [
        "Bibliotheek is op orde. Bij Wonen is nog het minst geregeld.",
        "Middelen is het zwakst. Het laagst bij alle 4 domeinen",
        "Wat Bibliotheek al regelde, mist Wonen nog",
        texts.WHY,
        "Ons voorstel: begin bij Geldzaken en Inclusie",
        "We vragen het college om 3 besluiten",
        "De komende 8 maanden: kiezen, doen en terugkijken",
    ]


def rectangle(part):
    """Left, top, right and bottom of what stands on a slide."""
    match part:
        case TextBox():
            return part.x, part.y, part.x + part.width, part.y + height_of(part.words, part.width)
        case DeckTable():
            width = sum(part.widths) + part.gap * (len(part.widths) - 1)
            height = sum(row.height for row in part.rows) + part.gap * (len(part.rows) - 1)
            return part.x, part.y, part.x + width, part.y + height
        case DeckPicture():
            return part.x, part.y, part.x + part.drawing.width, part.y + part.drawing.height


def too_full(table):
    """The texts that are higher than their cell."""
    for row in table.rows:
        column = 0
        for cell in row.cells:
            width = cell_width(table, column, cell.across)
            room = width - 2 * max((words.padding for words in cell.words), default=0)
            if height_of(cell.words, room) > row.height + 0.01:
                yield [words.whole for words in cell.words]
            column += cell.across


def words_of(slide):
    """Every paragraph of a slide."""
    for part in (slide.title, *slide.parts, *((slide.above,) if slide.above else ())):
        if isinstance(part, TextBox):
            yield from part.words
        elif isinstance(part, DeckTable):
            yield from (words for row in part.rows for cell in row.cells for words in cell.words)


@pytest.mark.parametrize("name", CASES)
def test_everything_stands_on_its_slide_and_can_be_read(name):
    check(DECKS[name])


def check(deck):
    """Everything is on its slide, apart from the rest, and in a size that can be read."""
    assert len(deck.slides) == 7
    for slide in deck.slides:
        places = [rectangle(part) for part in (slide.title, *slide.parts)]
        for left, top, right, bottom in places:
            assert left >= EDGE and right <= WIDTH - EDGE + 0.01 and top >= TOP and bottom <= BOTTOM + 0.01
        for one, other in combinations(places, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
            assert apart, (slide.title.words[0].text, one, other)
        assert [text for part in slide.parts if isinstance(part, DeckTable) for text in too_full(part)] == []
        assert min(words.size[0] for words in words_of(slide)) >= 12
        assert slide.title.words[0].size[0] >= 15


def test_nothing_is_left_out_of_what_is_no_name():
    shown = " ".join(words.whole for slide in DECKS["12 domains, all the same"].slides for words in words_of(slide))
    assert "…" not in shown


@pytest.mark.parametrize("name", CASES)
def test_the_pdf_keeps_the_norms_and_has_a_page_for_each_slide(name):
    data = draw_deck(DECKS[name])
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant
    pages = opened(data).pages
    assert [[float(side) for side in each.mediabox[2:]] for each in pages] == [[960, 540]] * 7
    sizes = {
        float(operands[1])
        for each in pages
        for operands, operator in ContentStream(each["/Contents"], each.pdf).operations
        if operator == b"Tf"
    }
    assert min(sizes) >= 12
    assert data == draw_deck(DECKS[name])


@pytest.mark.parametrize("name", CASES)
def test_in_powerpoint_every_slide_has_a_title_of_its_own_and_every_picture_a_text(name):
    data = render_pptx(DECKS[name])
    file = opened_pptx(data)
    assert (file.slide_width, file.slide_height) == (Pt(960), Pt(540))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert len(titles) == len(set(titles)) == 7 and all(titles)
    for slide in file.slides:
        assert [shape.text_frame.text != "" for shape in slide.placeholders] == [True]
        for shape in slide.shapes:
            known = shape._element.xpath(".//p:cNvPr")[0]
            silent = bool(known.xpath(".//*[local-name()='decorative']"))
            texts_there = any(texts_of_shape(shape)) and shape.has_text_frame
            assert silent or texts_there or known.get("descr"), shape.name
        languages = {run.get("lang") for run in slide._element.iter("{*}rPr")}
        assert languages == {"nl-NL"}
        sizes = {int(run.get("sz")) for run in slide._element.iter("{*}rPr")}
        assert min(sizes) >= 1200
    assert data == render_pptx(DECKS[name])


def test_in_powerpoint_the_title_is_read_before_what_it_is_about():
    file = opened_pptx(render_pptx(DECKS["worked"]))
    for place, slide in enumerate(file.slides):
        said = [shape for shape in slide.shapes if shape.has_table or (shape.has_text_frame and shape.text_frame.text)]
        # On the first slide it stands below what the presentation is about.
        assert said[0 if place else 1] == slide.shapes.title
        for shape in slide.shapes:
            if shape.has_table and len(shape.table.rows) > 1:
                assert shape.table.first_row and shape.table.first_col
    assert file.core_properties.title == "Presentatie – Voorbeeldstad" and file.core_properties.language == "nl-NL"
    assert file.core_properties.created.date().isoformat() == "2026-11-24"


def test_both_files_say_the_same():
    deck = DECKS["worked"]
    shown = "".join("".join(texts_on(render_pptx(deck))).split())
    pages = "".join(each.extract_text() for each in opened(draw_deck(deck)).pages)
    for slide in deck.slides:
        for words in words_of(slide):
            text = "".join(words.whole.split())
            assert text in shown and text in "".join(pages.replace("\u00ad\n", "").replace("\u00ad", "").split())


@pytest.mark.parametrize("points", [Fraction(25, 2), Fraction(75, 2), Fraction(125, 2), Fraction(175, 2)])
def test_the_points_of_a_word_begin_where_a_rounded_score_has_it(points):
    legend = DECKS["worked"].slides[1].parts[1]
    said = [cell.words[0].text.split(" tot ") for cell in legend.rows[0].cells]
    assert number(points, 0) in {start for start, _ in said}
    assert [int(end) + 1 for _, end in said[:-1]] == [int(start) for start, _ in said[1:]]
