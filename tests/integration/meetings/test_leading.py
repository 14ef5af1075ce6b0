"""Leading a meeting: going on, the clock, who is there, and two who lead at once."""

import pytest
from sqlalchemy import select, update

from app.models import AuditEntry, Meeting, MeetingItem, Membership
from tests.factories import make_assessment
from tests.meetings import LIST, PRESENT, rows

REASON = "Zo hebben we het samen besproken."


def now_at(session):
    """(item, version) of the meeting."""
    return rows(session, select(Meeting.item, Meeting.version))[0]


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_going_on_goes_through_the_list_and_back(session, people, client_as, address, meeting, who):
    client = client_as(getattr(people, who))
    for version, item in enumerate((LIST[1], LIST[2], "", LIST[2], LIST[1]), 1):
        page = client.follow(client.post(f"{address}/verder", {"to": item, "version": str(version)}))
        assert now_at(session) == (item or None, version + 1)
        assert page.title.startswith(f"Punt {LIST.index(item) + 1} van 3" if item else "Alle punten besproken")
    assert rows(session, select(MeetingItem.item).where(MeetingItem.discussed_at.is_(None))) == []


def test_two_who_go_on_at_once_skip_nothing(session, people, client_as, address, meeting):
    for who in ("adviser", "coordinator"):
        client = client_as(getattr(people, who))
        page = client.follow(client.post(f"{address}/verder", {"to": LIST[1], "version": "1"}))
        assert page.title.startswith("Punt 2 van 3")
    assert now_at(session) == (LIST[1], 2)


def test_who_goes_elsewhere_meanwhile_gets_a_clear_page(session, people, client_as, address, meeting):
    client_as(people.adviser).post(f"{address}/verder", {"to": LIST[1], "version": "1"})
    page = client_as(people.coordinator).post(f"{address}/verder", {"to": LIST[2], "version": "1"}, 409)
    assert "Er is niets overgeslagen." in page.text and address in page.links
    assert now_at(session) == (LIST[1], 2)


def test_another_question_comes_after_this_one(session, people, client_as, address, meeting):
    client = client_as(people.adviser)
    form = {"to": "other", "other": "geld/S.UI", "version": "1"}
    page = client.follow(client.post(f"{address}/verder", form))
    assert page.title.startswith("Punt 2 van 4")
    listed = rows(session, select(MeetingItem.item, MeetingItem.kind).order_by(MeetingItem.position))
    assert listed == [(LIST[0], "different"), ("geld/S.UI", ""), (LIST[1], ""), (LIST[2], "")]
    page = client.follow(client.post(f"{address}/verder", {"to": LIST[1], "version": "2"}))
    assert page.title.startswith("Punt 3 van 4")


@pytest.mark.parametrize("item", ["wonen/A.BE", "geld/K1", "geld/X", "verzonnen", "geld"])
def test_nothing_outside_the_inventory_can_be_discussed(session, people, client_as, address, meeting, item):
    client_as(people.adviser).post(f"{address}/verder", {"to": item, "version": "1"}, 404)
    assert now_at(session) == (LIST[0], 1)


TYPED = {"item": LIST[0], "seen": "0", "value": "2", "reason": REASON, "version": "1"}


@pytest.mark.parametrize(("page", "more"), [("verder", {"to": LIST[1]}), ("klok", {})])
def test_a_score_that_was_typed_is_not_lost_by_going_on(session, people, client_as, address, meeting, page, more):
    client = client_as(people.adviser)
    shown = client.post(f"{address}/{page}", {**TYPED, **more}, 409)
    assert "Je score is nog niet opgeslagen" in shown.text
    assert (shown.fields["reason"], shown.fields["value"]) == (REASON, "2")
    assert now_at(session) == (LIST[0], 1)
    client.post(f"{address}/{page}", {"version": "1", "discard": "y", **more})
    assert now_at(session)[1] == 2


def test_every_way_from_the_screen_sends_along_everything_that_was_typed(people, client_as, address, meeting):
    client = client_as(people.adviser)
    client.post(f"{address}/verder", {"to": LIST[1], "version": "1"})
    page = client.get(address)
    more = {"dissent": "Blijft bij 1.", "evidence_kind": "document", "evidence_note": "Plan 12"}
    typed = {**page.fields, "value": "2", "reason": REASON, **more}
    ways = [button for button in page.all("button") if button.get("name") == "to"]
    # Back and on, three on the list, one that is not on it, being there, and four pages.
    assert len(ways) == 11 and page.links == []
    (form,) = page.all("form")
    assert form.get("id") == "score" and len(form.findall(".//button[@name='to']")) == 11
    for button in ways:
        shown = client.post(button.get("formaction"), {**typed, "other": LIST[2], "to": button.get("value")}, 409)
        kept = {name: shown.fields[name].strip() for name in ("value", "reason", *more)}
        assert kept == {"value": "2", "reason": REASON, **more}


WAYS = {
    "aanwezig": "Wie is er?",
    "afronden": "Bespreking afronden",
    "overzicht": "Bespreken",
    "mee": "punt",
    "": "punt",
}


@pytest.mark.parametrize("to", WAYS)
def test_who_leaves_the_screen_gets_there_after_choosing(people, client_as, address, meeting, to):
    client = client_as(people.adviser)
    client.post(f"{address}/naar", {**TYPED, "to": to}, 409)
    chosen = client.follow(client.post(f"{address}/naar", {"version": "1", "discard": "y", "to": to}))
    untouched = client.follow(client.post(f"{address}/naar", {**client.get(address).fields, "to": to}))
    for page in (chosen, untouched):
        assert WAYS[to] in page.h1 or (page.title.startswith("Punt 1 van 3") and to in ("", "mee"))


def test_there_is_no_way_to_elsewhere(people, client_as, address, meeting):
    client_as(people.adviser).post(f"{address}/naar", {"to": "https://elders.example"}, 404)


def test_an_untouched_form_holds_up_nobody(session, people, client_as, address, meeting):
    client = client_as(people.adviser)
    client.post(f"{address}/score", {**TYPED, "version": ""})
    page = client.get(address)
    assert page.fields["reason"] == REASON
    client.post(f"{address}/verder", {**page.fields, "to": LIST[1]})
    assert now_at(session)[0] == LIST[1]


def test_the_clock_starts_again(session, people, client_as, address, meeting):
    session.execute(update(Meeting).values(item_since=meeting.started_at))
    before = meeting.started_at
    session.commit()
    client = client_as(people.coordinator)
    assert "0 van 5 minuten" in client.get(address).text
    client.post(f"{address}/klok", {"version": "1"})
    ((since,),) = rows(session, select(Meeting.item_since))
    assert since > before
    assert "Ga naar de bespreking" in client.post(f"{address}/klok", {"version": "1"}, 409).text


def test_without_minutes_there_is_no_clock(session, people, client_as, address, meeting):
    session.execute(update(Meeting).values(minutes=0, item_since=meeting.started_at))
    session.commit()
    page = client_as(people.adviser).get(address)
    assert "minuten" not in page.text and "klok" not in page.text


def test_who_is_there_changes_on_its_own_page(session, people, client_as, address, meeting):
    client = client_as(people.coordinator)
    assert client.get(f"{address}/aanwezig").fields["present"] == PRESENT.splitlines()[-1]
    form = {"present": "coördinator\nwethouder", "version": "1"}
    assert "Opgeslagen." in client.follow(client.post(f"{address}/aanwezig", form)).text
    assert rows(session, select(Meeting.present, Meeting.version)) == [("coördinator\nwethouder", 2)]
    ((old, new),) = rows(session, select(AuditEntry.old, AuditEntry.new).where(AuditEntry.action == "change_present"))
    assert (old["present"], new["present"]) == (PRESENT, form["present"])
    page = client.post(f"{address}/aanwezig", {"present": "adviseur", "version": "1"}, 409)
    assert "Iemand anders ging intussen verder" in page.text and form["present"].split()[1] in page.text
    assert (page.fields["present"], page.fields["version"]) == ("adviseur", "2")
    page = client.post(f"{address}/aanwezig", {"present": "x" * 1001, "version": "2"}, 422)
    assert "Gebruik hier maximaal 1000 tekens." in page.text


POSTS = ("verder", "naar", "klok", "aanwezig", "score", "afronden")


@pytest.mark.parametrize("page", POSTS)
@pytest.mark.parametrize(("who", "status"), [("participant", 403), ("reader", 404), ("other", 404)])
def test_only_who_leads(people, client_as, address, meeting, page, who, status):
    client_as(getattr(people, who)).post(f"{address}/{page}", {**TYPED, "to": LIST[1]}, status)


@pytest.mark.parametrize("page", ["verder", "naar", "klok", "aanwezig", "afronden"])
def test_without_a_meeting_it_says_what_can_be_done(people, client_as, address, page):
    refused = client_as(people.adviser).post(f"{address}/{page}", {"present": "coördinator", "version": "1"}, 409)
    assert "Er is nu geen bespreking bezig." in refused.text and address in refused.links


@pytest.mark.parametrize("page", ["aanwezig", "afronden"])
def test_without_a_meeting_its_pages_say_so_too(people, client_as, address, page):
    assert "Er is nu geen bespreking bezig." in client_as(people.adviser).get(f"{address}/{page}", 409).text


def test_whose_role_ended_leads_no_more(session, people, client_as, address, meeting):
    client = client_as(people.adviser)
    session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=meeting.started_at))
    session.commit()
    client.post(f"{address}/verder", {"to": LIST[1], "version": "1"}, 404)


def test_a_meeting_of_another_inventory_is_left_alone(session, people, client_as, assessment, meeting):
    other = make_assessment(session, people, ("geld",), state="in_review", title="Een andere ronde")
    address = f"/inventarisaties/{other.id}/bespreken/samen"
    client_as(people.adviser).post(f"{address}/verder", {"to": LIST[1], "version": "1"}, 409)
    assert now_at(session) == (LIST[0], 1)
