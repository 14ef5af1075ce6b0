"""Each action once: done or not, and what its question did; no cause is claimed."""

from dataclasses import replace

import pytest

from app.comparisons.document import actions as texts
from app.comparisons.document.actions import actions_moved
from app.comparisons.document.domains import NOT_KNOWN
from app.comparisons.document.ground import DoneAction, Ground
from app.comparisons.document.report import build_comparison_report, make_comparison, render_form
from scoring.assessment import Evidence
from tests.unit.comparisons.materials import DAYS, make_material, section_of, texts_of, worked_material
from tests.unit.reports.everywhere.reading import read, squeezed
from tests.unit.reports.tables import records
from tests.unit.scoring.comparisons import ALL_TWO, evaluation, said
from tests.unit.scoring.samples import make_assessment

BEFORE = make_assessment(said({**ALL_TWO, "S.BE": "unknown", "S.BL": "not_applicable"}))


def act(item="geld/A.BE", state="done", domain="geld", **more):
    return DoneAction("Een actie", domain, item, "beleidsmedewerker", state, None, **more)


def moved(later, item="geld/A.BE", **more):
    material = make_material(
        BEFORE, evaluation(said({**ALL_TWO, **later}, **{"changed": "yes", **more})), actions=(act(item),)
    )
    (found,) = actions_moved(Ground(material))
    return found


@pytest.mark.parametrize(
    ("later", "item", "expected"),
    [
        ({"A.BE": 3}, "geld/A.BE", ("up", 50, 75)),
        ({"A.BE": 1}, "geld/A.BE", ("down", 50, 25)),
        ({}, "geld/A.BE", ("not", 50, 50)),
        ({"A.BE": "unknown"}, "geld/A.BE", ("now_unknown", 50, None)),
        ({}, "geld/S.BE", ("then_unknown", None, 50)),
        ({"S.BE": "unknown"}, "geld/S.BE", ("unknown", None, None)),
        ({}, "geld/S.BL", ("not_applicable", None, 50)),
        ({"A.BE": "not_applicable"}, "geld/A.BE", ("not_applicable", 50, None)),
        ({}, "wonen/A.BE", ("different", None, None)),
        ({}, "geld/X.9", ("different", None, None)),
        ({}, None, ("none", None, None)),
    ],
)
def test_what_the_question_of_an_action_did(later, item, expected):
    found = moved(later, item)
    assert (found.move, found.then, found.now) == expected
    assert found.move in texts.MOVES


def test_what_is_seen_differently_did_not_move():
    assert moved({"A.BE": 4}, changed="no").move == "seen"
    assert moved({"A.BE": 4}, changed="yes").move == "up"
    assert moved({"A.BE": 4}, changed=None).move == "unsaid"


def test_a_question_with_another_meaning_is_never_compared():
    found = {each.action.item: each for each in actions_moved(Ground(worked_material()))}
    assert found["wonen/M.BL"].move == "different"
    assert found["wonen/M.BL"].then is not None and found["wonen/M.BL"].now is not None


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (act(), "Ja"),
        (act(done_on=DAYS[1]), "Ja, op 30 september 2027"),
        (act(state="running"), "Nee, bezig"),
        (act(state="planned"), "Nee, gepland"),
        (act(state="proposed"), "Nee, alleen voorgesteld"),
        (act(state="stopped"), "Nee, gestopt"),
    ],
)
def test_whether_an_action_was_done(action, expected):
    (found,) = actions_moved(Ground(make_material(BEFORE, evaluation(said(ALL_TWO)), actions=(action,))))
    assert found.done == expected


def test_an_action_about_an_own_domain_keeps_its_title_and_shows_no_score_of_another_domain():
    first = make_assessment(said({"A.BE": 2}, domain="eigen_1"))
    later = evaluation(said({"A.BE": 4}, domain="eigen_1"))
    first, later = (
        replace(one, domains=("eigen_1",), own_domains={"eigen_1": title})
        for one, title in ((first, "Water: schoon, en veilig"), (later, "Sport"))
    )
    (found,) = actions_moved(Ground(make_material(first, later, actions=(act("eigen_1/A.BE", domain="eigen_1"),))))
    assert (found.domain, found.then, found.now, found.move) == ("Water: schoon, en veilig", 50, None, "different")


def section(*actions):
    material = make_material(BEFORE, evaluation(said(ALL_TWO)), actions=actions)
    return section_of(build_comparison_report(material), "acties")


def test_the_section_counts_and_claims_no_cause():
    first, table, last = section(act(), act(None, "stopped", "algemeen"), act(state="running"))
    assert first.text == "1 van de 3 acties is gedaan."
    assert len(table.rows) == 3
    assert table.rows[-1][0].text == "Een actie (De hele gemeente)"
    assert last.text == texts.NO_CAUSE
    assert [block.text for block in section()] == [texts.NONE]
    assert section(act())[0].text == "De ene actie is gedaan."
    assert section(act(state="running"), act(state="running"))[0].text == "Geen van de 2 acties is gedaan."
    assert section(act(), act())[0].text == "2 van de 2 acties zijn gedaan."


def test_what_stands_open_is_the_start_of_the_next_round():
    material = worked_material()
    blocks = section_of(build_comparison_report(material), "verder")
    text = "\n".join(item for block in blocks for item in (block.items if block.type == "list" else [block.text]))
    assert "Zichtbaar anders, nog zonder bewijs: Wonen en Bibliotheek." in text
    assert "Nog niet gedaan: ‘Een folder’, ‘Training voor de balie’ en ‘Afspraken in het contract’." in text
    assert "Gestopt: ‘Vraag het aan de wijkteams’." in text
    assert "Geldzaken: 1 van de 14 vragen." in text
    values = {**ALL_TWO, **dict.fromkeys(("A.BE", "A.BL", "A.UI", "D1.UI"), 4)}
    grown = evaluation(said(values, changed="yes", evidence=Evidence("document")))
    (nothing,) = section_of(build_comparison_report(make_material(make_assessment(said(ALL_TWO)), grown)), "verder")
    assert nothing.text.startswith("Elk domein ging zichtbaar vooruit en alles is bekend. Kies")
    assert replace(material).actions == material.actions


def test_that_all_actions_are_done_is_only_said_where_there_are_any():
    assert texts.nothing_open(1).startswith(
        "Elk domein ging zichtbaar vooruit, de ene actie is gedaan en alles is bekend."
    )
    assert texts.nothing_open(2).startswith(
        "Elk domein ging zichtbaar vooruit, alle acties zijn gedaan en alles is bekend."
    )


def test_many_actions_are_counted_instead_of_named():
    titles = [f"Actie {n}" for n in range(5)]
    assert texts.few_actions(titles) == "5 acties. Bij ‘Acties’ staat welke"
    assert texts.few_actions(titles[:2]) == "‘Actie 0’ en ‘Actie 1’"


@pytest.mark.parametrize(("changed", "shown"), [("unknown", True), (None, False), ("yes", False)])
def test_what_nobody_knows_says_so_in_the_report_and_the_workbook(changed, shown):
    """It counts as unsaid (S25), and is said to be unknown."""
    material = make_material(BEFORE, evaluation(said({**ALL_TWO, "A.BE": 4}, changed=changed)))
    report, sheets = build_comparison_report(material), make_comparison(material).sheets
    assert (f"Aandacht – bestuur ({NOT_KNOWN})" in "\n".join(texts_of(report))) == shown
    rows = [row["Waarom"] for row in records(sheets, "Geen verandering") if row["Code"] == "geld/A.BE"]
    assert rows == {"unknown": [f"Nog niet te zeggen ({NOT_KNOWN})"], None: ["Nog niet te zeggen"], "yes": []}[changed]


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_every_file_says_that_it_is_not_to_be_said_yet(form):
    """A domain of which nobody said whether it really changed is a change in none of them (S25)."""
    said_nothing = evaluation(said({**ALL_TWO, **dict.fromkeys(("A.BE", "A.BL", "A.UI", "D1.UI"), 4)}, changed=None))
    contents = make_comparison(make_material(make_assessment(said(ALL_TWO)), said_nothing))
    assert {domain.standing for domain in Ground(contents.material).domains} == {"unsaid"}
    text = read(form, render_form(contents, form)).shown.lower()
    assert squeezed("nog niet te zeggen") in text
    assert squeezed("meer integraal geworden (") not in text and squeezed("ging vooruit") not in text
