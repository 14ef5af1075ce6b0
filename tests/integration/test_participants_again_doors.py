"""Asking the colleagues of the earlier round again: who may, when, and what comes of bad input."""

import pytest
from sqlalchemy import update

from app.models import Assessment, Membership, User
from app.web.clock import now, today
from tests.factories import make_assessment, make_participation
from tests.integration.test_assessments_statements import statements
from tests.integration.test_participants_again import actions, colleague, earlier, here, later, page, ticked

__all__ = ["earlier", "later", "page"]


def test_the_coordinator_of_this_round_is_not_offered(session, people, client_as, earlier, later, page):
    make_participation(session, earlier, people.reader, name="Lea Zer")
    session.add(
        Membership(
            user_id=people.reader.id, municipality_id=people.municipality.id, role="coordinator", created_at=now()
        )
    )
    colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    page_of_lea = client_as(people.reader).get(page)
    assert "Lea Zer" not in page_of_lea.text and "deed je zelf mee als collega" in page_of_lea.text


@pytest.mark.parametrize(("chosen", "said"), [([], "Kies minstens 1 collega"), (["onzin"], "staat niet in deze lijst")])
def test_bad_input_is_said_and_what_was_ticked_stays(session, people, client_as, earlier, later, page, chosen, said):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    colleague(session, earlier, "Pia Peters", ("geld", "beleid"))
    data = {"people": [*chosen, *([str(jan.id)] if chosen else [])], "seen": ""}
    shown = client_as(people.coordinator).post(page, data, status=422)
    assert said in shown.text and ticked(shown) == ({str(jan.id)} if chosen else set())
    assert here(session, later) == {}


def test_without_colleagues_then_there_is_nobody_to_ask(people, client_as, later, page):
    shown = client_as(people.coordinator).get(page)
    assert (
        "In ‘Nulmeting’ vulden jullie alles samen in." in shown.text and f"/inventarisaties/{later.id}" in shown.links
    )


def test_when_only_the_coordinator_of_now_took_part_there_is_nobody_else(session, people, client_as, earlier, page):
    make_participation(session, earlier, people.reader, name="Lea Zer")
    where = {"municipality_id": people.municipality.id, "role": "coordinator", "created_at": now()}
    session.add(Membership(user_id=people.reader.id, **where))
    session.commit()
    shown = client_as(people.reader).get(page)
    assert "deed je zelf mee als collega" in shown.text and "Er deden toen geen andere collega’s mee." in shown.text
    assert "alles samen in" not in shown.text


def test_a_first_round_has_no_such_page(session, people, client_as):
    first = make_assessment(session, people)
    client_as(people.coordinator).get(f"/inventarisaties/{first.id}/deelnemers/opnieuw", status=404)
    assert "opnieuw" not in client_as(people.coordinator).get(f"/inventarisaties/{first.id}/deelnemers").html


def test_others_cannot(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    make_participation(session, later, people.participant)
    session.commit()
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).get(page, status=status)
        client_as(person).post(page, {"people": [str(jan.id)]}, status=status)
    assert "Jan Jansen" not in here(session, later)


@pytest.mark.parametrize(("state", "said"), [("in_review", "De bespreking is begonnen"), ("agreed", "vastgesteld")])
def test_not_once_the_review_has_started(session, people, client_as, earlier, later, page, state, said):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    session.execute(update(Assessment).where(Assessment.id == later.id).values(state=state))
    session.commit()
    coordinator = client_as(people.coordinator)
    assert said in coordinator.post(page, {"people": [str(jan.id)]}, status=409).text
    assert page not in coordinator.get(page.removesuffix("/opnieuw")).links


def test_it_takes_as_many_statements_for_many_as_for_one(session, people, client_as, earlier, page):
    counts = []
    for number in range(12):
        colleague(session, earlier, f"C{number} Collega", ("geld", "uitvoering"), ("inclusie", "", "A.BE"))
        if number in (0, 11):
            coordinator = client_as(people.coordinator)
            for path in (page, page.removesuffix("/opnieuw")):
                with statements() as sent:
                    coordinator.get(path)
                counts.append(len(sent))
    assert counts[:2] == counts[2:] and max(counts) <= 9, counts


def test_the_next_step_of_a_later_round_is_asking_them(session, people, client_as, earlier, later, page):
    colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    later.deadline = today()
    session.commit()
    overview = client_as(people.coordinator).get(page.removesuffix("/opnieuw"))
    assert overview.text.count("Kies wie er weer meedoen") == 1 and page in overview.links
    assert "In de vorige ronde deed 1 collega mee" in overview.text


def test_somebody_whom_the_coordinator_added_by_hand_is_not_offered(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    make_participation(session, later, session.get_one(User, jan.user_id), name="J. Jansen", invited_at=None)
    session.commit()
    client_as(people.coordinator).post(page, {"people": [str(jan.id)], "seen": ""})
    assert set(here(session, later)) == {"J. Jansen"}


def test_twice_the_same_adds_nobody_twice(session, people, client_as, earlier, later, page):
    jan = colleague(session, earlier, "Jan Jansen", ("geld", "uitvoering"))
    first, second = client_as(people.coordinator), client_as(people.coordinator)
    shown = first.get(page)
    assert "Deze collega deed mee in ‘Nulmeting’." in shown.text and "Voeg deze collega toe" in shown.text
    form = {"people": [str(jan.id)], "seen": shown.fields["seen"]}
    first.post(page, form)
    assert "staan al in je lijst" in second.follow(second.post(page, form)).text
    assert len(here(session, later)) == 1 and actions(session) == ["add_people"]
    assert "De enige collega uit ‘Nulmeting’ doet al mee" in first.get(page).text
    assert page not in first.get(page.removesuffix("/opnieuw")).links
    pia = colleague(session, earlier, "Pia Peters", ("geld", "beleid"))
    first.post(page, {"people": [str(pia.id)], "seen": ""})
    assert "Alle collega’s uit ‘Nulmeting’ doen al mee" in first.get(page).text
