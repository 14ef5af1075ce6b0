"""What a report says about then and now."""

from dataclasses import replace

import pytest

from app.reports.document import comparison as texts
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from scoring.assessment import Evidence
from scoring.comparison import compare
from scoring.engine import score
from tests.unit.scoring.comparisons import ALL_TWO, by_all, evaluation, said
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment


def blocks(before, after, kind="full"):
    """The blocks of the section, by their type."""
    context = ReportContext(comparison=compare(QUESTIONNAIRE, before, QUESTIONNAIRE, after))
    document = build_document(QUESTIONNAIRE, after, score(QUESTIONNAIRE, after), context)
    (section,) = [section for section in document.edition(kind).sections if section.id == "toen-en-nu"]
    return section.blocks


def places(kind):
    """The sections of an edition, in order."""
    context = ReportContext(comparison=compare(QUESTIONNAIRE, BEFORE, QUESTIONNAIRE, BEFORE))
    document = build_document(QUESTIONNAIRE, BEFORE, score(QUESTIONNAIRE, BEFORE), context)
    return [section.id for section in document.edition(kind).sections]


def sentences(*args):
    return [block.text for block in blocks(*args) if block.type == "paragraph"]


def rows(*args):
    """The rows of the one table of the adviser's edition."""
    (table,) = [block for block in blocks(*args, "adviser") if block.type == "table"]
    return [[cell.text for cell in row] for row in table.rows]


BEFORE = make_assessment(by_all(ALL_TWO))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({}, ["50,0", "50,0", "0,0", "ongeveer gelijk"]),
        ({"A.BE": 3}, ["50,0", "58,3", "+8,3", "kleine verandering omhoog, dit kan toeval zijn"]),
        ({"A.BE": 1}, ["50,0", "41,7", "−8,3", "kleine verandering omlaag, dit kan toeval zijn"]),
        ({"A.BE": 4}, ["50,0", "66,7", "+16,7", "zichtbare verandering omhoog, nog niet onderbouwd"]),
        ({"A.BE": "unknown", "A.BL": "unknown"}, ["–", "–", "–", texts.NOT_COMPARABLE]),
    ],
)
def test_every_dimension_has_a_row_in_numbers_and_words(later, expected):
    table = rows(BEFORE, evaluation(by_all({**ALL_TWO, **later}, changed="yes")))
    assert table[0] == ["Geldzaken", "Betrokkenheid", *expected]
    assert len(table) == 3


def test_the_full_edition_has_a_picture_of_each_domain_with_the_same_numbers():
    after = evaluation(by_all({**ALL_TWO, "A.BE": 4, "S.BE": "unknown", "S.BL": "unknown"}, changed="yes"))
    heading, picture = [block for block in blocks(BEFORE, after) if block.type in ("heading", "moves")]
    assert heading.text == "Geldzaken, armoede en schulden"
    assert [["Geldzaken", *(cell.text for cell in row)] for row in picture.table.rows] == rows(BEFORE, after)
    assert [(move.way, move.word, move.visible) for move in picture.rows] == [
        ("up", "zichtbaar omhoog", True),
        ("same", "ongeveer gelijk", False),
        (None, "niet vergelijkbaar", False),
    ]
    assert picture.message == (
        "Betrokkenheid zichtbaar omhoog (nog niet onderbouwd); middelen ongeveer gelijk; "
        "ondersteuning niet vergelijkbaar."
    )
    assert picture.alt == (
        "Geldzaken, toen en nu op een schaal van 0 tot 100. Betrokkenheid: toen 50,0 en nu 66,7, zichtbare verandering "
        "omhoog, nog niet onderbouwd. Middelen: toen 50,0 en nu 50,0, ongeveer gelijk. "
        "Ondersteuning: niet vergelijkbaar."
    )


def test_a_change_with_evidence_is_supported():
    after = evaluation(by_all({**ALL_TWO, "A.BE": 0}, evidence=Evidence("document"), changed="yes"))
    assert rows(BEFORE, after)[0][-1] == "zichtbare verandering omlaag, onderbouwd"
    assert (
        sentences(BEFORE, after)[0]
        == "Sinds de eerste meting werd het beleid zichtbaar minder integraal bij Geldzaken."
    )


def test_the_sentences_without_and_with_changes():
    short, core, accounting = sentences(BEFORE, evaluation(said(ALL_TWO)))
    assert short == "Sinds de eerste meting is er in geen enkel domein een onderbouwde verandering."
    assert core == f"{texts.CORE} {texts.OTHER_NUMBERS}"
    assert accounting == ("Toen hadden 14 vragen een antwoord of een afgesproken score. Daarvan: 14 gelijk gebleven.")
    after = evaluation(by_all({**ALL_TWO, "A.BE": 4, "S.BE": 0}, evidence=Evidence("document"), changed="yes"))
    assert sentences(replace(BEFORE, round="evaluation"), after)[0] == (
        "Sinds een eerdere vervolgmeting ging het deels vooruit en deels achteruit bij Geldzaken."
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            {"grown": ["A", "B"], "slipped": ["C"], "mixed": ["D"], "same": ["E"], "unknown": ["F"]},
            "Sinds de eerste meting werd het beleid zichtbaar meer integraal bij A en B, en zichtbaar minder integraal "
            "bij C. Verder ging het deels vooruit en deels achteruit bij D. Bij E is er geen zichtbare verandering. "
            "Niet te vergelijken: F.",
        ),
        (
            {"grown": ["A"], "same": list("BCDEF")},
            "Sinds de eerste meting werd het beleid zichtbaar meer integraal bij A. "
            "Bij 5 domeinen is er geen zichtbare verandering.",
        ),
        ({"unknown": ["A"]}, "Er is geen enkel domein dat we kunnen vergelijken met de eerste meting."),
        (
            {"same": ["A"], "unknown": list("BCDEF")},
            "Sinds de eerste meting is er in geen enkel domein een onderbouwde verandering. "
            "Niet te vergelijken: 5 domeinen.",
        ),
        (
            {"grown": ["A"], "unsupported": ["B"], "unsaid": ["C", "D"], "same": ["E"]},
            "Sinds de eerste meting werd het beleid zichtbaar meer integraal bij A. Zichtbaar anders, maar nog niet "
            "onderbouwd: B. Nog niet te zeggen: C en D. Bij E is er geen zichtbare verandering.",
        ),
        (
            {"unsaid": ["A"]},
            "Sinds de eerste meting is er in geen enkel domein een onderbouwde verandering. Nog niet te zeggen: A.",
        ),
    ],
)
def test_what_changed_in_short(names, expected):
    assert texts.in_short("baseline", names) == expected


def test_other_people_are_named():
    assert texts.OTHER_PEOPLE in sentences(BEFORE, evaluation(said(ALL_TWO, participant="p9")))
    assert texts.OTHER_PEOPLE not in sentences(BEFORE, evaluation(said(ALL_TWO)))


def test_a_new_domain_and_a_domain_that_left():
    after = evaluation(said(ALL_TWO, domain="wonen"))
    after = replace(after, domains=("wonen",))
    assert rows(BEFORE, after) == [["Wonen", "–", "–", "–", "–", texts.NEW_DOMAIN]]
    (listed,) = [block for block in blocks(BEFORE, after) if block.type == "list"]
    assert listed.items == ("Wonen zat toen niet in de ronde. Daarom kunnen we dit domein niet vergelijken.",)
    assert sentences(BEFORE, after)[-1].endswith("Daarvan: 14 over een domein dat niet meer gekozen is.")


def test_what_does_not_count_as_change_is_listed():
    after = evaluation([*said({**ALL_TWO, "A.BE": "unknown"}, changed="no"), *said({"S.BE": 4}, "p2", changed="no")])
    (listed,) = [block for block in blocks(BEFORE, after) if block.type == "list"]
    assert listed.items == (
        "Geldzaken, nu onbekend: Aandacht – bestuur.",
        "Geldzaken, nu anders bekeken: Steun – bestuur.",
    )
    assert texts.NO_CHANGE in sentences(BEFORE, after)


def test_numbers_of_what_is_seen_differently_are_explained():
    seen, nothing, really = (
        evaluation(said({**ALL_TWO, "A.BE": 4}, changed=changed)) for changed in ("no", None, "yes")
    )
    assert texts.ONLY_CHANGED in sentences(BEFORE, seen)
    assert texts.ONLY_CHANGED in sentences(BEFORE, nothing)
    assert texts.ONLY_CHANGED not in sentences(BEFORE, really)


def test_a_dimension_can_be_left_out_for_its_meaning_too():
    assert "betekenen nog hetzelfde" in texts.NOT_COMPARABLE


def test_an_earlier_round_without_answers():
    assert sentences(make_assessment([]), evaluation([]))[-1] == ("Toen had nog geen enkele vraag een antwoord.")
    one = sentences(make_assessment(said({"A.BE": 2})), evaluation([]))[-1]
    assert one == "Toen had 1 vraag een antwoord of een afgesproken score. Daarvan: 1 gelijk gebleven."


def test_the_alderman_gets_only_the_sentences():
    found = blocks(BEFORE, evaluation(said({**ALL_TWO, "A.BE": 4})), "alderman")
    assert [block.type for block in found] == ["paragraph", "paragraph"]
    assert texts.OTHER_NUMBERS not in found[1].text


def test_the_alderman_reads_what_changed_right_after_what_is_asked():
    assert places("alderman")[:4] == ["stand", "waarom", "besluiten", "toen-en-nu"]


def test_without_an_earlier_round_there_is_no_such_section():
    document = build_document(QUESTIONNAIRE, BEFORE, score(QUESTIONNAIRE, BEFORE), ReportContext())
    sections = [section.id for edition in document.editions for section in edition.sections]
    assert "toen-en-nu" not in sections
