"""Who hears that domains were sent back, and how colleagues hand in again."""

import pytest
from sqlalchemy import select, update

from app.doors.limits import count_try
from app.models import Assessment, AssessmentDomain, AuditEntry, Participation, User
from app.participants.mails import MAILS
from app.web.clock import now
from tests.colleagues import id_of, mails, make_member
from tests.factories import make_assessment, make_user

REASON = "Kijk naar de uitvoering.\n<b>Wie doet wat?</b>"
HANDED_IN = {"state": "submitted", "submitted_at": now(), "invited_at": now()}
MONEY, BOTH = (("geld", "uitvoering"),), (("geld", "beleid"), ("inclusie", "beleid"))


@pytest.fixture
def team(session, people):
    """A review with colleagues in every state."""
    made = make_assessment(session, people, state="in_review")
    members = {
        "money": make_member(session, made, 1, "Gea Geld", MONEY, function="teamleider schulden", **HANDED_IN),
        "both": make_member(session, made, 2, "Bo Beide", BOTH, **HANDED_IN),
        "late": make_member(session, made, 3, "Lea Laat", MONEY, state="started", invited_at=now()),
        "other": make_member(session, made, 4, "Otto Over", (("inclusie", "beleid"),), **HANDED_IN),
        "withdrawn": make_member(session, made, 5, "Wim Weg", MONEY, **HANDED_IN, ended_at=now()),
        "prepared": make_member(session, made, 6, "Pia Plan", MONEY),
    }
    make_user(session, "tweede@voorbeeldstad.example", "Tweede Dinator", "coordinator", people.municipality)
    session.commit()
    return f"/inventarisaties/{made.id}", {name: id_of(part) for name, part in members.items()}


def send_back(client, hub, *domains, **options):
    return client.post(f"{hub}/terugsturen", {"domains": list(domains), "reason": REASON}, **options)


def states(session):
    rows = session.execute(select(Participation.id, Participation.state)).all()
    session.rollback()
    return {str(part): state for part, state in rows}


def test_the_page_says_who_gets_a_mail(people, client_as, team):
    page = client_as(people.adviser).get(f"{team[0]}/terugsturen")
    assert "Mail naar: teamleider schulden, beleid; beleidsmedewerker, beleid; beleidsmedewerker, beleid." in page.text
    assert "De 2 coördinatoren" in page.everything and "akkoord" not in page.everything
    assert not [name for name in ("Gea", "Bo ", "Wim", "Pia") if name in page.everything]
    assert "De andere coördinator" in client_as(people.coordinator).get(f"{team[0]}/terugsturen").everything


def test_an_approval_that_ends_is_said_with_who_hears_of_it(people, client_as, team):
    client_as(people.adviser).post(f"{team[0]}/akkoord")
    for who, approvers in (("coordinator", "De adviseur"), ("adviser", "")):
        text = client_as(getattr(people, who)).get(f"{team[0]}/terugsturen").everything
        assert "Het akkoord van" in text and ("Dat het akkoord is vervallen" in text) == bool(approvers)


def test_an_adviser_sends_back_and_everybody_concerned_hears_it(session, people, client_as, team):
    hub, members = team
    send_back(client_as(people.adviser), hub, "geld")
    sent = {mail.recipient.split("@")[0]: mail for mail in mails(session)}
    assert set(sent) == {"c1", "c2", "c3", "coordinator", "tweede"}
    assert len(mails(session)) == 5
    mail = sent["c1"]
    assert mail.kind == "sent_back" and str(mail.participation_id) == members["money"]
    assert mail.reply_to == people.coordinator.email
    for words in (
        "Hallo Gea Geld,",
        "De adviseur schrijft:\n> Kijk naar de uitvoering.\n> <b>Wie doet wat?</b>",
        "- Geldzaken, armoede en schulden: 6 vragen",
        hub,
        "Je bericht gaat naar Cora Dinator.",
    ):
        assert words in mail.text, words
    assert "Ad Viseur" not in mail.text + mail.html and "<b>Wie" not in mail.html
    assert "Sociale inclusie" not in sent["c2"].text
    mail = sent["coordinator"]
    for words in ("Voorbeeldstad: 1 domein is teruggestuurd", "De adviseur heeft", "3 collega’s krijgen", "bespreken"):
        assert words in mail.subject + mail.text, words
    found = states(session)
    expected = ("started", "started", "started", "submitted", "submitted", "invited")
    assert tuple(found[members[name]] for name in members) == expected
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "send_back"))
    assert set(entry.new["colleagues"]) == {members[name] for name in ("money", "both", "late")}


def test_a_coordinator_gets_no_mail_of_their_own(session, people, client_as, team):
    send_back(client_as(people.coordinator), team[0], "inclusie")
    sent = {mail.recipient.split("@")[0]: mail for mail in mails(session)}
    assert set(sent) == {"c2", "c4", "tweede"}
    assert "Cora Dinator schrijft:" in sent["c4"].text and "De coördinator heeft" in sent["tweede"].text


def colleague(session, client_as, number):
    """The browser of one of them."""
    user = session.scalars(select(User).where(User.email == f"c{number}@voorbeeldstad.example")).one()
    client = client_as(user)
    session.rollback()
    return client


def test_colleagues_hand_in_again_and_who_leads_sees_it(session, people, client_as, team):
    hub, members = team
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    send_back(adviser, hub, "geld")
    gea, otto = colleague(session, client_as, 1), colleague(session, client_as, 4)
    assert "Kijk je antwoorden nog eens na" in gea.get("/").text and "Kijk je antwoorden" not in otto.get("/").text
    page = gea.get(f"{hub}/controle")
    assert "Lever je antwoorden opnieuw in" in page.text and "Alleen daar kun je" in page.text
    page = gea.follow(gea.post(f"{hub}/controle"))
    assert "Je antwoorden zijn ingeleverd." in page.text and "tot de coördinator alles opnieuw inlevert" in page.text
    assert "Er wacht nu niets op jou." in gea.get("/").text
    assert states(session)[members["money"]] == "submitted"
    otto.post(f"{hub}/controle", status=409)
    for client in (adviser, coordinator):
        page = client.get(f"{hub}/bespreken")
        assert "1 van de 3 is klaar." in page.text and "teamleider schulden, beleidKlaar" in page.text
    assert f"{hub}/opnieuw-inleveren" in coordinator.get(f"{hub}/bespreken").links
    page = coordinator.get(f"{hub}/opnieuw-inleveren")
    for words in ("Van 3 collega’s zijn er 2 nog bezig.", "Lever in zonder 2 collega’s", "De adviseur, met wat er is"):
        assert words in page.everything, words
    assert "teamleider schulden" not in page.text
    # By choice, before everybody is done: who had handed in before has done so again.
    coordinator.post(f"{hub}/opnieuw-inleveren")
    found = states(session)
    assert [found[members[name]] for name in ("money", "both", "late")] == ["submitted", "submitted", "started"]
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "resubmit"))
    assert entry.new["not_done"] == [members["both"]]
    session.rollback()
    assert "Wie opnieuw inlevert" not in coordinator.get(f"{hub}/bespreken").text
    gea.post(f"{hub}/controle", status=409)


def test_advisers_hear_that_it_was_handed_in_again(session, people, client_as, team):
    hub, _ = team
    send_back(client_as(people.adviser), hub, "geld")
    client_as(people.coordinator).post(f"{hub}/vragen/geld/A.BE", {"value": "3", "seen": "0"})
    client_as(people.coordinator).post(f"{hub}/opnieuw-inleveren")
    (mail,) = [mail for mail in mails(session) if mail.recipient == people.adviser.email]
    assert mail.kind == "handed_in_again" and f"{hub}/bespreken/veranderd" in mail.text
    assert "Geldzaken, armoede en schulden. 1 antwoord is veranderd." in mail.text


def test_an_adviser_with_answers_of_their_own_gets_no_mail_about_them(session, people, client_as, team):
    hub, _ = team
    session.execute(update(Participation).where(Participation.name == "Gea Geld").values(user_id=people.adviser.id))
    session.commit()
    send_back(client_as(people.adviser), hub, "geld")
    assert people.adviser.email not in {mail.recipient for mail in mails(session)}


@pytest.mark.usefixtures("clock")
def test_too_many_mails_send_nothing_back(session, people, client_as, team, app):
    hub, _ = team
    secret = app.config["SETTINGS"].secret_key.get_secret_value()
    key = str(session.scalars(select(Assessment.municipality_id)).one())
    count_try(session, MAILS, key, secret, now=now(), tries=MAILS.most - 2)
    session.commit()
    page = send_back(client_as(people.adviser), hub, "geld", status=429)
    assert "Er is nu niets teruggestuurd." in page.text and page.fields["reason"].split() == REASON.split()
    assert mails(session) == [] and "submitted" in states(session).values()
    assert session.scalars(select(AssessmentDomain.sent_back_at)).all() == [None, None]
