"""The alderman's page: a conclusion by rule, why not the weakest domain, and grounds that add up to all questions."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import lxml.html
import pytest

from app.documents.model import parse_document
from app.reports.alderman import alderman_page
from app.reports.document import alderman as texts
from app.reports.document.overview import DomainTotal
from app.web.formatting import number
from questionnaires.catalogue import questionnaire
from scoring.assessment import AgreedScore
from tests.unit.reports.everywhere.worlds import WORLDS
from tests.unit.reports.examples import make_document, make_round
from tests.unit.scoring.samples import QUESTIONNAIRE

FROZEN = Path(__file__).parents[2] / "golden/iba-1.frozen-document.json"
SCALE = ("Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd")
CHANCES = ("K1", "K2", "K3", "K4")


@pytest.mark.parametrize(
    ("standings", "domains", "title"),
    [
        ([], 3, "We weten nog te weinig om te zeggen waar we staan."),
        ([("Werk", 50, 2)], 1, "Werk is in opbouw."),
        ([("Werk", 50, 2)], 2, "Werk is in opbouw. Van het andere domein weten we nog te weinig."),
        ([("Werk", 0, 0)], 4, "Werk is nog niet begonnen. Van de andere 3 domeinen weten we nog te weinig."),
        ([("A", 83, 3), ("B", 38, 2)], 2, "A is op orde. Bij B is nog het minst geregeld."),
        ([("A", 54, 2), ("B", 20, 1)], 3, "A is in opbouw. Bij B is nog het minst geregeld."),
        ([("A", 60, 2), ("B", 40, 2)], 2, "Alle 2 domeinen zijn in opbouw. Bij B is het minst geregeld."),
        ([("A", 100, 4), ("B", 70, 3)], 3, "Alle 2 domeinen met een score zijn op orde. Bij B is het minst geregeld."),
        ([("A", 50, 2), ("B", 50, 2)], 2, "Alle 2 domeinen zijn in opbouw. Ze staan even hoog."),
        ([("A", 75, 3), ("B", 75, 3), ("C", 25, 1), ("D", 25, 1)], 4, "A en B zijn op orde. Bij C en D is nog"),
        ([(n, 75, 3) for n in "ABC"] + [("D", 25, 1)], 4, "3 domeinen zijn op orde. Bij D is nog het minst geregeld."),
    ],
)
def test_the_title_is_the_conclusion(standings, domains, title):
    totals = [DomainTotal(name, Fraction(points), SCALE[step]) for name, points, step in standings]
    assert texts.title(totals, domains, SCALE).startswith(title)


def paged(values, domains=("geld", "wonen"), **fields):
    """The page of a round of a round with a value per domain or question: `geld`, `geld/K1`; 2 where none is given."""
    made, answers = make_round(domains, **fields), []
    for answer in made.answers:
        names = (answer.item, answer.item.partition("/")[0])
        answers.append(replace(answer, value=next((values[name] for name in names if name in values), 2)))
    return alderman_page(make_document(replace(made, answers=tuple(answers))), QUESTIONNAIRE)


def chances(domain, value):
    return {f"{domain}/{name}": value for name in CHANCES}


def test_why_begin_is_said_in_statements_and_never_as_a_question():
    page = paged(chances("geld", 4))
    assert page.begin == "Waarom beginnen bij Geldzaken en Wonen?"
    head, said = page.reasons[0]
    assert head == "Geldzaken: van In opbouw naar Geregeld"
    assert said.startswith("We bereiken een heel grote groep, ") and "?" not in said


@pytest.mark.parametrize(
    ("values", "heading", "head", "said"),
    [
        (
            {"wonen": 1} | chances("geld", 4) | chances("wonen", 0),
            "Waarom niet bij het zwakste domein?",
            "Bij Wonen is de kans kleiner",
            "Die is 0 van 100, bij Geldzaken 87.",
        ),
        (
            {"wonen": 1} | chances("geld", 4) | chances("wonen", "unknown"),
            "Waarom niet bij het zwakste domein?",
            "Wonen staat nog niet in de volgorde",
            "Nog nodig: antwoorden over bereik en nut en antwoorden over",
        ),
        (
            {"wonen": 3, "geld": 4} | chances("wonen", 4),
            "Waarom niet bij het zwakste domein?",
            "Wonen is al zo ver als de ambitie vraagt",
            "Daar hoef je niet te beginnen.",
        ),
        (
            {"wonen": 1} | chances("wonen", 4),
            "En het zwakste domein?",
            "Wonen hoort bij het voorstel",
            "Daar is het minst geregeld",
        ),
        (
            {"wonen": "unknown"} | chances("geld", 4),
            "En het zwakste domein?",
            "Wonen ook nog niet",
            "Daar weten we nog te weinig van.",
        ),
        (
            {"wonen": "unknown", "geld": "unknown"},
            "Wat weten we nog niet?",
            "Geldzaken en Wonen nog niet",
            "Daar weten we nog te weinig van.",
        ),
    ],
)
def test_why_not_the_weakest(values, heading, head, said):
    page = paged(values)
    assert page.not_here == heading
    found = dict(page.why_not)
    assert found[head].startswith(said)


def test_without_a_proposal_it_says_why_there_is_none():
    nothing = paged({"wonen": "unknown", "geld": "unknown"})
    assert (nothing.begin, nothing.reasons) == ("Waar beginnen?", (("", texts.NO_PROPOSAL),))
    reached = paged({"wonen": 4, "geld": 4})
    assert reached.reasons == (("", texts.ALL_REACHED),)
    later = paged(chances("geld", 0) | chances("wonen", 0))
    assert later.reasons[0][1].startswith("We stellen nu geen domein voor") and len(later.reasons) == 3


def test_of_many_domains_only_the_total_has_its_word():
    names = [domain.id for domain in QUESTIONNAIRE.domains]
    few, many = paged({}, names[:5]), paged({}, names)
    assert all(cell.word for _, cells in few.map for cell in cells)
    assert [bool(cell.word) for _, cells in many.map for cell in cells] == [True, False, False, False] * len(names)
    assert len(many.reasons) <= 3 and len(many.why_not) <= 3 and len(many.facts) == 2


def test_what_was_agreed_answered_and_unknown_are_all_questions():
    agreed = (AgreedScore("geld/A.BE", 3, "Er is een plan."), AgreedScore("geld/A.BL", "not_applicable", "Niet hier."))
    page = paged({"wonen/A.BE": "unknown", "wonen/M.BE": "not_applicable"}, agreed=agreed)
    general = len(QUESTIONNAIRE.of_kind("general"))
    assert (page.ground.agreed, page.ground.left_out, page.ground.unknown) == (1, 2, 1 + general)
    assert page.ground.asked + page.ground.left_out == 2 * 14 + general
    assert page.sure == f"Hoe zeker is dit? 1 van de {page.ground.asked} scores is samen afgesproken"
    shares = [page.ground.share(part) for part in (page.ground.agreed, page.ground.alone, page.ground.unknown)]
    assert sum(shares) == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize("world", WORLDS)
def test_it_has_the_scores_of_scoring_and_counts_every_question(forms, world):
    contents = WORLDS[world].contents
    found = lxml.html.fromstring(forms.made(world, "alderman", "page"))
    shown = [
        [each.text_content() for each in row.xpath("./td/b")] for row in found.xpath("//div[@class='sheet']//tbody/tr")
    ]
    results = contents.result.domains.values()
    scores = [(each.total.score, *(part.score for part in each.dimensions.values())) for each in results]
    whole = [["?" if points is None else number(points, 0) for points in row] for row in scores]
    assert sorted(row for row in shown if row) == sorted(whole)
    states = [item.state for each in results for name, item in each.items.items() if name not in CHANCES]
    states += [item.state for item in contents.result.general_items.values()]
    ground = alderman_page(contents.document, contents.questionnaire).ground
    assert ground.unknown == states.count("unknown") and ground.left_out == states.count("not_applicable")
    assert ground.agreed + ground.alone == states.count("scored")


def test_a_report_that_was_frozen_before_is_read_this_way_too():
    document = parse_document(FROZEN.read_bytes())
    page = alderman_page(document, questionnaire("iba", 1))
    assert page.title == "Bibliotheek is op orde. Bij Wonen is nog het minst geregeld."
    assert [decision.name for decision in page.decisions] == ["Een opdracht", "Uren en geld", "Een moment"]
    assert page.facts[0].number == "2,5 miljoen" and page.facts[0].source.startswith("folder van het Maatwerktraject")
    assert page.ground.agreed == 0 and page.ground.asked == 5 * 14 + 12
