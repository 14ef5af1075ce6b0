"""The review of one domain: its questions, and taking over the answers as agreed scores."""

import pytest
from sqlalchemy import select

from app.models import AgreedScore, AgreedScoreVersion, Participation
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation

REASON = "Zo hebben we het samen ingevuld."


@pytest.fixture
def assessment(session, people):
    """A review of Geldzaken and Inclusie."""
    return make_assessment(session, people, state="in_review")


@pytest.fixture
def joint(session, assessment):
    """The part of the coordinator."""
    return session.scalars(select(Participation)).one()


@pytest.fixture
def address(assessment):
    """The review of Geldzaken."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld"


def agreed(session):
    rows = {row.item: (row.version, row.value) for row in session.scalars(select(AgreedScore))}
    session.commit()
    return rows


def test_shows_answers_and_agreed_scores(session, people, client_as, assessment, joint, address):
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.BL": "unknown", "geld/K1": 4})
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 3})
    page = client_as(people.adviser).get(address)
    assert page.h1 == "Geldzaken, armoede en schulden"
    for words in ("1 van 14 afgesproken", "Afgesproken: 3", "1 weet het niet", "1 van 4 kansvragen"):
        assert words in page.text, words
    assert f"{address}/A.BE" in page.links and f"{address}/kansen" in page.links and f"{address}/uitleg" in page.links


def said(element):
    return " ".join("".join(element.itertext()).split())


def lines_of(page):
    """The questions on the page of a domain, by their groups: (name, what is said of it)."""
    return {
        said(next(section.iter("h2"))).rpartition(" (")[0]: [
            (said(next(line.iter("a"))), said(next(line.iter("p")))) for line in section.iter("li")
        ]
        for section in page.all("section")
        if any(line.get("class") == "question-lines" for line in section.iter("ul"))
    }


def test_what_asks_for_talk_comes_first_and_what_would_be_agreed_is_said(
    session, people, client_as, assessment, joint, address
):
    make_answers(session, joint, {"geld/A.BE": 0, "geld/A.BL": 3, "geld/A.UI": "unknown", "geld/M.BE": 1})
    make_answers(session, joint, {"geld/M.BL": "not_applicable"}, reason="Dit is een taak van de regio.")
    other = make_participation(session, assessment, people.participant)
    make_answers(session, other, {"geld/A.BE": 4, "geld/A.BL": "unknown", "geld/M.BL": 2})
    make_agreed(session, assessment, people.adviser, {"geld/M.BE": 4})
    client = client_as(people.coordinator)
    page = client.get(address)
    found = lines_of(page)
    assert list(found) == ["Hier verschillen de antwoorden", "Dit weet nog niemand", "Eens", "Al afgesproken"]
    differing, unknown, taken, agreed_ = found.values()
    assert differing == [("Aandacht – bestuur ≠", "van 0 tot 4"), ("Contracten – beleid", "2, 1× niet van toepassing")]
    assert len(unknown) == 10 and dict(unknown)["Aandacht – uitvoering"] == "1 weet het niet"
    assert taken == [("Plannen – beleid", "Wordt 3, 1 weet het niet")]
    assert agreed_ == [("Geld – bestuur", "Afgesproken: 4")]
    assert "12 vragen blijven open" in page.text and page.fields["shown"] == "A.BL:3"
    client.post(f"{address}/overnemen", {"shown": page.fields["shown"], "reason": REASON})
    assert agreed(session) == {"geld/A.BL": (1, "3"), "geld/M.BE": (1, "4")}
    assert f"{address}/A.BE" in client.get(address).links


def test_only_what_the_page_showed_is_taken_over(session, people, client_as, joint, address):
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.BL": 3})
    client = client_as(people.adviser)
    shown = client.get(address).fields["shown"]
    assert shown == "A.BE:2 A.BL:3"
    make_answers(session, joint, {"geld/A.BE": 4}, seen=1)
    page = client.post(f"{address}/overnemen", {"shown": shown, "reason": REASON}, status=409)
    assert "Er is nog niets overgenomen" in page.text and "Aandacht – bestuur" in page.text
    assert page.fields["reason"].strip() == REASON and agreed(session) == {}
    # What somebody agreed meanwhile stays, and is no reason to stop.
    client_as(people.coordinator).post(f"{address}/A.BL", {"value": "1", "reason": "Besproken.", "seen": "0"})
    client.post(f"{address}/overnemen", {"shown": page.fields["shown"], "reason": REASON})
    assert agreed(session) == {"geld/A.BE": (1, "4"), "geld/A.BL": (1, "1")}


@pytest.mark.parametrize("shown", ["", "x", "A.BE", "A.BE:3", ":2", "A.BE:2:2"])
def test_what_no_page_showed_is_not_taken_over(session, people, client_as, joint, address, shown):
    make_answers(session, joint, {"geld/A.BE": 2})
    client_as(people.adviser).post(f"{address}/overnemen", {"shown": shown, "reason": REASON}, status=409)
    assert agreed(session) == {}


def test_what_was_sent_back_shows_no_answers_and_is_not_taken_over(session, people, client_as, joint, address):
    make_answers(session, joint, {"geld/A.BE": 2})
    adviser = client_as(people.adviser)
    adviser.post(address.replace("bespreken/geld", "terugsturen"), {"domains": "geld", "reason": "Kijk nog eens."})
    page = adviser.get(address)
    assert set(lines_of(page)) == {"De vragen"} and "Antwoorden overnemen" not in page.text
    assert "Dit domein is teruggestuurd." in page.text and "Wordt 2" not in page.text
    page = adviser.post(f"{address}/overnemen", {"reason": REASON}, status=409)
    assert "opnieuw heeft ingeleverd" in page.text and REASON in page.text
    assert agreed(session) == {}


def test_takes_over_what_is_answered_by_all_who_know_it(session, people, client_as, assessment, joint, address):
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.BL": 3, "geld/A.UI": "unknown", "geld/M.BE": 1, "geld/K1": 4})
    make_answers(session, joint, {"geld/M.BL": "not_applicable"}, reason="Dit is een taak van de regio.")
    make_answers(session, joint, {"inclusie/A.BE": 2, "algemeen/G01": 2})
    other = make_participation(session, assessment, people.participant)
    make_answers(session, other, {"geld/A.BE": "unknown", "geld/A.BL": 2, "geld/M.UI": 0})
    make_agreed(session, assessment, people.adviser, {"geld/M.BE": 4})
    client = client_as(people.coordinator)
    page = client.follow(client.post(f"{address}/overnemen", {"reason": REASON}))
    assert "3 antwoorden zijn overgenomen als afgesproken score. 10 vragen hebben nog geen afspraak." in page.text
    assert agreed(session) == {
        "geld/A.BE": (1, "2"),
        "geld/M.BE": (1, "4"),
        "geld/M.BL": (1, "not_applicable"),
        "geld/M.UI": (1, "0"),
    }
    reasons = session.scalars(select(AgreedScore.reason).where(AgreedScore.item != "geld/M.BE")).all()
    assert set(reasons) == {REASON}


def test_not_applicable_is_taken_over_only_with_a_majority(session, people, client_as, assessment, joint, address):
    other = make_participation(session, assessment, people.participant)
    make_answers(session, joint, {"geld/A.BE": "not_applicable", "geld/A.BL": "not_applicable"}, reason="Regio")
    make_answers(session, other, {"geld/A.BE": "unknown"})
    client_as(people.coordinator).post(f"{address}/overnemen", {"reason": REASON})
    assert agreed(session) == {"geld/A.BL": (1, "not_applicable")}


def test_takes_over_a_score_that_was_withdrawn(session, people, client_as, assessment, joint, address):
    make_answers(session, joint, {"geld/A.BE": 2})
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": ""})
    client_as(people.adviser).post(f"{address}/overnemen", {"reason": REASON})
    assert agreed(session) == {"geld/A.BE": (2, "2")}


def test_twice_is_once(session, people, client_as, joint, address):
    make_answers(session, joint, {"geld/A.BE": 2})
    client = client_as(people.adviser)
    client.post(f"{address}/overnemen", {"reason": REASON})
    page = client.follow(client.post(f"{address}/overnemen", {"reason": REASON}))
    assert "Er waren geen antwoorden om over te nemen." in page.text
    page = client.post(f"{address}/overnemen", {"reason": "Nog een keer."}, status=409)
    assert "Er waren geen antwoorden om over te nemen." in page.text and "Nog een keer." in page.text
    assert len(session.scalars(select(AgreedScoreVersion)).all()) == 1


def test_a_complete_domain_needs_nothing_more(session, people, client_as, joint, address):
    client = client_as(people.adviser)
    questions = [link.rsplit("/", 1)[1] for link in client.get(address).links if link.startswith(f"{address}/")]
    items = [f"geld/{question}" for question in questions if "." in question]
    make_answers(session, joint, dict.fromkeys(items, 2))
    page = client.follow(client.post(f"{address}/overnemen", {"reason": REASON}))
    assert "Alle vragen van dit deel hebben nu een afspraak." in page.text
    assert "Alles afgesproken" in page.text
    assert "Antwoorden overnemen" not in page.text
    page = client.post(f"{address}/overnemen", {"reason": "x" * 5001}, status=422)
    assert page.fields["reason"].strip() == "x" * 5001


def test_the_general_part_goes_the_same_way(session, people, client_as, assessment, joint):
    make_answers(session, joint, {"algemeen/G01": 2, "geld/A.BE": 2})
    address = f"/inventarisaties/{assessment.id}/bespreken/algemeen"
    page = client_as(people.adviser).get(address)
    assert page.h1 == "Algemene vragen" and "Kansen en ambitie" not in page.text
    client_as(people.coordinator).post(f"{address}/overnemen", {"reason": REASON})
    assert agreed(session) == {"algemeen/G01": (1, "2")}


def test_what_answers_say_about_change_is_taken_over_too(session, people, client_as):
    made = make_assessment(session, people, state="in_review", round="evaluation")
    joint = session.scalars(select(Participation)).one()
    other = make_participation(session, made, people.participant)
    make_answers(session, joint, {"geld/A.BE": 3, "geld/A.BL": 3}, changed="no")
    make_answers(session, other, {"geld/A.BE": 3}, changed="yes", changed_what="Er is een plan.")
    client_as(people.adviser).post(f"/inventarisaties/{made.id}/bespreken/geld/overnemen", {"reason": REASON})
    rows = {row.item: (row.changed, row.changed_what) for row in session.scalars(select(AgreedScore))}
    assert rows == {"geld/A.BE": ("yes", "Er is een plan."), "geld/A.BL": ("no", None)}


def test_the_evidence_for_a_change_is_taken_over_and_an_impression_last(session, people, client_as):
    made = make_assessment(session, people, state="in_review", round="evaluation")
    joint = session.scalars(select(Participation)).one()
    other = make_participation(session, made, people.participant)
    felt, found = {"evidence_kind": "impression"}, {"evidence_kind": "document", "evidence_note": "Plan, doel 3"}
    make_answers(session, joint, {"geld/A.BE": 3, "geld/A.BL": 3}, changed="yes", changed_what="Een plan.", **felt)
    make_answers(session, other, {"geld/A.BE": 3}, **found)
    make_answers(session, joint, {"geld/A.UI": 3}, changed="no", **found)
    client_as(people.adviser).post(f"/inventarisaties/{made.id}/bespreken/geld/overnemen", {"reason": REASON})
    rows = {row.item: (row.evidence_kind, row.evidence_note) for row in session.scalars(select(AgreedScore))}
    assert rows == {
        "geld/A.BE": ("document", "Plan, doel 3"),
        "geld/A.BL": ("impression", None),
        "geld/A.UI": (None, None),
    }


@pytest.mark.parametrize("reason", ["", "  ", "x" * 5001])
def test_a_reason_is_needed(session, people, client_as, joint, address, reason):
    make_answers(session, joint, {"geld/A.BE": 2})
    page = client_as(people.adviser).post(f"{address}/overnemen", {"reason": reason}, status=422)
    assert page.h1 == "Geldzaken, armoede en schulden"
    assert page.fields["reason"].strip() == reason.strip()
    assert agreed(session) == {}


@pytest.mark.parametrize(("state", "approved"), [("open", False), ("agreed", False), ("in_review", True)])
def test_closed_in_every_other_state(session, people, client_as, state, approved):
    columns = {"approved_at": now(), "approved_by": people.adviser.id} if approved else {}
    made = make_assessment(session, people, state=state, **columns)
    address = f"/inventarisaties/{made.id}/bespreken/geld"
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 2})
    client = client_as(people.adviser)
    assert "Antwoorden overnemen" not in client.get(address).text
    page = client.post(f"{address}/overnemen", {"reason": REASON}, status=409)
    assert REASON in page.text
    assert agreed(session) == {}


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_the_review(session, people, client_as, assessment, address, who, status):
    make_participation(session, assessment, people.participant)
    session.commit()
    client = client_as(getattr(people, who))
    client.get(address, status=status)
    client.post(f"{address}/overnemen", {"reason": REASON}, status=status)


def test_a_domain_that_was_not_chosen_is_not_there(people, client_as, assessment):
    address = f"/inventarisaties/{assessment.id}/bespreken/wonen"
    client = client_as(people.adviser)
    client.get(address, status=404)
    client.post(f"{address}/overnemen", {"reason": REASON}, status=404)
    client.get(f"{address}/kansen", status=404)
    client.get(f"{address}/uitleg", status=404)
