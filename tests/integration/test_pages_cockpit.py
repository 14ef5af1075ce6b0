"""The start page of a coordinator: where the round is, whose turn it is, who is done, and what holds it up."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from app.models import Assessment, Membership, Participation, Proposal
from app.trail.events import record
from app.web.clock import now, today
from app.web.formatting import day_in_year, short_day
from tests.colleagues import give_up, mails, make_member
from tests.desk import DESK
from tests.factories import make_answers, make_assessment
from tests.integration.test_assessments_statements import statements

INVITED = {"invited_at": now() - timedelta(days=7)}
DONE = {**INVITED, "state": "submitted", "submitted_at": now() - timedelta(days=1)}


@pytest.fixture
def assessment(session, people):
    """An open round about two domains."""
    return make_assessment(session, people, ("geld", "inclusie"))


@pytest.fixture
def start(session, people, client_as, assessment):
    """The start page as the coordinator sees it now."""

    def look():
        session.commit()
        return client_as(people.coordinator).get("/")

    return look


def said(element):
    """What is read of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def held_up(page):
    """(what, button) of what holds it up, and where that is solved."""
    found = [one for list_ in page.all("ul") if list_.get("class") == "lines hold" for one in list_.iter("li")]
    return [(said(next(one.iter("h3"))), said(next(one.iter("a"))), next(one.iter("a")).get("href")) for one in found]


def test_the_joint_answers_go_on_where_they_were(session, assessment, start):
    page = start()
    assert page.h1 == "Jullie vullen in" and "Voorbeeldstad, Eerste meting 2026" in page.text
    assert "Jij bent aan zet. 0 van 40 vragen, nog ongeveer 40 minuten Begin met Geldzaken" in page.text
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    page_of = f"/inventarisaties/{assessment.id}"
    assert f"{page_of}/vragen/geld/A.BE" in page.links
    make_answers(session, joint, {"geld/A.BE": 3})
    page = start()
    assert "1 van 40 vragen" in page.text and "Ga verder met Geldzaken" in page.text
    assert f"{page_of}/vragen/geld/A.BL" in page.links
    joint.state = "submitted"
    assert "Start de bespreking" in start().text


def test_nobody_is_asked_yet(start, assessment):
    page = start()
    assert "Collega’s Nog geen Voeg collega’s toe" in page.text and "Laatste dag Nog geen" in page.text
    assert held_up(page) == []
    assert f"/inventarisaties/{assessment.id}/deelnemers" in page.links
    assert "Start de tien maanden" in page.text


def test_what_holds_it_up_has_the_button_that_solves_it(session, assessment, start):
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    noor = make_member(session, assessment, 1, "Noor Jansen", **INVITED)
    joris = make_member(session, assessment, 2, "Joris Bos", **INVITED, state="started")
    make_answers(session, joris, {"geld/A.BL": 2})
    make_member(session, assessment, 3, "Bram Vis")
    make_member(session, assessment, 4, "Fatima Aal", **DONE)
    last_day = today() + timedelta(days=9)
    session.execute(update(Assessment).values(deadline=last_day))
    page = start()
    assert page.h1 == "Jullie vullen in, nog 9 dagen"
    assert f"Laatste dag {day_in_year(last_day)}" in page.text and "1 van 4 klaar" in page.text
    assert held_up(page) == [
        ("1 collega weet nog van niets", "Nodig 1 collega uit", f"{path}/uitnodigen"),
        ("2 collega’s zijn nog niet klaar", "Herinner 2 collega’s", f"{path}/herinneren"),
        ("2 domeinen hebben nog geen antwoord", "Verdeel de vragen", f"{path}#verdeling"),
    ]
    assert "Bram staat op de lijst, maar kreeg nog geen mail." in page.text
    assert "Noor begon nog niet. Joris deed 1 van 4 vragen." in page.text
    session.execute(update(Participation).where(Participation.id.in_([noor.id, joris.id])).values(reminded_at=now()))
    assert [one[0] for one in held_up(start())] == [
        "1 collega weet nog van niets",
        "2 domeinen hebben nog geen antwoord",
    ]
    session.execute(update(Assessment).values(deadline=today() - timedelta(days=1)))
    page = start()
    assert page.h1 == "Jullie vullen in, de laatste dag is voorbij"
    assert ("De laatste dag is voorbij", "Verzet de laatste dag", f"{path}/deadline") in held_up(page)
    assert "Noor en Joris waren nog niet klaar." in page.text


def test_what_went_wrong_comes_first(session, people, client_as, assessment, start):
    path = f"/inventarisaties/{assessment.id}/deelnemers"
    bo = make_member(session, assessment, 1, "Bo Visser", **INVITED)
    idle = make_member(session, assessment, 2, "Anna Bakker", ())
    shared = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "created_at": now()}
    proposal = Proposal(**shared, participation_id=bo.id, domain="geld", name="Piet Pil")
    session.add(proposal)
    session.commit()
    client = client_as(people.coordinator)
    client.post(f"{path}/herinneren", {"people": [str(bo.id)], "line": "", "action": "send"})
    give_up(session, mails(session)[0])
    assert held_up(start())[:3] == [
        ("1 mail is niet aangekomen", "Geef een ander adres op", f"{path}/{bo.id}/vervangen?zelfde=1"),
        ("1 voorstel van collega’s", "Beslis", f"{path}/voorstellen/{proposal.id}"),
        ("Anna Bakker heeft nog geen vragen.", "Verdeel de vragen", f"{path}/{idle.id}"),
    ]


def test_without_a_last_day_one_is_asked_for(session, assessment, start):
    make_member(session, assessment, 1, "Noor Jansen", **INVITED)
    named = [one[:2] for one in held_up(start())]
    assert ("Er is nog geen laatste dag", "Spreek een laatste dag af") in named


def test_in_a_review_nothing_of_the_answers_holds_it_up(session, assessment, start):
    make_member(session, assessment, 1, "Noor Jansen", **INVITED)
    session.execute(update(Assessment).values(state="in_review", review_started_at=now()))
    page = start()
    assert page.h1 == "Jullie bespreken de antwoorden" and held_up(page) == []
    assert "Bespreek de antwoorden met de adviseur" in page.text and "Laatste dag" not in page.text
    session.execute(update(Assessment).values(open_points_at=now()))
    assert "Kijk wat er nog open is" in start().text
    session.execute(delete(Membership).where(Membership.role == "adviser"))
    session.execute(update(Assessment).values(open_points_at=None))
    page = start()
    assert "Geen. Jullie stellen zelf vast." in page.text and "met de adviseur" not in page.text


def test_more_rounds_are_one_line_each(session, people, start, assessment):
    make_assessment(session, people, title="Ronde die klaar is", state="agreed", agreed_at=now())
    make_assessment(session, people, title="Andere ronde", created_at=now() - timedelta(days=3))
    page = start()
    assert page.text.count("Jij bent aan zet.") == 1
    lines = {said(one) for list_ in page.all("ul") if list_.get("class") == "tasks" for one in list_.iter("li")}
    assert len(lines) == 2 and any("Ronde die klaar is" in one for one in lines)


def test_it_says_what_happened_and_never_what_somebody_answered(session, people, client_as, assessment, start):
    assert "Wat er gebeurde" not in start().text
    noor = make_member(session, assessment, 1, "Noor Jansen", **INVITED)
    make_answers(session, noor, {"geld/A.BL": 2}, reason="Een reden van Noor.")
    record(session, people.coordinator, "invite_people", assessment, now=now(), new=[str(noor.id)])
    record(session, people.coordinator, "change_answer_of", assessment, now=now(), new={"value": 2})
    for _ in range(2):
        record(session, people.participant, "submit_answers", noor, now=now(), old="started", new="submitted")
    record(session, people.adviser, "add_appointment", assessment, now=now() - timedelta(weeks=9))
    record(session, people.other, "start_review", people.elsewhere, now=now(), municipality_id=people.elsewhere.id)
    page = start()
    told = [said(one) for list_ in page.all("ul") if list_.get("class") == "news" for one in list_.iter("li")]
    day = short_day(today())
    assert sorted(told) == [f"{day} Antwoorden ingeleverd, 2 keer", f"{day} Collega’s uitgenodigd"]
    assert f"/inventarisaties/{assessment.id}/geschiedenis" in page.links


def test_it_takes_as_many_statements_for_one_colleague_as_for_many(session, people, client_as, assessment):
    client = client_as(people.coordinator)
    counts = []
    for first in (0, 10):
        for number in range(first, first + 1 + first):
            made = make_member(session, assessment, number, f"Collega {number}", **INVITED)
            make_answers(session, made, {"geld/A.BL": 2})
        session.commit()
        with statements() as sent:
            client.get("/")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12


def test_nobody_else_has_one(session, people, client_as, assessment):
    make_member(session, assessment, 1, "Noor Jansen", **INVITED)
    session.commit()
    for somebody in (people.adviser, people.reader, people.participant, people.administrator, people.other):
        page = client_as(somebody).get({people.adviser: DESK, people.administrator: "/beheer"}.get(somebody, "/"))
        assert "Jullie vullen in" not in page.text and "Noor" not in page.html
