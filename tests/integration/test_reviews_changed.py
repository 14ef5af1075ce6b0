"""An agreed score that is another one than then: both are shown, and people say whether something really changed."""

import pytest
from sqlalchemy import select

from app.models import AgreedScore, AgreedScoreVersion
from app.state.asked import questions_of
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation, whole_round

REASON = "Zo hebben we het samen besproken."
SCORE = {"value": "3", "reason": REASON, "seen": "0"}
WHAT = "Er is nu een plan met het taalhuis."
EVIDENCE = {"evidence_kind": "decision", "evidence_note": "Raadsbesluit 7"}
YES = {"changed": "yes", "changed_what": WHAT, **EVIDENCE}
UNSAID = "Nog niet gezegd of er werkelijk iets veranderde."


@pytest.fixture
def earlier(session, people):
    """A first round in which everything was agreed as 1."""
    return make_agreed_long_ago(session, people)


@pytest.fixture
def assessment(session, people, earlier):
    """A second round in review."""
    return make_evaluation(session, people, earlier, "in_review")


@pytest.fixture
def domain(assessment):
    """One domain of it."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld"


@pytest.fixture
def address(domain):
    """One question of it."""
    return f"{domain}/A.BE"


def said(session, item="geld/A.BE"):
    columns = (AgreedScore.value, AgreedScore.changed, AgreedScore.changed_what, AgreedScore.version)
    newest = AgreedScore.saved_at.desc()
    row = session.execute(select(*columns).where(AgreedScore.item == item).order_by(newest).limit(1)).one()
    session.rollback()
    return tuple(row)


def option_then(session, earlier, value, question="A.BE"):
    found = next(one for one in questions_of(whole_round(session, earlier), "geld") if one.id == question)
    session.rollback()
    return found.options[value]


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_a_score_that_differs_asks_first_and_goes_on_after_that(session, people, client_as, assessment, address, who):
    client = client_as(getattr(people, who))
    response = client.post(address, SCORE)
    assert response.headers["Location"] == f"{address}/veranderd"
    page = client.follow(response)
    for words in (
        "De afgesproken score is opgeslagen.",
        "Toen: Nulmeting",
        "Nu: Vervolgmeting 2027",
        "Is er werkelijk iets",
    ):
        assert words in page.text, words
    response = client.post(f"{address}/veranderd", {**YES, "seen": page.fields["seen"]})
    assert response.headers["Location"].endswith("/bespreken/geld/A.BL")
    assert "Opgeslagen wat jullie zeggen" in client.follow(response).text
    assert said(session) == ("3", "yes", WHAT, 2)
    mine = AgreedScore.assessment_id == assessment.id, AgreedScoreVersion.assessment_id == assessment.id
    score = session.scalars(select(AgreedScore).where(mine[0])).one()
    assert (score.reason, score.evidence_kind, score.evidence_note) == (REASON, "decision", "Raadsbesluit 7")
    assert score.saved_by == getattr(people, who).id
    versions = session.scalars(select(AgreedScoreVersion).where(mine[1]).order_by(AgreedScoreVersion.version)).all()
    assert [(row.version, row.changed) for row in versions] == [(1, None), (2, "yes")]


@pytest.mark.parametrize("value", ["1", "not_applicable", "withdrawn"])
def test_nothing_is_asked_without_a_difference(session, people, client_as, assessment, address, value):
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 1})
    response = client_as(people.adviser).post(address, {**SCORE, "value": value, "seen": "1"})
    assert response.headers["Location"].endswith("/bespreken/geld/A.BL")


def test_nothing_is_asked_in_a_first_round_or_about_another_meaning(session, people, client_as, domain):
    client = client_as(people.adviser)
    response = client.post(f"{domain}/M.BL", SCORE)
    assert response.headers["Location"].endswith("/M.UI")
    page = client.get(f"{domain}/M.BL")
    assert "Deze vraag betekent nu iets anders dan toen." in page.text
    assert "niets te zeggen" in client.get(f"{domain}/M.BL/veranderd").text
    first = make_assessment(session, people, state="in_review")
    address = f"/inventarisaties/{first.id}/bespreken/geld/A.BE"
    assert client.post(address, SCORE).headers["Location"].endswith("/A.BL")
    assert "Toen en nu" not in client.get(address).text
    client.get(f"{address}/veranderd", status=404)
    client.post(f"{address}/veranderd", YES, status=404)


def test_the_way_through_the_points_goes_on_after_the_question(session, people, client_as, assessment, address):
    make_answers(session, joint_of(session, assessment), {"geld/A.BE": 2, "inclusie/A.BE": "unknown"})
    client = client_as(people.adviser)
    way = f"{address}?lijst=punten&punt=unknown&domein=geld"
    page = client.get(way)
    point = "unknown:geld/A.BL"
    response = client.post(way, {**SCORE, "next": point})
    page = client.follow(response)
    assert page.fields["next"] == point
    response = client.post(response.headers["Location"], {"seen": "1", "next": page.fields["next"]})
    assert response.headers["Location"].endswith("/geld/A.BL?lijst=punten&punt=unknown&domein=geld")


def test_then_is_hidden_until_a_score_is_agreed(session, people, client_as, earlier, assessment, domain, address):
    make_answers(session, joint_of(session, assessment), {"geld/A.BE": 3}, changed="yes", changed_what=WHAT)
    then = option_then(session, earlier, 1)
    client = client_as(people.coordinator)
    hidden = ("Nulmeting", "Anders dan toen", WHAT)
    hub = f"/inventarisaties/{assessment.id}/bespreken"
    for path in (address, domain, hub, f"{domain}/veranderd", f"{address}/veranderd"):
        text = client.get(path).text
        assert not [words for words in hidden if words in text], path
    assert "Spreek eerst een score af" in client.get(f"{address}/veranderd").text
    assert "Toen en nu" not in client.get(address).text
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 3})
    page = client.get(address)
    for words in ("Toen en nu", "Toen: Nulmeting", then, UNSAID, "beleid: er is werkelijk iets veranderd.", WHAT):
        assert words in page.text, words
    assert f"{address}/veranderd" in page.links
    assert "Anders dan toen. Nog niets over gezegd" in client.get(domain).text
    assert "Geldzaken, armoede en schulden: 1" in client.get(hub).text
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": ""}, seen=1)
    assert "Toen en nu" not in client.get(address).text and WHAT not in client.get(address).text


def test_what_was_not_agreed_then_shows_what_the_answers_came_to(session, people, client_as):
    earlier = make_assessment(session, people, state="agreed", agreed_at=now(), questionnaire_version=1)
    other = make_participation(session, earlier, people.participant)
    make_answers(session, joint_of(session, earlier), {"geld/A.BE": 2, "geld/A.BL": 2, "geld/A.UI": "unknown"})
    make_answers(session, other, {"geld/A.BE": 3, "geld/A.BL": 2, "geld/S.BE": "unknown"})
    made = make_evaluation(session, people, earlier, "in_review")
    make_agreed(session, made, people.adviser, dict.fromkeys(("geld/A.BE", "geld/A.BL", "geld/A.UI"), 2))
    client = client_as(people.coordinator)
    domain = f"/inventarisaties/{made.id}/bespreken/geld"
    page = client.get(f"{domain}/A.BE")
    for words in ("gemiddeld 2,5", "Er was toen geen score afgesproken.", UNSAID, option_then(session, earlier, 3)):
        assert words in page.text, words
    assert "Toen: Eerste meting 2026 2 " in client.get(f"{domain}/A.BL").text.replace("\n", " ")
    assert UNSAID not in client.get(f"{domain}/A.BL").text
    assert "Niet bekend" in client.get(f"{domain}/A.UI").text and UNSAID not in client.get(f"{domain}/A.UI").text
    assert client.get(domain).text.count("Anders dan toen. Nog niets over gezegd") == 1


def test_saying_nothing_yet_stays_unsaid(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client = client_as(people.adviser)
    client.post(f"{address}/veranderd", {"changed_what": "", "seen": "1"})
    assert said(session) == ("3", None, None, 1)
    client.post(f"{address}/veranderd", {"changed": "no", "seen": "1"})
    assert said(session) == ("3", "no", None, 2)
    assert "Nee, we kijken er nu anders naar." in client.get(address).text
    # Twice is once.
    client.post(f"{address}/veranderd", {"changed": "no", "seen": "1"})
    assert said(session) == ("3", "no", None, 2)


def test_the_way_through_the_points_stays_with_what_was_wrong(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    typed = {**YES, "seen": "1", "next": "unknown:geld/A.BL", "changed_what": ""}
    page = client_as(people.adviser).post(f"{address}/veranderd", typed, status=422)
    assert page.fields["next"] == "unknown:geld/A.BL"


def test_two_people_at_once_see_both_texts(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client_as(people.coordinator).post(f"{address}/veranderd", {"changed": "no", "seen": "1"})
    adviser = client_as(people.adviser)
    page = adviser.post(f"{address}/veranderd", {**YES, "seen": "1"}, status=409)
    assert page.title.startswith("Fout: ")
    for words in ("Nu opgeslagen", "Nee, we kijken er nu anders naar.", "Jij typte", "Ja, er is werkelijk iets", WHAT):
        assert words in page.text, words
    assert (page.fields["changed"], page.fields["seen"]) == ("yes", "2")
    assert said(session) == ("3", "no", None, 2)
    adviser.post(f"{address}/veranderd", {**YES, "seen": page.fields["seen"]})
    assert said(session) == ("3", "yes", WHAT, 3)


def test_a_score_that_was_said_about_is_newer_for_who_still_has_the_old_form(
    session, people, client_as, assessment, address
):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client_as(people.coordinator).post(f"{address}/veranderd", {**YES, "seen": "1"})
    page = client_as(people.adviser).post(address, {**SCORE, "value": "2", "seen": "1"}, status=409)
    assert WHAT in page.text and page.fields["seen"] == "2"


def test_a_score_that_no_longer_differs_cannot_be_said_about(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 1}, seen=1)
    page = client_as(people.adviser).post(f"{address}/veranderd", {**YES, "seen": "1"}, status=409)
    assert "Er is nu geen verschil met toen meer" in page.text and WHAT in page.text
    assert said(session) == ("1", None, None, 2)


def test_pages_take_a_fixed_number_of_statements(session, people, client_as, assessment, domain, address):
    hub = f"/inventarisaties/{assessment.id}"
    pages = {f"{hub}/bespreken": 13, f"{hub}/bespreken/punten": 7, domain: 9, address: 13, f"{domain}/veranderd": 9}
    taken = []
    for items in ({"geld/A.BE": 3}, {"geld/A.BL": 3, "geld/A.UI": 0, "inclusie/A.BE": 4, "algemeen/G01": 3}):
        make_agreed(session, assessment, people.adviser, items, changed="yes", changed_what=WHAT)
        client = client_as(people.coordinator)
        for page in pages:
            with statements() as sent:
                client.get(page)
            taken.append((page, len(sent)))
            assert len(sent) <= pages[page], (page, len(sent), sent)
    assert taken[: len(pages)] == taken[len(pages) :]


def test_saying_nothing_is_not_called_saved(people, client_as, address):
    client = client_as(people.adviser)
    page = client.follow(client.post(address, SCORE))
    response = client.post(f"{address}/veranderd", {"seen": page.fields["seen"]})
    assert response.headers["Location"].endswith("/bespreken/geld/A.BL")
    assert "Opgeslagen wat jullie zeggen" not in client.follow(response).text
