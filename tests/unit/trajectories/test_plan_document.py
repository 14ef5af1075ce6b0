"""What the plan of action says: everything that was agreed, in words that fit, and no more than that."""

from dataclasses import replace

from app.documents.model import BulletList, Heading, KeyFacts
from app.plan.document import (
    MOST_OF_AN_ANSWER,
    WORTH_A_TABLE,
    DomainNow,
    PlannedAction,
    first_sentence,
    plan_of_action,
    shortened,
)
from app.reports.document.scores import answer_text
from app.texts import plan as texts
from questionnaires.model import GENERAL
from tests.unit.paper.booklets import texts_of
from tests.unit.reports.examples import LONG
from tests.unit.trajectories.plans import DAY, PLANS, plan, question


def section(made, section_id):
    """The blocks of one section of the plan."""
    (found,) = [each for each in plan_of_action(made).sections if each.id == section_id]
    return found.blocks


def said(made):
    """All that a plan says, on lines."""
    return "\n".join(texts_of(plan_of_action(made)))


def facts(made, title):
    """What is told about the first action with this title."""
    blocks = section(made, "acties")
    place = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    assert isinstance(blocks[place + 1], KeyFacts)
    return {fact.label: fact.text for fact in blocks[place + 1].facts}


def one(**columns):
    """A plan with one action."""
    action = PlannedAction(**{"domain": "geld", "title": "Titel", "text": "", "owner": "", **columns})
    return plan(actions=(action,))


def test_the_cover_says_of_what_and_of_which_day_it_is():
    booklet = plan_of_action(plan())
    assert (booklet.title, booklet.subtitle) == ("Plan van aanpak", "Voorbeeldstad")
    assert {fact.label: fact.text for fact in booklet.facts.facts} == {
        "Inventarisatie": "Nulmeting 2026",
        "Rapport": "Versie 1, vastgesteld op 4 mei 2026",
        "Tien maanden": "2 maart 2026 tot en met 1 januari 2027",
        "Datum": "24 november 2026",
    }


def test_the_choice_is_told_with_its_reasons_and_how_it_differs():
    text = said(plan())
    assert "We beginnen met 3 domeinen: Geldzaken, Werk en Gezondheid. Besluit van: het college, 21 mei 2026." in text
    assert "Gezondheid en preventie: De huisartsen vragen erom." in text
    assert "Samenhang stelde voor: Geldzaken, Werk en Wonen." in text
    assert "Daar kiezen we anders: wel Gezondheid en nu nog niet Wonen." in text


def test_a_choice_as_proposed_or_in_another_order_is_told_as_that():
    assert texts.compared(["A", "B"], ["A", "B"]) == "Dat is ook wat Samenhang voorstelde."
    assert texts.compared(["A", "B"], ["B", "A"]).endswith("dezelfde domeinen, in een andere volgorde.")
    assert texts.compared(["A", "B"], ["A"]).endswith("anders: nu nog niet B.")
    assert texts.compared([], ["A"]) is None


def test_a_newer_report_than_the_one_of_the_choice_is_named():
    made = plan()
    assert "op tafel" not in said(made)
    assert "lag versie 1 van het rapport op tafel" in said(replace(made, report=replace(made.report, number=2)))


def test_each_domain_says_where_it_stands():
    first = section(plan(), "acties")[1]
    stand = {fact.label: fact.text for fact in first.facts}
    assert list(stand) == ["Totaal", "Per dimensie", "Zwakste vak"]
    assert "van de 100 punten: " in stand["Totaal"]
    assert [part.split(": ")[0] for part in stand["Per dimensie"].split("; ")] == [
        "Betrokkenheid",
        "Middelen",
        "Ondersteuning",
    ]
    assert " bij " in stand["Zwakste vak"]


def test_an_action_tells_everything_that_was_agreed():
    made = plan()
    action = made.actions[1]
    assert facts(made, action.title) == {
        "Wat": action.text,
        "Wie": f"coördinator, samen met Bibliotheek Voorbeeldstad; {action.partners_text}",
        "Wanneer": "Gepland: 30 september tot en met 29 november 2026. Kleine moeite, ongeveer 9 uur.",
        "Klaar als": action.done_when,
        "Vraag": "Aandacht – bestuur",
        "Antwoord nu": f"Los. {answer_text(action.question.options, 1)}",
        "Straks": f"Geregeld. {answer_text(action.question.options, 3)}",
    }


def test_what_is_not_agreed_yet_is_said():
    assert facts(one(), "Titel") == {
        "Wanneer": "Voorgesteld: nog geen datum",
        "Spreek nog af": "Wie het doet, op welke dag het klaar is en waaraan je ziet dat het klaar is.",
    }
    done = one(state="done", done_on=DAY)
    assert facts(done, "Titel") == {"Wanneer": "Klaar op 24 november 2026"}


def test_days_are_told_as_far_as_they_are_known():
    assert texts.when("Gepland", DAY, None) == "Gepland: vanaf 24 november 2026"
    assert texts.when("Gepland", None, DAY) == "Gepland: klaar op 24 november 2026"
    assert texts.when("Gepland", DAY, DAY) == "Gepland: 24 november 2026"


def test_what_must_be_found_out_stands_apart_and_expects_no_better_answer():
    made = plan()
    blocks = section(made, "acties")
    lead = next(i for i, block in enumerate(blocks) if getattr(block, "text", "") == texts.FIND_OUT)
    assert blocks[lead + 1].text == "Vraag na hoeveel mensen een cursus volgen"
    about = question(made.domains["geld"].domain, 3)
    made = one(find_out=True, question=about, value=None, expected=2)
    assert "Straks" not in facts(made, "Titel") and "Antwoord nu" not in facts(made, "Titel")


def test_what_is_not_done_has_its_reason():
    made = plan()
    lists = [block for block in section(made, "acties") if isinstance(block, BulletList)]
    asked = question(made.domains["geld"].domain, 5).short_name
    assert lists[0].items == (f"{asked}: Dat kan pas als er een nieuwe begroting is.",)


def test_stopped_actions_come_in_a_list_of_their_own():
    made = plan()
    assert section(made, "gestopt")[0].items == ("Folder (Geldzaken). Er is geen geld voor.",)
    assert "Maak een folder." not in said(made)


def test_actions_about_other_domains_and_the_whole_municipality_are_not_lost():
    made = plan()
    others = tuple(replace(made.actions[0], domain=each, title=f"Over {each}") for each in ("wonen", GENERAL))
    blocks = section(replace(made, actions=(*others, *made.actions)), "acties")
    found = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert found[3:] == ["Wonen", texts.WHOLE_MUNICIPALITY]


def test_few_actions_need_no_table():
    made = plan()
    ids = [each.id for each in plan_of_action(replace(made, actions=made.actions[: WORTH_A_TABLE - 1])).sections]
    assert "kort" not in ids
    (table,) = section(made, "kort")
    assert len(table.rows) == len(made.going_on)


def test_a_chosen_domain_without_partner_or_action_is_named():
    text = said(plan())
    assert "Gezondheid heeft nog geen partner." in text
    assert texts.NO_ACTIONS_HERE in said(replace(plan(), actions=plan().actions[:1]))


def test_planning_has_days_hours_and_appointments():
    text = said(plan())
    assert "Begonnen op 2 juni 2026, het duurt langer dan gepland" in text
    assert "20,5 van 20" in text and "Tot nu toe is 22,8 van de 70 uur besteed." in text
    assert "Donderdag 3 december 2026, 9.30 uur" in text and "Voortgang (overleg)" in text
    assert texts.hours_spent(71 * 60, 70).endswith("Dat is 1 uur meer dan afgesproken.")


def test_without_anything_each_part_says_what_is_still_to_do():
    text = said(PLANS["nothing yet"])
    for sentence in (texts.NO_CHOICE, texts.NO_ACTIONS, texts.NO_PARTNERS, texts.NO_MEETINGS, texts.NO_REPORT):
        assert sentence in text
    assert texts.AGREED not in text


def test_a_choice_of_no_domain_says_so():
    made = plan()
    nothing = replace(made, choice=replace(made.choice, domains=()), actions=())
    assert "We beginnen nu nog met geen domein. Besluit van: het college" in said(nothing)


def test_a_domain_that_was_never_scored_has_no_standing():
    made = plan()
    unknown = {name: DomainNow(each.domain, None) for name, each in made.domains.items()}
    assert "Zwakste vak" not in said(replace(made, domains=unknown))


def test_a_closed_trajectory_says_so():
    assert plan_of_action(plan(ended_on=DAY)).notices == ("Dit traject is afgesloten op 24 november 2026.",)


def test_long_answers_are_shortened_at_a_word():
    about = question(plan().domains["geld"].domain, 0)
    long = about.model_copy(update={"options": (*about.options[:1], LONG, *about.options[2:])})
    shown = facts(one(question=long, value=1), "Titel")["Antwoord nu"]
    assert shown.endswith(" met veel…") and len(shown) < MOST_OF_AN_ANSWER + 10


def test_texts_are_shortened_only_when_they_must():
    assert shortened("Twee  woorden\nhier", 20) == "Twee woorden hier"
    assert shortened("x" * 50, 20) == "x" * 19 + "…"
    assert first_sentence("Kort. En meer.", 40) == "Kort."
    assert first_sentence("Versie 1.2 is er", 40) == "Versie 1.2 is er"
    assert first_sentence("", 40) == ""
