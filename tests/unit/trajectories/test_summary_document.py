"""What the overview of one page says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.plan.document import MOST_ACTIONS, summary
from app.state.steps import STEP_IDS, Dates
from app.texts import one_page as texts
from tests.unit.paper.booklets import texts_of
from tests.unit.reports.examples import LONG
from tests.unit.trajectories.plans import DAY, PLANS, plan


def said(made):
    """All that the overview says, on lines."""
    return "\n".join(texts_of(summary(made)))


def table(made):
    """The rows of the table of actions; none without one."""
    (found,) = [each for each in summary(made).sections if each.id == "acties"]
    tables = [block for block in found.blocks if block.type == "table"]
    return [[cell.text for cell in row] for row in tables[0].rows] if tables else []


def ended(made, *done):
    """The same plan with these steps ended, and the others not begun."""
    steps = {step: Dates(made.steps[step].planned, None, DAY if step in done else None) for step in STEP_IDS}
    return replace(made, steps=steps)


def test_the_steps_have_words_and_days():
    text = said(plan())
    assert "Klaar op 1 mei 2026" in text and "Nog niet begonnen" in text
    assert "Bezig sinds 2 juni 2026, langer dan gepland" in text
    assert "Tot nu toe is 22,8 van de 70 uur besteed." in text


def test_domains_come_with_why_in_one_sentence():
    text = said(
        plan(choice=replace(plan().choice, domains=tuple(replace(each, reason=LONG) for each in plan().choice.domains)))
    )
    assert text.count("Een lange toelichting met veel woorden.\n") == 3
    assert "het college, 21 mei 2026" in text


def test_actions_are_counted_and_those_that_are_late_come_first():
    made = PLANS["large"]
    assert "38 acties: 10 voorgesteld, 9 gepland, 9 bezig, 9 klaar en 1 gestopt. Bij 3 acties" in said(made)
    rows = table(made)
    assert len(rows) == MOST_ACTIONS
    assert [row[3].endswith("(voorbij)") for row in rows] == [True, True, True, False, False]
    assert "In het plan van aanpak staan nog 23 andere acties." in said(made)


def test_one_action_more_is_said_of_one():
    assert texts.more_actions(1) == "In het plan van aanpak staat nog 1 andere actie."


def test_an_action_of_today_is_not_late():
    made = plan()
    today = replace(made, actions=(replace(made.actions[0], ends_on=DAY),))
    assert table(today)[0][3] == "24 november 2026" and "voorbij" not in said(today)
    assert "(voorbij)" in said(replace(today, day=DAY + timedelta(days=1)))


def test_actions_without_a_day_and_finished_ones_are_not_in_the_table():
    made = plan()
    dateless = replace(made, actions=tuple(replace(action, ends_on=None) for action in made.actions))
    assert table(dateless) == [] and texts.NO_DATES in said(dateless)
    done = replace(made, actions=(replace(made.actions[0], state="done"),))
    assert table(done) == [] and texts.NO_DATES not in said(done)


@pytest.mark.parametrize("step", STEP_IDS)
def test_each_step_says_who_is_at_turn_and_what_is_asked(step):
    number = STEP_IDS.index(step)
    text = said(ended(plan(), *STEP_IDS[:number]))
    assert f"We zijn in stap {number + 1}: " in text
    assert texts.NOW[step] in text and texts.ASKED_NOW[step] in text


def test_the_next_appointment_and_what_lacks_are_named():
    text = said(ended(plan(), *STEP_IDS[:3]))
    assert "De volgende afspraak is op donderdag 3 december 2026, 9.30 uur: Voortgang." in text
    assert "Help een partner vinden voor Gezondheid." in text
    assert "Van 3 acties is de laatste dag voorbij." in text


def test_after_the_last_step_the_circle_can_begin_again():
    for made in (ended(plan(), *STEP_IDS), plan(ended_on=DAY)):
        text = said(made)
        assert texts.ENDED in text and texts.ASKED_AFTER in text and "We zijn in stap" not in text


def test_before_there_is_anything_it_says_so():
    text = said(PLANS["nothing yet"])
    assert texts.NO_CHOICE in text and texts.NO_ACTIONS in text and "Rapport" not in text
