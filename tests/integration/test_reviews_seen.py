"""Clicking on a page that is old by now, and clicking twice: nothing is done unseen, and nothing is done again."""

import pytest
from sqlalchemy import select

from app.models import AuditEntry, Participation, Report
from questionnaires.catalogue import current
from tests.colleagues import mails
from tests.factories import make_agreed, make_answers, make_assessment, make_user
from tests.integration.test_reviews_transitions import audited, remove_adviser, state

ASKED = {question.id: question for question in current("iba").of_kind("domain")}
SCORE = {"value": "3", "reason": "Zo is het.", "seen": "0"}
CHANCES = {"K1-value": "3", "K1-seen": "0", "ambition": "75", "ambition_seen": "0"}


@pytest.fixture
def hub(session, people):
    """A review with answers and an agreed score."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.BL": "unknown", "inclusie/A.BE": "not_applicable"})
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 2})
    return f"/inventarisaties/{made.id}"


def seen(page):
    """What the form on a page says was seen."""
    return {name: page.fields[name] for name in ("seen", "open") if name in page.fields}


@pytest.mark.parametrize("what", ["score", "chances"])
def test_an_adviser_approves_only_what_the_page_showed(session, people, client_as, hub, what):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    shown = seen(adviser.get(f"{hub}/akkoord"))
    if what == "score":
        coordinator.post(f"{hub}/bespreken/geld/A.UI", SCORE)
    else:
        coordinator.post(f"{hub}/bespreken/geld/kansen", CHANCES)
    page = adviser.post(f"{hub}/akkoord", shown, status=409)
    assert "Dit is opgeslagen nadat jij de pagina opende:" in page.text
    changed = [link for link in page.links if link.startswith(f"{hub}/bespreken/geld/")]
    assert f"{hub}/bespreken/geld/{'A.UI' if what == 'score' else 'K1'}" in changed
    assert ("De ambitie van een domein" in page.text) == (what == "chances")
    assert state(session).approved_by is None
    # What the page says now was seen.
    adviser.post(f"{hub}/akkoord", seen(page))
    assert state(session).approved_by == people.adviser.id


def test_a_coordinator_agrees_only_what_the_page_showed(session, people, client_as, hub):
    make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    session.commit()
    remove_adviser(session)
    coordinator = client_as(people.coordinator)
    shown = seen(coordinator.get(f"{hub}/vaststellen"))
    second = session.scalars(select(type(people.reader)).where(type(people.reader).name == "Tweede")).one()
    session.commit()
    client_as(second).post(f"{hub}/bespreken/geld/A.BE", {"value": "withdrawn", "reason": "Toch niet.", "seen": "1"})
    page = coordinator.post(f"{hub}/vaststellen", shown, status=409)
    assert f"{hub}/bespreken/geld/A.BE" in page.links
    assert session.scalars(select(Report.id)).all() == []
    session.commit()
    coordinator.post(f"{hub}/vaststellen", seen(coordinator.get(f"{hub}/vaststellen")))
    # A second click finds it done, also with what was seen then.
    coordinator.post(f"{hub}/vaststellen", shown)
    assert state(session).state == "agreed"


@pytest.mark.parametrize("token", [None, "", "x", "1.2.3", "-1.0.0.0", "1.2.3.4.5", "9" * 30 + ".0.0.0"])
def test_what_no_page_gave_is_nothing_seen(session, people, client_as, hub, token):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    form = {} if token is None else {"seen": token}
    page = adviser.post(f"{hub}/akkoord", {**adviser.shown(f"{hub}/akkoord"), "seen": "", **form}, status=409)
    assert "Er is nog geen akkoord gegeven" in page.text and f"{hub}/bespreken" in page.links
    assert state(session).approved_by is None
    adviser.post(f"{hub}/akkoord")
    page = coordinator.post(f"{hub}/vaststellen", form, status=409)
    assert "Er is nog niets vastgesteld" in page.text
    assert state(session).state == "in_review"


def test_a_closing_text_is_seen_too(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    shown = seen(adviser.get(f"{hub}/akkoord"))
    adviser.post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Kijk nog eens."})
    coordinator.post(f"{hub}/vragen/geld/slotvragen", {"goes_well": "De schuldhulp.", "goes_well-seen": "0"})
    coordinator.post(f"{hub}/opnieuw-inleveren")
    page = adviser.post(f"{hub}/akkoord", shown, status=409)
    assert "een tekst bij de laatste vragen" in page.text and f"{hub}/bespreken/geld" in page.links
    assert state(session).approved_by is None
    line = "Er is geen antwoord veranderd. Bij 1 van de laatste vragen is de tekst veranderd."
    assert line in adviser.get(f"{hub}/bespreken").text
    assert "En 1 tekst bij de laatste vragen veranderde." in adviser.get(f"{hub}/geschiedenis").text
    adviser.post(f"{hub}/akkoord")
    assert state(session).approved_by == people.adviser.id


def test_an_approval_in_between_is_no_excuse(session, people, client_as, hub):
    """Withdrawn, changed and approved again while the coordinator reads: the approval holds, the page does not."""
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/akkoord")
    shown = seen(coordinator.get(f"{hub}/vaststellen"))
    adviser.post(f"{hub}/akkoord", {"withdraw": "1"})
    adviser.post(f"{hub}/bespreken/geld/A.UI", SCORE)
    adviser.post(f"{hub}/akkoord")
    page = coordinator.post(f"{hub}/vaststellen", shown, status=409)
    assert f"Geldzaken, armoede en schulden: {ASKED['A.UI'].short_name}" in page.text
    assert state(session).state == "in_review"


def test_a_second_click_finds_each_step_done(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    back = {"domains": "geld", "reason": "Kijk nog eens."}
    for who, path, form, words in (
        (adviser, "terugsturen", back, "Teruggestuurd: Geldzaken"),
        (coordinator, "opnieuw-inleveren", {}, "Wat is er veranderd?"),
        (adviser, "akkoord", None, "Je hebt akkoord gegeven."),
        (coordinator, "vaststellen", None, "De inventarisatie is vastgesteld"),
        (coordinator, "heropenen", {"reason": "Nog iets."}, "De inventarisatie is heropend."),
    ):
        first, again = who.post(f"{hub}/{path}", form), None
        rows, sent = audited(session), len(mails(session))
        again = who.post(f"{hub}/{path}", form)
        assert again.headers["Location"] == first.headers["Location"], path
        assert words in who.follow(again).text, path
        assert audited(session) == rows and len(mails(session)) == sent, path


def test_something_else_than_before_is_no_second_click(people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Kijk nog eens."})
    adviser.post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Iets anders."}, status=422)
    adviser.post(f"{hub}/terugsturen", {"domains": ["geld", "inclusie"], "reason": "Kijk nog eens."}, status=422)
    coordinator.post(f"{hub}/opnieuw-inleveren")
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/opnieuw-inleveren", status=409)
    coordinator.post(f"{hub}/vaststellen")
    adviser.post(f"{hub}/heropenen", {"reason": "Nog iets."})
    page = coordinator.post(f"{hub}/heropenen", {"reason": "Nog iets."}, status=409)
    assert "Nog iets." in page.text
    adviser.post(f"{hub}/heropenen", {"reason": "Iets anders."}, status=409)


def test_sending_back_ends_an_approval_for_all_to_see(session, people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/akkoord")
    coordinator.post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Er is een <nieuw> besluit."})
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "approval_fell_away")).all()
    assert (entry.actor_id, entry.new) == (None, {"approved": False, "because": "send_back"})
    assert entry.old["approved"] and len(entry.old["hash"]) == 64
    session.commit()
    (mail,) = [mail for mail in mails(session) if mail.kind == "approval_gone"]
    assert mail.recipient == "adviseur@stichting.example" and "De coördinator schrijft:" in mail.text
    assert "Er is een <nieuw> besluit." in mail.text and "<nieuw>" not in mail.html
    coordinator.post(f"{hub}/opnieuw-inleveren")
    for client in (adviser, coordinator):
        page = client.get(f"{hub}/bespreken")
        assert "Het akkoord is vervallen op" in page.text and "domeinen zijn teruggestuurd" in page.text
    assert "Het akkoord is vervallen op" in coordinator.post(f"{hub}/vaststellen", status=409).text
    assert "Het akkoord is vervallen op" in coordinator.get(f"{hub}/vaststellen", status=409).text
    adviser.post(f"{hub}/akkoord")
    assert "Het akkoord is vervallen" not in adviser.get(f"{hub}/bespreken").text
    adviser.post(f"{hub}/akkoord", {"withdraw": "1"})
    assert "Het akkoord is vervallen" not in adviser.get(f"{hub}/bespreken").text


def test_without_approval_sending_back_ends_none(session, people, client_as, hub):
    client_as(people.adviser).post(f"{hub}/terugsturen", {"domains": "geld", "reason": "Kijk nog eens."})
    assert [action for action, _ in audited(session)] == ["send_back"]
    assert "Het akkoord is vervallen" not in client_as(people.adviser).get(f"{hub}/bespreken").text


def test_the_consequences_are_counted(session, people, client_as, hub):
    make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    session.commit()
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    adviser.post(f"{hub}/akkoord")
    asked = 2 * len(ASKED) + len(current("iba").of_kind("general"))
    text = coordinator.get(f"{hub}/vaststellen").everything
    for words in (
        "Het rapport wordt versie 1 en ligt daarna vast.",
        f"Bij 1 van de {asked} vragen telt de afgesproken score.",
        f"{asked - 2} vragen tellen niet mee, omdat het antwoord niet bekend is.",
        "1 vraag telt niet mee, omdat het antwoord ‘niet van toepassing’ is.",
        "1 lezer van jouw gemeente kan het rapport bekijken.",
        "De adviseur en de andere coördinator",
    ):
        assert words in text, words
    before = len(mails(session))
    coordinator.post(f"{hub}/vaststellen")
    assert len(mails(session)) == before + 2
    coordinator.post(f"{hub}/heropenen", {"reason": "Nog iets."})
    adviser.post(f"{hub}/bespreken/geld/A.BE", {"value": "withdrawn", "reason": "Toch niet.", "seen": "1"})
    adviser.post(f"{hub}/akkoord")
    text = coordinator.get(f"{hub}/vaststellen").everything
    assert "Het rapport wordt versie 2" in text and "Versie 1 blijft bestaan." in text
    assert f"Bij 0 van de {asked} vragen" in text and "Bij 1 vraag tellen de antwoorden" in text
