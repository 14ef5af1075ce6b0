"""Starting a round that is held against an earlier one: which, with what proposed, and how often."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AssessmentDomain, AuditEntry
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment, make_participation
from tests.rounds import make_evaluation

START = "/inventarisaties/nieuw"
YEAR = today().year
GOOD = {"title": "Najaar", "round": "evaluation", "questionnaire": "iba-2", "domains": ["geld"], "deadline": ""}


@pytest.fixture
def earlier(session, people):
    """An agreed first round on version 1, with its own names for domains."""
    titles = {"geld": "Schulden", "eigen_2": "Bibliotheek"}
    columns = {"agreed_at": now(), "questionnaire_version": 1, "title": "Nulmeting"}
    return make_assessment(session, people, ("geld", "wonen", "eigen_2"), "agreed", titles, **columns)


def started(session, title):
    """A round by its title, as it stands in the database now."""
    session.expire_all()
    return session.scalars(select(Assessment).where(Assessment.title == title)).one()


def domains_of(session, assessment):
    """The domains of a round with their names."""
    query = select(AssessmentDomain.domain, AssessmentDomain.title).where(
        AssessmentDomain.assessment_id == assessment.id
    )
    return {tuple(row) for row in session.execute(query.order_by(AssessmentDomain.position))}


def ticked(page, name="domains"):
    """The values that are ticked."""
    return {e.get("value") for e in page.all("input") if e.get("name") == name and e.get("checked") is not None}


def test_it_proposes_what_was_in_the_earlier_round(session, people, client_as, earlier):
    page = client_as(people.coordinator).get(START)
    assert page.fields["round"] == "evaluation" and page.fields["earlier"] == str(earlier.id)
    assert ticked(page) == {"geld", "wonen"}
    assert (page.fields["name_geld"], page.fields["name_eigen_2"]) == ("Schulden", "Bibliotheek")
    assert page.fields["title"] == f"Vervolgmeting 1 ({YEAR})"
    assert page.fields["deadline"] == typed_day(today() + timedelta(weeks=3))
    for words in (
        "naast ‘Nulmeting’",
        "Toen gebruikten jullie versie 1 van de vragenlijst. Nu is er versie 2.",
        "2 vragen hebben nu een andere betekenis. Daarom vergelijken we niet.",
        "3 vragen zijn anders opgeschreven.",
        "1 vraag is weggehaald.",
        "1 vraag is nieuw.",
        "De antwoorden van toen blijven verborgen.",
        "Tien maanden na de eerste meting: ",
    ):
        assert words in page.text, words
    assert "/vragenlijsten/iba/2/wijzigingen" in page.links


def test_what_was_proposed_can_be_started_as_it_is(session, people, client_as, earlier):
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(START)
    answer = coordinator.post(START, {**shown.fields, "domains": sorted(ticked(shown))})
    found = started(session, f"Vervolgmeting 1 ({YEAR})")
    assert answer.headers["Location"] == f"/inventarisaties/{found.id}"
    assert (found.round, found.earlier_id, found.questionnaire_version) == ("evaluation", earlier.id, 2)
    # An own domain keeps its id, without which nobody could hold it against then.
    assert domains_of(session, found) == {("geld", "Schulden"), ("wonen", None), ("eigen_2", "Bibliotheek")}
    assert found.deadline == today() + timedelta(weeks=3) and found.deadline_changes == 1
    assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all() == [
        "start_assessment",
        "set_deadline",
    ]
    hub = coordinator.follow(answer)
    assert "In ‘Nulmeting’ vulden jullie alles samen in." in hub.text
    assert "Vervolgmeting 1" in hub.text and f"/inventarisaties/{earlier.id}/rapport" in hub.links
    history = coordinator.get(f"/inventarisaties/{found.id}/geschiedenis").text
    assert "zette de laatste dag om te antwoorden op" in history


def test_with_colleagues_the_next_page_asks_them_again(session, people, client_as, earlier):
    make_participation(session, earlier, people.participant, name="Ivo")
    session.commit()
    coordinator = client_as(people.coordinator)
    assert "In ‘Nulmeting’ deed 1 collega mee." in coordinator.get(START).text
    answer = coordinator.post(START, GOOD)
    assert answer.headers["Location"].endswith("/deelnemers/opnieuw")
    assert coordinator.follow(answer).h1 == "Wie doen er weer mee?"
    assert coordinator.post(START, GOOD).headers["Location"] == answer.headers["Location"]
    assert started(session, "Najaar").deadline is None


def test_own_domains_keep_their_ids_by_name_and_others_take_what_is_left(session, people, client_as, earlier):
    names = {"name_eigen_1": "Taalhuis", "name_eigen_3": "Bibliotheek"}
    client_as(people.coordinator).post(START, {**GOOD, **names})
    assert domains_of(session, started(session, "Najaar")) == {
        ("geld", None),
        ("eigen_1", "Taalhuis"),
        ("eigen_2", "Bibliotheek"),
    }


def test_a_domain_that_the_version_does_not_have_any_more_is_told(session, people, client_as, earlier, monkeypatch):
    current = __import__("app.assessments.starting", fromlist=["current"]).current("iba")
    without = current.model_copy(update={"domains": tuple(one for one in current.domains if one.id != "wonen")})
    monkeypatch.setattr("app.assessments.starting.current", lambda _: without)
    page = client_as(people.coordinator).get(START)
    assert "Wonen staat niet meer in de vragenlijst." in page.text
    assert ticked(page) == {"geld"}


def test_rounds_are_counted_along_what_they_are_held_against(session, people, client_as, earlier):
    again = make_evaluation(session, people, earlier, "agreed", title="Tweede", agreed_at=now() + timedelta(hours=1))
    beside = make_evaluation(session, people, earlier, "agreed", title="Andere", agreed_at=now() - timedelta(days=3))
    coordinator = client_as(people.coordinator)
    page = coordinator.get(START)
    assert (page.fields["earlier"], page.fields["title"]) == (str(again.id), f"Vervolgmeting 2 ({YEAR})")
    for words in ("Tweede", "Andere", "Nulmeting", "Vervolgmeting 1, vastgesteld op", "Eerste meting, vastgesteld op"):
        assert words in page.text, words
    assert "Tien maanden na Vervolgmeting 1: " in page.text and "versie 1 van de vragenlijst. Nu" not in page.text
    chosen = coordinator.get(f"{START}?eerder={beside.id}")
    assert chosen.fields["earlier"] == str(beside.id)
    coordinator.post(START, {**GOOD, "earlier": str(again.id), "title": "Derde"})
    third = started(session, "Derde")
    assert third.earlier_id == again.id
    assert "Vervolgmeting 2" in coordinator.get(f"/inventarisaties/{third.id}").text
    listed = coordinator.get("/inventarisaties").text
    for label in ("Eerste meting, gestart", "Vervolgmeting 1, gestart", "Vervolgmeting 2, gestart"):
        assert label in listed, label
    start = coordinator.get("/").text
    assert "Voorbeeldstad, Derde" in start and "Voorbeeldstad, Tweede" in start


def test_the_proposal_of_another_round_can_be_taken_over(session, people, client_as, earlier):
    make_evaluation(session, people, earlier, "agreed", title="Tweede", agreed_at=now() + timedelta(hours=1))
    coordinator = client_as(people.coordinator)
    before = coordinator.get(START)
    form = {**before.fields, "earlier": str(earlier.id), "action": "propose"}
    page = coordinator.post(START, form, status=200)
    assert ticked(page) == {"geld", "wonen"} and page.fields["name_geld"] == "Schulden"
    assert page.fields["title"] == f"Vervolgmeting 1 ({YEAR})" and page.fields["earlier"] == str(earlier.id)
    typed = coordinator.post(START, {**form, "title": "Eigen naam", "deadline": "3-2-2027"}, status=200)
    assert (typed.fields["title"], typed.fields["deadline"]) == ("Eigen naam", "3-2-2027")
    assert session.scalars(select(AuditEntry)).all() == []


def test_a_new_first_round_is_linked_to_nothing(session, people, client_as, earlier):
    coordinator = client_as(people.coordinator)
    coordinator.post(START, {**GOOD, "round": "baseline", "earlier": str(earlier.id), "name_eigen_2": "Bibliotheek"})
    found = started(session, "Najaar")
    assert (found.round, found.earlier_id) == ("baseline", None)
    assert ("eigen_1", "Bibliotheek") in domains_of(session, found)
    assert "Eerste meting" in coordinator.get(f"/inventarisaties/{found.id}").text


def test_without_saying_which_it_is_held_against_the_round_agreed_last(session, people, client_as, earlier):
    client_as(people.coordinator).post(START, GOOD)
    assert started(session, "Najaar").earlier_id == earlier.id


def test_two_rounds_on_the_same_one_get_names_that_differ(session, people, client_as, earlier):
    make_evaluation(session, people, earlier, title=f"Vervolgmeting 1 ({YEAR})")
    page = client_as(people.coordinator).get(START)
    assert page.fields["title"] == f"Vervolgmeting 1 ({YEAR}), nummer 2"
    assert f"Er loopt al een vervolgmeting hierop: ‘Vervolgmeting 1 ({YEAR})’." in page.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": ""}, "Geef de inventarisatie een naam."),
        ({"round": "baseline", "title": f"Vervolgmeting 1 ({YEAR})"}, f"Eerste meting {YEAR}"),
        ({"title": f"Eerste meting {YEAR}"}, "Deze naam hoort bij een andere keuze."),
        ({"domains": [], "name_eigen_1": ""}, "Kies minstens 1 domein"),
        ({"deadline": "volgende week"}, "Dit is geen datum"),
        ({"deadline": typed_day(today())}, "te vroeg"),
        ({"deadline": typed_day(today() + timedelta(days=400))}, "te ver weg"),
        ({"round": ""}, "Kies een eerste meting of een vervolgmeting."),
    ],
)
def test_bad_input_is_said_and_all_that_was_typed_stays(session, people, client_as, earlier, change, message):
    whole = {**GOOD, "earlier": str(earlier.id), "deadline": "1-2-2027", "name_geld": "Armoede", "name_eigen_1": "Taal"}
    page = client_as(people.coordinator).post(START, {**whole, **change}, status=422)
    assert message in page.text
    for name in ("title", "deadline", "name_geld", "name_eigen_1"):
        assert page.fields[name] == {**whole, **change}[name]
    assert ticked(page) == set({**whole, **change}["domains"])
    assert session.scalars(select(Assessment.id).where(Assessment.id != earlier.id)).all() == []


def test_a_round_that_was_opened_again_is_not_offered_and_said_so(session, people, client_as, earlier):
    other = make_assessment(session, people, state="agreed", agreed_at=now() - timedelta(days=90), title="Oudere")
    session.execute(update(Assessment).where(Assessment.id == earlier.id).values(state="in_review"))
    session.commit()
    coordinator = client_as(people.coordinator)
    page = coordinator.get(START)
    assert page.fields["earlier"] == str(other.id) and "‘Nulmeting’ is heropend." in page.text
    asked = coordinator.get(f"{START}?eerder={earlier.id}")
    assert "Deze ronde kun je niet kiezen" in asked.text and asked.fields["earlier"] == str(other.id)
    refused = coordinator.post(START, {**GOOD, "earlier": str(earlier.id), "name_eigen_1": "Taal"}, status=422)
    assert "‘Nulmeting’ is nu niet vastgesteld." in refused.text
    assert (refused.fields["title"], refused.fields["name_eigen_1"]) == ("Najaar", "Taal")
    # A first round does not care.
    coordinator.post(START, {**GOOD, "round": "baseline", "earlier": str(earlier.id)})


def test_when_nothing_else_is_agreed_only_a_first_round_is_left(session, people, client_as, earlier):
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    coordinator = client_as(people.coordinator)
    page = coordinator.get(START)
    assert page.fields["round"] == "baseline" and "‘Nulmeting’ is heropend." in page.text
    assert "Dan wordt het een nieuwe eerste meting" in page.text
    # Who asked for that round is not told to choose another one: there is none.
    asked = coordinator.get(f"{START}?eerder={earlier.id}").text
    assert "Stel die ronde eerst vast. Start je nu toch? Dan wordt het een nieuwe eerste meting" in asked
    assert "Kies een andere ronde" not in asked and "is heropend" not in asked
    assert (
        "‘Nulmeting’ is heropend. Stel die ronde eerst opnieuw vast" in coordinator.post(START, GOOD, status=422).text
    )


def test_rounds_of_others_are_not_there(session, people, client_as, earlier):
    session.execute(update(Assessment).values(municipality_id=people.elsewhere.id))
    session.commit()
    coordinator = client_as(people.coordinator)
    for wanted in (str(earlier.id), "onzin"):
        coordinator.get(f"{START}?eerder={wanted}", status=404)
        coordinator.post(START, {**GOOD, "earlier": wanted}, status=404)
    for person in (people.adviser, people.reader, people.participant):
        client_as(person).post(START, {**GOOD, "earlier": str(earlier.id)}, status=403)
