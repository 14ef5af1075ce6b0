"""The list of points: what stands on it, filters, and the way through it."""

import re
import sys
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from app.models import AnswerVersion, Assessment, AssessmentDomain, Participation
from app.state.points import alike_parts
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_agreed, make_answers, make_participation, make_user
from tests.points import GENERAL, PROFILE, counts_on, make_alike, make_points, settle


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
        "Er zijn 4 vragen open.",
        "Begin met het verschil",
        "Hier denken jullie verschillend over (1) Aandacht – bestuur Geldzaken Antwoorden: 1 keer 0, 1 keer 4.",
        "heel ver uit elkaar, van 0 tot 4",
        " Geldzaken Aandacht (uitvoering)",
        "Iemand vindt dit niet van toepassing (1) Geld – bestuur Geldzaken",
        "1 van de 2 consulent, uitvoering: Dat doet de regio.",
        "Hier is iemand niet zeker (1) Steun – bestuur Geldzaken",
    ):
        assert words in page.text, words
    # What differs comes first, and what nobody knows before what somebody says does not apply.
    heads = [page.text.index(head) for head in ("Hier denken", "Dit weet nog", "Iemand vindt", "Hier is iemand")]
    assert heads == sorted(heads)


def test_filters_by_kind_domain_and_level(people, client_as, address):
    client = client_as(people.adviser)
    only = client.get(f"{address}/punten?soort=unknown")
    assert "Dit weet nog niemand (1)" in only.text
    assert "Hier denken jullie" not in only.text
    # The other kinds keep their number.
    assert counts_on(only)["Verschil"] == 1
    top = client.get(f"{address}/punten?niveau=bestuur")
    assert counts_on(top) | {"Alle soorten": 3, "Niet bekend": 0, "Verschil": 1} == counts_on(top)
    assert "Alle niveaus 4 Bestuur 3 Uitvoering 1" in top.text
    assert re.search(r'aria-current="true">Bestuur <b>3</b>', top.html)
    none = client.get(f"{address}/punten?domein=algemeen")
    assert counts_on(none)["Alle soorten"] == 0
    assert "Algemene vragen 0" in none.text and "Met deze keuze zijn er geen punten." in none.text
    # What does not exist filters nothing.
    assert counts_on(client.get(f"{address}/punten?soort=x&domein=wonen&niveau=y&toon=z"))["Alle soorten"] == 4


def test_the_way_goes_through_the_list_as_it_is_filtered(people, client_as, address):
    client = client_as(people.adviser)
    page = client.get(f"{address}/punten?niveau=bestuur")
    # The button goes through the differences alone.
    alone = next(link for link in page.links if "soort=different" in link and "lijst=punten" in link)
    assert client.get(alone).title.startswith("Punt 1 van 1: Geldzaken")
    start = next(link for link in page.links if "lijst=punten" in link and "soort" not in link)
    first = client.get(start)
    assert first.title.startswith("Punt 1 van 3: Geldzaken")
    assert "Verschil: Collega’s zien dit duidelijk verschillend." in first.text
    form = {"value": "2", "reason": "Besproken.", "seen": "0", "next": first.fields["next"]}
    response = client.post(start, form)
    second = client.follow(response)
    assert second.h1 == next(q.text for q in _asked() if q.id == "M.BE")
    # What was agreed on the way stays where it was for who goes through the list; who begins now has it no more.
    assert second.title.startswith("Punt 2 van 3: ")
    assert "niveau=bestuur" in response.headers["Location"]
    assert client.get(start).title.startswith("Punt 1 van 3: ")
    back = client.get(f"{address}/geld/A.BE?lijst=punten&punt=different&niveau=bestuur")
    assert back.title.startswith("Punt besproken: ")
    assert "Dit punt is klaar. Op de lijst staan nog 2 punten." in back.text
    assert back.fields["next"] == "not_applicable:geld/M.BE"
    assert counts_on(client.get(f"{address}/punten?niveau=bestuur"))["Alle soorten"] == 2


def test_the_way_is_the_same_whatever_is_done_by_others_meanwhile(session, people, client_as, assessment, address):
    """Agreed, agreed anew, withdrawn, settled and opened again: who goes through the list has the list of before."""
    earlier = {"geld/A.BE": 2, "geld/S.BE": 3}
    make_agreed(session, assessment, people.coordinator, earlier)
    client = client_as(people.adviser)
    start = next(link for link in client.get(f"{address}/punten").links if "/M.BE?" in link)
    place = client.get(start).title.split(":")[0]
    # The 3 that was agreed without evidence is the third.
    assert place == "Punt 2 van 3"
    make_agreed(session, assessment, people.coordinator, {"geld/M.BE": 1, "geld/A.UI": 1, "geld/A.BL": 3})
    assert client.get(start).title.startswith("Punt 2 van 3")
    make_agreed(session, assessment, people.coordinator, {"geld/S.BE": 1, "geld/A.BE": 4}, seen=1)
    assert client.get(start).title.startswith("Punt 2 van 3")
    settle(client, address, subject="geld/A.BL", kinds=("no_evidence",))
    client.post(f"{address}/geld/S.BE", {"value": "withdrawn", "reason": "Toch niet.", "seen": "2"})
    assert client.get(start).title.startswith("Punt 2 van 3")
    # Who begins now has another list.
    assert client.get(re.sub("&?sinds=[0-9]+", "", start)).title.startswith("Punt besproken")
    assert counts_on(client.get(f"{address}/punten"))["Alle soorten"] == 1


@pytest.mark.parametrize("since", ["", "x", "2026", "99999999999999999999", "20260230000000000000"])
def test_a_moment_that_is_none_means_now(people, client_as, address, since):
    page = client_as(people.adviser).get(f"{address}/geld/A.BE?lijst=punten&punt=different&sinds={since}")
    assert page.title.startswith("Punt 1 van 4")


def test_a_question_with_more_points_is_one_line_with_all_of_them(session, people, client_as, address):
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, part, {"geld/A.BE": 4}, seen=1, confidence="not_sure")
    client = client_as(people.adviser)
    page = client.get(f"{address}/punten")
    assert page.text.count("Aandacht – bestuur") == 1
    assert "heel ver uit elkaar, van 0 tot 4 1× niet zeker geen bewijs" in page.text
    assert counts_on(page) | {"Alle soorten": 4, "3 of 4 zonder bewijs": 1, "Niet zeker": 2} == counts_on(page)
    evidence = client.get(f"{address}/punten?soort=no_evidence")
    assert "Geldzaken 1 vraag Aandacht – bestuur" in evidence.text and "Begin met dit punt" in evidence.text


def test_what_differs_most_comes_first(session, people, client_as, address):
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, part, {"geld/A.BL": 4, "geld/M.BL": 4}, evidence_kind="document")
    found = re.findall(r"(\w+) – (?:bestuur|beleid) Geldzaken", client_as(people.adviser).get(f"{address}/punten").text)
    assert found[:3] == ["Aandacht", "Plannen", "Contracten"]


def test_a_domain_that_was_sent_back_shows_no_picture_of_the_answers(session, people, client_as, address):
    session.execute(update(AssessmentDomain).values(sent_back_at=now(), sent_back_reason="Kijk nog eens."))
    session.commit()
    page = client_as(people.adviser).get(f"{address}/punten")
    assert "Teruggestuurd:" in page.text
    for words in ("keer", "van 0 tot 4", "Dat doet de regio", '<circle cx="7"'):
        assert words not in page.text and words not in page.html, words


def test_only_the_first_of_many_stand_there_until_somebody_asks_for_all(session, people, client_as, address):
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    rest = [q for q in PROFILE if q not in ("A.BE", "M.BE", "S.BE")]
    make_answers(session, part, {f"geld/{q}": 2 for q in rest}, confidence="not_sure")
    make_answers(session, part, {f"algemeen/{q}": 1 for q in GENERAL}, confidence="not_sure")
    client = client_as(people.adviser)
    page = client.get(f"{address}/punten")
    count = counts_on(page)["Niet zeker"]
    assert re.search(r"Hier is iemand niet zeker \((\d+)\).*Toon alle \1", page.text) and count > 15
    everything = client.get(next(link for link in page.links if "soort=uncertain" in link))
    assert "Toon alle" not in everything.text
    assert len([link for link in everything.links if "punt=uncertain" in link]) == count + 1


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
    assert "Gaf 6 keer hetzelfde antwoord: 2 Geldzaken beleidsmedewerker schulden, beleid" in page.text
    page = client.get(next(link for link in page.links if "punt=pattern" in link))
    assert page.h1 == "beleidsmedewerker schulden, beleid"
    assert "Gea" not in page.html
    assert page.title.startswith("Punt 1 van 1: Geldzaken")
    assert len([link for link in page.links if "/bespreken/geld/" in link]) == 6
    subject = f"geld/{alike.id}"
    settled = settle(
        client, address, subject=subject, kinds=("pattern",), query="?lijst=punten&punt=pattern&soort=pattern"
    )
    assert settled.headers["Location"] == f"{address}/punten"
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
    assert page.text.count("Gaf 7 keer hetzelfde antwoord: 3 ") == 3
    assert page.text.count("Gaf 6 keer hetzelfde antwoord: 2 ") == 1
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
    assert "Antwoordde snel: ongeveer 3 seconden per vraag Geldzaken snelle collega, beleid" in page.text


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
