"""The list of points: what stands on it, filters, and the way through it."""

import sys
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from app.models import AnswerVersion, Assessment
from app.state.points import alike_parts
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_agreed, make_answers, make_participation, make_user
from tests.points import PROFILE, counts_on, make_alike, make_points, settle


@pytest.fixture
def assessment(session, people):
    return make_points(session, people)


@pytest.fixture
def address(assessment):
    return f"/inventarisaties/{assessment.id}/bespreken"


@pytest.fixture
def alike(session, people, assessment):
    return make_alike(session, people, assessment)


def test_every_kind_stands_with_its_number(people, client_as, address):
    page = client_as(people.adviser).get(f"{address}/punten")
    assert counts_on(page) == {
        "Alle soorten": 4,
        "Verschil": 1,
        "Eigen niveau en anderen": 0,
        "3 of 4 zonder bewijs": 0,
        "Niet bekend": 1,
        "Niet van toepassing": 1,
        "Opvallend patroon": 0,
        "Niet zeker": 1,
    }
    for words in (
        "Er zijn 4 punten open.",
        "Geldzaken, armoede en schulden, bestuur. Antwoorden: 0, 4. Gemiddeld verschil: 2,0 stap.",
        "1 persoon weet het niet. Wie het kan weten: ",
        "1 van de 2 zegt: niet van toepassing.",
        "consulent, uitvoering: Dat doet de regio.",
        "Niet zeker: consulent, uitvoering.",
    ):
        assert words in page.text, words


def test_filters_by_kind_domain_and_level(people, client_as, address):
    client = client_as(people.adviser)
    only = client.get(f"{address}/punten?soort=unknown")
    assert "Niet bekend: 1 Nog niemand weet het antwoord." in only.text
    assert "Gemiddeld verschil" not in only.text
    # The other kinds keep their number.
    assert counts_on(only)["Verschil"] == 1
    top = client.get(f"{address}/punten?niveau=bestuur")
    assert counts_on(top) | {"Alle soorten": 3, "Niet bekend": 0, "Verschil": 1} == counts_on(top)
    assert top.fields["niveau"] == "bestuur"
    assert counts_on(client.get(f"{address}/punten?domein=algemeen"))["Alle soorten"] == 0
    assert "Met deze keuze zijn er geen punten." in client.get(f"{address}/punten?domein=algemeen").text
    # What does not exist filters nothing.
    assert counts_on(client.get(f"{address}/punten?soort=x&domein=wonen&niveau=y&toon=z"))["Alle soorten"] == 4


def test_the_way_goes_through_the_list_as_it_is_filtered(people, client_as, address):
    client = client_as(people.adviser)
    page = client.get(f"{address}/punten?niveau=bestuur")
    first = client.get(next(link for link in page.links if "lijst=punten" in link))
    assert first.title.startswith("Punt 1 van 3: Geldzaken")
    assert "Verschil: Collega’s zien dit duidelijk verschillend." in first.text
    form = {"value": "2", "reason": "Besproken.", "seen": "0", "next": first.fields["next"]}
    response = client.post(f"{address}/geld/A.BE?lijst=punten&punt=different&niveau=bestuur", form)
    second = client.follow(response)
    assert second.h1 == next(q.text for q in _asked() if q.id == "M.BE")
    # One point fewer: what was agreed is on the list no more.
    assert second.title.startswith("Punt 1 van 2: ")
    assert "niveau=bestuur" in response.headers["Location"]
    back = client.get(f"{address}/geld/A.BE?lijst=punten&punt=different&niveau=bestuur")
    assert back.title.startswith("Punt besproken: ")
    assert "Dit punt is klaar. Op de lijst staan nog 2 punten." in back.text
    assert "/geld/M.BE" in next(link for link in back.links if "punt=not_applicable" in link)


def _asked():
    geld = next(domain for domain in current("iba").domains if domain.id == "geld")
    return current("iba").questions_in(geld)


def test_after_the_last_point_comes_the_list(people, client_as, address):
    client = client_as(people.adviser)
    form = {"value": "2", "reason": "Besproken.", "seen": "0", "next": ""}
    page = client.follow(client.post(f"{address}/geld/A.UI?lijst=punten&punt=unknown&soort=unknown", form))
    assert page.h1 == "Punten om te bespreken"
    assert "Dit was het laatste punt van de lijst." in page.text


@pytest.mark.parametrize("posted", ["", "x", "different:", "pattern:geld/x", "different:geld", "unknown:wonen/A.BE"])
def test_a_next_that_is_no_point_of_here_leads_nowhere_else(people, client_as, address, posted):
    form = {"value": "2", "reason": "Besproken.", "seen": "0", "next": posted}
    client = client_as(people.adviser)
    response = client.ask(
        f"{address}/geld/A.UI?lijst=punten&punt=unknown", method="POST", data={"csrf_token": client.token, **form}
    )
    assert response.status_code == 404 or response.headers["Location"].startswith(f"{address}/punten")


def test_is_for_those_who_lead_the_review(session, people, client_as, address):
    stranger = make_user(session, "adviseur@elders.example", "Elders", "adviser", people.elsewhere)
    session.commit()
    for path in (f"{address}/punten", f"{address}/punten/geld/{stranger.id}"):
        client_as(people.participant).get(path, status=403)
        client_as(people.reader).get(path, status=404)
        client_as(people.other).get(path, status=404)
        client_as(stranger).get(path, status=404)
    settle(client_as(people.participant), address, status=403)
    settle(client_as(people.other), address, status=404)


def test_while_people_answer_who_leads_sees_points_of_their_own_answers(session, people, client_as, address):
    session.execute(update(Assessment).values(state="open"))
    session.commit()
    for who in (people.coordinator, people.adviser):
        page = client_as(who).get(f"{address}/punten")
        assert counts_on(page)["Alle soorten"] == 1
        assert "consulent, uitvoering" not in page.text


def test_a_pattern_has_a_page_with_the_answers(people, client_as, address, alike):
    client = client_as(people.adviser)
    page = client.get(f"{address}/punten?soort=pattern")
    assert (
        "beleidsmedewerker schulden, beleid Geldzaken, armoede en schulden. Gaf 6 keer hetzelfde antwoord: 2."
        in page.text
    )
    page = client.get(next(link for link in page.links if "punt=pattern" in link))
    assert page.h1 == "beleidsmedewerker schulden, beleid"
    assert "Gea" not in page.html
    assert page.title.startswith("Punt 1 van 1: Geldzaken")
    assert len([link for link in page.links if "/bespreken/geld/" in link]) == 6
    subject = f"geld/{alike.id}"
    settled = settle(
        client, address, subject=subject, kinds=("pattern",), query="?lijst=punten&punt=pattern&soort=pattern"
    )
    assert settled.headers["Location"] == f"{address}/punten?soort=pattern"
    again = client.get(f"{address}/punten/geld/{alike.id}")
    assert "Dat verschil hoort zo." in again.text
    assert "Kies welke" not in again.text
    assert (
        settle(client, address, subject=subject, kinds=("pattern",), undo="pattern", note="")
        .headers["Location"]
        .endswith(f"/punten/geld/{alike.id}")
    )


def test_patterns_are_looked_for_once_however_many_there_are(session, people, client_as, address, assessment, alike):
    for n in range(3):
        person = make_user(session, f"gelijk{n}@voorbeeldstad.example", "Gea Lijk")
        part = make_participation(session, assessment, person, level="beleid", function=f"beleidsmedewerker {n}")
        make_answers(session, part, {f"geld/{question}": 3 for question in PROFILE[:7]})
    client, looked = client_as(people.adviser), []

    def note(frame, event, _):
        if event == "call" and frame.f_code is alike_parts.__code__:
            looked.append(frame.f_lineno)

    sys.setprofile(note)
    try:
        page = client.get(f"{address}/punten?soort=pattern")
    finally:
        sys.setprofile(None)
    assert page.text.count("Gaf 7 keer hetzelfde antwoord: 3.") == 3
    assert page.text.count("Gaf 6 keer hetzelfde antwoord: 2.") == 1
    assert len(looked) == 1


def test_very_fast_answers_are_a_pattern(session, people, client_as, address, assessment):
    person = make_user(session, "snel@voorbeeldstad.example", "Sam Snel")
    part = make_participation(session, assessment, person, level="beleid", function="snelle collega")
    session.commit()
    moment = now()
    for number, question in enumerate(PROFILE[:8]):
        saved = moment + timedelta(seconds=3 * number)
        make_answers(session, part, {f"geld/{question}": number % 3}, saved_at=saved)
    # Correcting an answer long after does not count.
    make_answers(session, part, {f"geld/{PROFILE[0]}": 1}, seen=1, saved_at=moment + timedelta(hours=1))
    assert session.scalars(select(AnswerVersion).where(AnswerVersion.version == 2)).all()
    session.commit()
    page = client_as(people.adviser).get(f"{address}/punten?soort=pattern")
    assert (
        "snelle collega, beleid Geldzaken, armoede en schulden. Antwoordde snel: ongeveer 3 seconden per vraag."
        in page.text
    )


def test_who_is_present_is_filled_in_for_the_next_question(session, people, client_as, address):
    client = client_as(people.adviser)
    form = {"value": "2", "reason": "Besproken.", "seen": "0", "present": "wethouder, adviseur"}
    client.post(f"{address}/geld/A.BE", form)
    assert client.get(f"{address}/geld/A.BL").fields["present"].strip() == "wethouder, adviseur"
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        assert client_as(people.adviser).get(f"{address}/geld/A.BL").fields["present"].strip() == ""
    # What was left empty on purpose stays empty.
    make_agreed(session, session.scalars(select(Assessment)).one(), people.adviser, {"geld/A.UI": 2})
    assert client.get(f"{address}/geld/A.UI").fields["present"].strip() == ""
