"""Asking the owner of an action by mail: once, again, somebody else, and nobody any more."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import AuditEntry, ImprovementAction, OutboxMail, Trajectory, User
from app.plan.owners import OWNER_MAILS
from app.web.clock import now, today
from app.web.formatting import day_and_date
from tests.colleagues import give_up
from tests.factories import make_user
from tests.owners import OWNER, ask, asking, link_in, make_owned, owner_mails, stored, user_with

LATER = today() + timedelta(days=40)
TITLE = "Vertel het bestuur waarom dit nodig is"


@pytest.fixture
def action(session, people):
    """The id of an action with an end."""
    return make_owned(session, people, ends_on=LATER)


@pytest.fixture
def coordinator(people, client_as):
    """The coordinator."""
    return client_as(people.coordinator)


def recorded(session):
    """What the audit trail has of owners, in order."""
    query = select(AuditEntry.action).where(AuditEntry.action.contains("owner"))
    found = list(session.scalars(query.order_by(AuditEntry.at)))
    session.rollback()
    return found


def an_hour_ago(session):
    """Move the last mails into the past."""
    for table, column in ((ImprovementAction, "owner_mailed_at"), (OutboxMail, "created_at")):
        session.execute(update(table).values({column: now() - timedelta(hours=2)}))
    session.commit()


def test_the_owner_gets_a_mail(session, people, coordinator, action):
    page = coordinator.follow(ask(coordinator, action, line="Fijn dat je dit doet.\nGroet"))
    assert OWNER in page.text and "wordt verstuurd" in page.text
    (mail,) = owner_mails(session)
    assert (mail.recipient, mail.reply_to) == (OWNER, people.coordinator.email)
    assert mail.subject == "Voorbeeldstad: hoe gaat het met jouw actie?"
    for told in (people.coordinator.name, f"‘{TITLE}’", day_and_date(LATER), "> Fijn dat je dit doet.\n> Groet"):
        assert told in mail.text
    found = stored(session, action)
    owner = user_with(session, OWNER)
    assert (found.owner_id, owner.name) == (owner.id, "beleidsmedewerker schulden")
    assert link_in(mail).removeprefix("/actie/") not in str(found)
    assert recorded(session) == ["ask_owner"]


def test_the_mail_can_be_looked_at_before(coordinator, action):
    text = coordinator.get(asking(action)).text
    assert "(hier staat de link)" in text and f"‘{TITLE}’" in text


def test_a_known_address_looks_the_same_and_keeps_its_name(session, people, coordinator, action):
    make_user(session, OWNER, "Olga Elders")
    session.commit()
    page = coordinator.follow(ask(coordinator, action))
    assert "Olga" not in page.html
    assert "Olga" not in owner_mails(session)[0].text
    assert user_with(session, OWNER).name == "Olga Elders"


def test_who_has_no_function_has_a_name_all_the_same(session, people, client_as):
    action = make_owned(session, people, owner="")
    ask(client_as(people.adviser), action)
    assert user_with(session, OWNER).name == "Eigenaar van een actie"
    assert "Daarbij staat" not in owner_mails(session)[0].text


def test_twice_within_an_hour_sends_one_mail(session, coordinator, action):
    ask(coordinator, action)
    page = coordinator.follow(ask(coordinator, action))
    assert "heeft de mail al gekregen op" in page.text
    # A form of before, as after two clicks.
    coordinator.post(asking(action), {"email": OWNER, "line": "", "seen": ""})
    assert len(owner_mails(session)) == 1
    assert recorded(session) == ["ask_owner"]


def test_what_is_said_in_a_mail_too_many_stays_in_the_form(session, coordinator, action):
    ask(coordinator, action, line="Fijn dat je dit doet.\n\nGroet")
    first = {"email": OWNER, "line": "Fijn dat je dit doet.\r\n\r\nGroet", "seen": ""}
    # The same mail twice is two clicks.
    assert "al gekregen op" in coordinator.follow(coordinator.post(asking(action), first)).text
    for seen in ("", coordinator.get(asking(action)).fields["seen"]):
        page = coordinator.post(asking(action), {**first, "line": "Nog iets.", "seen": seen}, 409)
        assert "al gekregen op" in page.text and page.title.startswith("Fout:")
        assert (page.fields["email"], page.fields["line"].strip()) == (OWNER, "Nog iets.")
    assert len(owner_mails(session)) == 1


def test_asking_again_sends_a_new_link(session, client_as, coordinator, action):
    ask(coordinator, action)
    an_hour_ago(session)
    ask(coordinator, action)
    old, new = owner_mails(session)
    assert link_in(old) != link_in(new)
    client_as(None).get(link_in(old), 404)
    assert client_as(None).get(link_in(new)).fields["email"] == OWNER
    assert recorded(session) == ["ask_owner", "ask_owner_again"]


def test_a_refused_mail_can_be_sent_again_at_once(session, coordinator, action):
    ask(coordinator, action)
    give_up(session, owner_mails(session)[0])
    assert "niet aangekomen" in coordinator.get(asking(action)).text
    ask(coordinator, action)
    assert len(owner_mails(session)) == 2


def test_another_address_moves_the_right(session, client_as, coordinator, action):
    ask(coordinator, action)
    first, own = client_as(user_with(session, OWNER)), f"/mijn-acties/{action}"
    first.get(own)
    ask(coordinator, action, "piet@werkplein.example")
    old, _ = owner_mails(session)
    first.get(own, 404)
    client_as(None).get(link_in(old), 404)
    client_as(user_with(session, "piet@werkplein.example")).get(own)
    assert recorded(session) == ["ask_owner", "ask_other_owner"]


def test_taking_away(session, client_as, coordinator, action):
    ask(coordinator, action)
    owner, page = client_as(user_with(session, OWNER)), coordinator.get(asking(action))
    coordinator.post(f"{asking(action)}/weg", {"seen": page.fields["seen"]})
    owner.get(f"/mijn-acties/{action}", 404)
    client_as(None).get(link_in(owner_mails(session)[0]), 404)
    found = stored(session, action)
    assert (found.owner_id, found.owner_mailed_at, found.link_hash) == (None, None, None)
    again = coordinator.follow(coordinator.post(f"{asking(action)}/weg", {"seen": ""}))
    assert "Er was al niemand meer" in again.text
    assert recorded(session) == ["ask_owner", "take_owner_away"]


def test_who_was_asked_meanwhile_is_not_overwritten(session, people, client_as, coordinator, action):
    adviser = client_as(people.adviser)
    seen = adviser.get(asking(action)).fields["seen"]
    ask(coordinator, action)
    typed = {"email": "piet@werkplein.example", "line": "Doe jij dit?", "seen": seen}
    page = adviser.post(asking(action), typed, 409)
    assert "Iemand anders veranderde intussen" in page.text and OWNER in page.text
    assert (page.fields["email"], page.fields["line"]) == (typed["email"], typed["line"])
    assert adviser.post(f"{asking(action)}/weg", {"seen": seen}, 409).fields["email"] == OWNER
    assert [mail.recipient for mail in owner_mails(session)] == [OWNER]
    # Nobody learns from this whether the other address was known.
    assert user_with(session, "piet@werkplein.example") is None
    adviser.post(asking(action), {**typed, "seen": page.fields["seen"]})
    assert owner_mails(session)[-1].recipient == "piet@werkplein.example"


@pytest.mark.parametrize("typed", ["", "geen adres", "a@", "a b@c.nl"])
def test_an_address_is_needed(session, coordinator, action, typed):
    page = coordinator.post(asking(action), {"email": typed, "line": "Mijn tekst", "seen": ""}, 422)
    assert "e-mailadres" in page.text
    assert page.fields["line"] == "Mijn tekst"
    assert owner_mails(session) == []


def test_a_long_line_is_refused_and_kept(session, coordinator, action):
    page = coordinator.post(asking(action), {"email": OWNER, "line": "x" * 1001, "seen": ""}, 422)
    assert page.fields["line"] == "x" * 1001
    assert owner_mails(session) == []


@pytest.mark.usefixtures("clock")
def test_no_more_mails_than_may_go_in_an_hour(session, coordinator, action, monkeypatch):
    monkeypatch.setattr("app.plan.owners.OWNER_MAILS", type(OWNER_MAILS)("owner_mails", 1))
    ask(coordinator, action)
    page = ask(coordinator, action, "piet@werkplein.example", "Mijn tekst", status=429)
    assert "Probeer het over" in page.text
    assert page.fields["line"] == "Mijn tekst"
    assert stored(session, action).owner_id == user_with(session, OWNER).id
    assert user_with(session, "piet@werkplein.example") is None


def test_a_closed_trajectory_asks_nobody(session, coordinator, action):
    ask(coordinator, action)
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    assert "afgesloten" in coordinator.get(asking(action)).text
    page = coordinator.post(asking(action), {"email": "p@q.example", "line": "Mijn tekst", "seen": ""}, 409)
    assert "Mijn tekst" in page.text and "p@q.example" in page.text
    coordinator.post(f"{asking(action)}/weg", {"seen": ""}, 409)
    assert stored(session, action).owner_id is not None


def test_who_does_not_lead_asks_nobody(session, people, client_as, coordinator, action):
    ask(coordinator, action)
    for user in (people.other, people.reader, user_with(session, OWNER)):
        client = client_as(user)
        client.get(asking(action), 404)
        client.post(asking(action), {"email": "p@q.example", "seen": ""}, 404)
        client.post(f"{asking(action)}/weg", {"seen": ""}, 404)
    assert len(owner_mails(session)) == 1


def test_strange_titles_begin_no_line_of_their_own(session, people, client_as):
    action = make_owned(session, people, title="Eerst\r\nBcc: x@y.example <b>vet</b>", owner="a\nb")
    ask(client_as(people.coordinator), action)
    (mail,) = owner_mails(session)
    assert "‘Eerst Bcc: x@y.example <b>vet</b>’" in mail.text and "&lt;b&gt;vet&lt;/b&gt;" in mail.html


def test_the_audit_trail_has_no_addresses(session, coordinator, action):
    ask(coordinator, action)
    rows = session.execute(select(AuditEntry.old, AuditEntry.new, AuditEntry.reason)).all()
    assert OWNER not in str(rows)
    names = set(session.scalars(select(User.name)))
    session.rollback()
    assert not [name for name in names if name in str(rows) and name != "beleidsmedewerker schulden"]
