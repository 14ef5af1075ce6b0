"""Following a meeting: the same for everybody, without names, and cheap to ask for again and again."""

import pytest
from sqlalchemy import update

from app.models import Assessment, AssessmentDomain, Membership, Participation, SignIn
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.meetings import LIST, begun

PRIVATE = ("Ivo", "Vuller", "Wiel", "Wijs", "teamleider", "wethouder,", "functie van")


@pytest.mark.parametrize("who", ["coordinator", "adviser", "participant"])
def test_shows_how_the_answers_lie_and_never_whose_they_are(people, client_as, address, meeting, who):
    page = client_as(getattr(people, who)).get(address)
    assert page.title.startswith("Punt 1 van 3")
    for words in (
        "1 keer gekozen",
        "2 keer gekozen",
        "niemand",
        "3 antwoorden, ver uit elkaar: van 0 tot 4.",
        "Het stond niet in het collegeplan.",
        "Wij praten er elke week over.",
        "Raadsbrief 12",
        "0 van 5 minuten",
    ):
        assert words in page.text, words
    assert ("Wat zie jij in je werk, waardoor je dit antwoord koos?" in page.text) == (who != "participant")
    # In the whole page, what is not seen included.
    html = page.html.replace(page.h1, "")
    assert [name for name in PRIVATE if name in html] == []


def test_only_the_own_screen_says_which_answer_is_whose(session, people, client_as, address, meeting):
    def marked(who):
        page = client_as(getattr(people, who)).get(address)
        rows = [" ".join(row.itertext()) for row in page.all("li") if "mt-row" in row.get("class", "")]
        return "jouw antwoord" in page.html, [row.split()[0] for row in rows if "jouw antwoord" in row]

    assert marked("participant") == (True, ["4"])
    assert marked("adviser") == marked("coordinator") == (False, [])
    # Also while it is answered again: it is their own.
    send_back(session)
    assert marked("participant") == (True, ["4"])


def test_what_has_no_score_is_counted_too(session, people, client_as, address, assessment, meeting):
    user = make_user(session, "iemand@voorbeeldstad.example", "Iemand")
    make_answers(session, make_participation(session, assessment, user), {"geld/A.BE": "unknown"})
    assert "van 0 tot 4. 1 keer ‘weet ik niet’." in client_as(people.adviser).get(address).text
    assert "Jouw antwoord: weet ik niet." in client_as(user).get(address).text


def test_a_long_reason_opens(session, people, client_as, address, assessment, meeting):
    user = make_user(session, "iemand@voorbeeldstad.example", "Iemand")
    reason = " ".join(f"woord{number}" for number in range(60))
    make_answers(session, make_participation(session, assessment, user), {"geld/A.BE": 1}, reason=reason)
    page = client_as(people.adviser).get(address)
    assert page.has(".mt-side details") and page.text.count("woord59’") == 1
    assert page.text.replace(" Lees verder", "").count(reason) == 1


def test_who_follows_has_nothing_to_fill_in(people, client_as, address, meeting):
    client = client_as(people.participant)
    page = client.follow(client.post(f"{address}/mee"))
    assert page.fields == {} and page.all("form") == page.all("button") == []
    assert address in page.links and address.removesuffix("/bespreken/samen") in page.links


def test_a_screen_in_the_room_has_no_menu(people, client_as, address, meeting):
    for who in ("adviser", "participant"):
        page = client_as(getattr(people, who)).get(address)
        assert not page.has(".masthead") and not page.has(".footer") and page.has(".mt-bar")


def test_before_the_first_and_after_the_last(session, people, client_as, address, assessment):
    begun(session, assessment, people.adviser)
    participant, adviser = client_as(people.participant), client_as(people.adviser)
    assert participant.get(address).h1 == "De bespreking begint zo"
    assert "Begin met punt 1" in adviser.get(address).text
    for version, item in enumerate((LIST[0], ""), 1):
        adviser.post(f"{address}/verder", {"to": item, "version": str(version)})
    assert participant.get(address).h1 == "Alle punten zijn besproken"
    assert "Terug naar het laatste punt" in adviser.get(address).text


def test_the_stand_changes_with_every_step(session, people, client_as, address, assessment):
    participant, adviser = client_as(people.participant), client_as(people.adviser)
    seen = [participant.ask(f"{address}/stand").json]
    assert seen == [{"running": False, "version": "none"}]
    begun(session, assessment, people.adviser)
    seen.append(participant.ask(f"{address}/stand").json)
    for version, item in enumerate(LIST, 1):
        adviser.post(f"{address}/verder", {"to": item, "version": str(version)})
        seen.append(participant.ask(f"{address}/stand").json)
        assert f'data-version="{seen[-1]["version"]}"' in participant.get(address).html
    adviser.post(f"{address}/afronden", {"version": "4"})
    assert participant.ask(f"{address}/stand").json == seen[0]
    assert len({one["version"] for one in seen}) == 5


def test_who_answers_sees_no_meeting_while_answering_or_after_agreeing(session, people, client_as, address, meeting):
    participant = client_as(people.participant)
    for state in ("open", "agreed"):
        session.execute(update(Assessment).values(state=state))
        session.commit()
        assert participant.get(address).h1 == "Er is nu geen bespreking"
        assert participant.ask(f"{address}/stand").json["running"] is False


@pytest.mark.parametrize("page", ["", "/stand"])
def test_who_has_nothing_to_do_with_it_sees_nothing(session, people, client_as, address, meeting, page):
    assert client_as(people.other).ask(address + page).status_code == 404
    assert client_as(people.reader).ask(address + page).status_code == 404
    session.execute(update(Assessment).values(agreed_at=now()))
    session.commit()
    assert client_as(people.reader).ask(address + page).status_code == 403
    assert client_as(None).ask(address + page).status_code == 302


def test_the_joint_part_of_who_coordinated_opens_nothing(session, people, client_as, address, meeting):
    session.execute(update(Assessment).values(agreed_at=now()))
    session.execute(update(Participation).where(Participation.role == "coordinator").values(user_id=people.reader.id))
    session.commit()
    client_as(people.reader).get(address, 403)


def send_back(session, domain="geld", *, at=True):
    """Somebody sends this domain back, or hands it in again."""
    again = {"sent_back_at": now(), "sent_back_reason": "Kijk nog eens."}
    again = again if at else dict.fromkeys(again)
    session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == domain).values(again))
    session.commit()


@pytest.mark.parametrize("who", ["coordinator", "adviser", "participant"])
def test_a_domain_that_is_answered_again_shows_no_answers_in_the_room(
    session, people, client_as, address, meeting, who
):
    client = client_as(getattr(people, who))
    said = ("keer gekozen", "van 0 tot 4", "Het stond niet in het collegeplan.", "Raadsbrief 12")
    kind = () if who == "participant" else ("Wat zie jij in je werk, waardoor je dit antwoord koos?",)
    before = client.get(address).text
    assert [words for words in (*said, *kind) if words not in before] == []
    send_back(session)
    page = client.get(address)
    assert page.title.startswith("Punt 1 van 3") and "Dit domein is teruggestuurd" in page.text
    assert [words for words in (*said, *kind) if words in page.text] == []
    # What can be answered is there, so that the numbers mean something; how often it was is not.
    assert "niemand" in before and "niemand" not in page.text
    assert page.has(".mt-bars") and not page.has(".units") and "4 Alles van" in page.text
    assert ("Zelf kun je de antwoorden lezen bij Bespreken" in page.text) == (who != "participant")


def test_screens_go_along_when_a_domain_is_sent_back_and_handed_in_again(session, people, client_as, address, meeting):
    participant = client_as(people.participant)
    seen = [participant.ask(f"{address}/stand").json["version"]]
    for domain, at in (("inclusie", True), ("geld", True), ("geld", False)):
        send_back(session, domain, at=at)
        seen.append(participant.ask(f"{address}/stand").json["version"])
        assert f'data-version="{seen[-1]}"' in participant.get(address).html
    # Another domain than the one on the screen changes nothing there.
    assert seen[0] == seen[1] == seen[3] != seen[2]


@pytest.mark.parametrize("column", ["ended_at", "invited_at"])
def test_who_takes_part_no_more_follows_no_more(session, people, client_as, address, meeting, column):
    value = now() if column == "ended_at" else None
    session.execute(update(Participation).where(Participation.role == "participant").values({column: value}))
    session.commit()
    participant = client_as(people.participant)
    assert participant.ask(f"{address}/stand").status_code == participant.ask(address).status_code == 404


def test_a_session_that_ended_or_a_role_that_ended_hears_nothing(session, people, client_as, address, meeting):
    participant, adviser = client_as(people.participant), client_as(people.adviser)
    assert participant.ask(f"{address}/stand").json["running"] and adviser.ask(f"{address}/stand").json["running"]
    session.execute(update(SignIn).where(SignIn.user_id == people.participant.id).values(ended_at=now()))
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    assert participant.ask(f"{address}/stand").status_code == 302
    assert adviser.ask(f"{address}/stand").status_code == 404


def test_asking_is_cheap_and_does_not_keep_a_session_alive(people, client_as, address, meeting):
    participant = client_as(people.participant)
    with statements() as sent:
        response = participant.ask(f"{address}/stand")
    assert len(sent) == 2, sent
    assert "Set-Cookie" not in response.headers and response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("who", ["participant", "adviser"])
@pytest.mark.parametrize("colleagues", [0, 20])
def test_takes_few_statements(session, people, client_as, address, assessment, meeting, who, colleagues):
    for number in range(colleagues):
        user = make_user(session, f"iemand{number}@voorbeeldstad.example", f"Iemand {number}")
        part = make_participation(session, assessment, user)
        make_answers(session, part, {"geld/A.BE": number % 5}, reason="Een reden.")
    make_agreed(session, assessment, people.adviser, {"geld/A.BL": 1})
    client = client_as(getattr(people, who))
    with statements() as sent:
        client.get(address)
    assert len(sent) == (7 if who == "participant" else 6), sent
