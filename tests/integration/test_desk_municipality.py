"""One municipality for its advisers: rounds, people, and the contacts that they write down."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import AuditEntry, Contact, Membership, User
from app.web.clock import now, today
from app.web.formatting import long_date
from app.web.forms import typed_day
from tests.factories import People, make_assessment, make_municipality, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def page_of(people: People) -> str:
    """The address of the page of Voorbeeldstad."""
    return f"/adviseur/{people.municipality.id}"


def contact(**changes: str) -> dict[str, str]:
    """What an adviser types."""
    return {
        "day": typed_day(today()),
        "kind": "phone",
        "note": "Gebeld over de planning.\nVolgende week verder.",
    } | changes


def kept(session: Session) -> int:
    """How many contacts are kept."""
    count = session.scalar(select(func.count()).select_from(Contact))
    session.commit()
    return count or 0


def test_the_page_shows_rounds_and_people(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people, state="in_review", review_started_at=now() - timedelta(days=3))
    make_user(session, "ada@stichting.example", "Ada Ander", "adviser", people.municipality)
    session.commit()
    page = client_as(people.adviser).get(page_of(people))
    assert page.h1 == "Voorbeeldstad"
    assert f"/inventarisaties/{made.id}/bespreken" in page.links
    assert f"Wacht op jou of een andere adviseur, sinds {long_date(today() - timedelta(days=3))}." in page.text
    assert "Cora Dinatorfunctie van Cora Dinatorcoordinator@voorbeeldstad.example" in page.text
    assert "Ad Viseur" in page.text
    assert "Ada Ander" in page.text
    assert "Lea Zer" not in page.text
    assert "Eerder genoteerd" not in page.text


def test_without_rounds_and_coordinator_it_says_what_can_be_done(
    client_as: ClientAs, session: Session, people: People
) -> None:
    place = make_municipality(session, "GM9921", "Leegdorp")
    adviser = make_user(session, "a@stichting.example", "Ans", "adviser", place)
    session.commit()
    text = client_as(adviser).get(f"/adviseur/{place.id}").text
    assert "Coördinator kan beginnen." in text
    assert "Een beheerder kan die toevoegen." in text


def test_a_contact_is_kept_for_the_advisers(client_as: ClientAs, session: Session, people: People) -> None:
    adviser = client_as(people.adviser)
    other = make_user(session, "ada@stichting.example", "Ada Ander", "adviser", people.municipality)
    session.commit()
    page = adviser.follow(adviser.post(page_of(people), contact()))
    assert "Het contact is opgeslagen." in page.text
    yesterday = today() - timedelta(days=1)
    adviser.post(page_of(people), contact(day=yesterday.isoformat(), kind="visit", note="Op bezoek <b>geweest</b>."))
    text = client_as(other).get(page_of(people)).text
    newest = f"{long_date(today())} Telefoon, Ad ViseurGebeld over de planning. Volgende week verder."
    assert f"{newest} {long_date(yesterday)} Bezoek, Ad ViseurOp bezoek <b>geweest</b>." in text
    entries = session.scalars(select(AuditEntry)).all()
    assert [entry.action for entry in entries] == ["add_contact", "add_contact"]
    assert entries[0].municipality_id == people.municipality.id
    assert not any("Gebeld" in str((entry.old, entry.new, entry.reason)) for entry in entries)


def test_two_clicks_are_one_contact(client_as: ClientAs, session: Session, people: People) -> None:
    adviser = client_as(people.adviser)
    adviser.post(page_of(people), contact())
    adviser.post(page_of(people), contact())
    assert kept(session) == 1
    adviser.post(page_of(people), contact(kind="mail"))
    assert kept(session) == 2


def test_the_summary_has_the_order_of_the_form(client_as: ClientAs, people: People) -> None:
    page = client_as(people.adviser).post(page_of(people), {"day": ""}, status=422)
    assert [link for link in page.links if link.startswith("#")] == ["#day", "#kind", "#note"]


def test_another_municipality_is_not_found(client_as: ClientAs, session: Session, people: People) -> None:
    adviser = client_as(people.adviser)
    for where in (people.elsewhere.id, uuid.uuid4()):
        adviser.get(f"/adviseur/{where}", status=404)
        adviser.post(f"/adviseur/{where}", contact(), status=404)
    assert kept(session) == 0


def test_whose_role_has_ended_sees_nothing(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people, state="in_review", review_started_at=now())
    adviser = client_as(people.adviser)
    adviser.get(page_of(people))
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    adviser.get(page_of(people), status=403)
    adviser.get(f"/inventarisaties/{made.id}", status=404)
    adviser.get(f"/inventarisaties/{made.id}/bespreken", status=404)
    # Still adviser elsewhere: the list is there, this municipality is not.
    where = people.elsewhere.id
    session.add(Membership(user_id=people.adviser.id, municipality_id=where, role="adviser", created_at=now()))
    session.commit()
    adviser.get(page_of(people), status=404)
    assert "Voorbeeldstad" not in adviser.get("/adviseur").html


def test_contacts_of_others_stay_where_they_belong(client_as: ClientAs, session: Session, people: People) -> None:
    shared = {"adviser_id": people.adviser.id, "day": today(), "kind": "mail", "created_at": now()}
    session.add(Contact(**shared, municipality_id=people.elsewhere.id, note="Over Voorbeelddorp."))
    session.commit()
    adviser = client_as(people.adviser)
    assert "Over Voorbeelddorp." not in adviser.get(page_of(people)).html
    assert "nog niet Noteer contact" in adviser.get("/adviseur").text


def test_a_person_is_not_told_of_answers(client_as: ClientAs, session: Session, people: People) -> None:
    made = make_assessment(session, people)
    make_participation(session, made, people.participant)
    session.commit()
    text = client_as(people.adviser).get(page_of(people)).text
    assert "De collega is nog niet klaar." in text
    assert "Ivo Vuller" not in text


def test_the_page_takes_few_statements(client_as: ClientAs, session: Session, people: People) -> None:
    adviser = client_as(people.adviser)
    adviser.post(page_of(people), contact())
    with statements() as few:
        adviser.get(page_of(people))
    for number in range(8):
        make_assessment(session, people)
        make_user(session, f"a{number}@stichting.example", f"Adviseur {number}", "adviser", people.municipality)
        session.commit()
        adviser.post(page_of(people), contact(note=f"Contact {number}"))
    adviser.get(page_of(people))
    with statements() as many:
        adviser.get(page_of(people))
    assert len(few) == len(many) <= 9, many
