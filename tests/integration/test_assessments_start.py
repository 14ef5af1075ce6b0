"""Starting an inventory: round, domains, names, and who may do it."""

import pytest
from sqlalchemy import func, select

from app.models import Assessment, AssessmentDomain, AuditEntry, Membership, Participation
from app.state.last_day import proposed_last_day
from app.web.clock import now, today
from app.web.forms import typed_day
from questionnaires.catalogue import current
from tests.guards.sources import ROOT

START = "/inventarisaties/nieuw"
GOOD = {"title": "Najaar 2026", "round": "baseline", "questionnaire": "iba-2", "domains": ["inclusie", "geld"]}


def domains_of(session, assessment):
    rows = session.scalars(
        select(AssessmentDomain)
        .where(AssessmentDomain.assessment_id == assessment.id)
        .order_by(AssessmentDomain.position)
    )
    return [(row.domain, row.title) for row in rows]


def test_form_has_nothing_chosen_and_explains_the_domains(people, client_as):
    page = client_as(people.coordinator).get(START)
    checked = [e for e in page.all("input") if e.get("name") == "domains" and e.get("checked") is not None]
    assert checked == []
    assert "Elk domein heeft 14 vragen. Daarbij komen 12 algemene vragen, ongeveer 15 minuten." in page.text
    proposed = typed_day(proposed_last_day(today()))
    assert f"Eerste meting 2026 · geen eigen domein · laatste dag {proposed}" in page.text
    assert page.fields["deadline"] == proposed and "We stellen een werkdag voor" in page.text
    assert "Post, rekeningen en regelingen zijn vaak moeilijk." in page.text
    assert "/vragenlijsten/iba/2" in page.links
    assert page.fields["questionnaire"] == "iba-2"
    assert page.fields["round"] == "baseline"
    assert "Straks vul je samen in of verdeel je de vragen over collega’s." in page.text


def test_the_last_day_that_is_proposed_is_nobodys_choice_yet(session, people, client_as):
    coordinator = client_as(people.coordinator)
    for day, kept in (("", None), (typed_day(proposed_last_day(today())), proposed_last_day(today()))):
        coordinator.post(START, GOOD | {"deadline": day, "title": f"Met {kept}"})
        assert session.scalars(select(Assessment.deadline).where(Assessment.title == f"Met {kept}")).one() == kept
        session.commit()


def test_the_styles_count_what_is_chosen(people, client_as):
    number = len(current("iba").of_kind("domain"))
    styles = (ROOT / "app/static/site.css").read_text("utf-8")
    assert f"each-{number}" in client_as(people.coordinator).get(START).html
    assert f".each-{number} :checked {{ counter-increment: chosen 1 questions {number} minutes {number}; }}" in styles


@pytest.mark.parametrize(("change", "is_open"), [({"title": ""}, True), ({"domains": []}, False)])
def test_what_is_folded_opens_for_what_is_wrong_in_it(people, client_as, change, is_open):
    page = client_as(people.coordinator).post(START, GOOD | change, status=422)
    fold = next(one for one in page.all("details") if one.get("class") == "fold")
    assert (fold.get("open") is not None) == is_open


def test_starts_with_domains_in_the_order_of_the_questionnaire(session, people, client_as):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(START, GOOD))
    assert page.h1 == "Najaar 2026"
    assessment = session.scalars(select(Assessment)).one()
    assert (assessment.state, assessment.round, assessment.questionnaire_version) == ("open", "baseline", 2)
    assert domains_of(session, assessment) == [("geld", None), ("inclusie", None)]
    part = session.scalars(select(Participation)).one()
    assert part.everything and (part.user_id, part.role, part.level, part.state) == (
        people.coordinator.id,
        "coordinator",
        "beleid",
        "started",
    )
    assert session.scalars(select(AuditEntry.action)).all() == ["start_assessment"]


def test_renames_a_domain_and_adds_own_ones(session, people, client_as):
    names = {"name_geld": "Schulden", "name_inclusie": "Sociale inclusie en meedoen", "name_eigen_2": " Bibliotheek "}
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(START, {**GOOD, **names}))
    assert "Schulden" in page.text and "Bibliotheek" in page.text
    assessment = session.scalars(select(Assessment)).one()
    assert domains_of(session, assessment) == [("geld", "Schulden"), ("inclusie", None), ("eigen_1", "Bibliotheek")]


def test_own_domains_alone_are_enough(session, people, client_as):
    client_as(people.coordinator).post(START, {**GOOD, "domains": [], "name_eigen_1": "Taal {titel}"})
    assert domains_of(session, session.scalars(select(Assessment)).one()) == [("eigen_1", "Taal {titel}")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": "  "}, "Geef de inventarisatie een naam."),
        ({"title": "x" * 81}, "maximaal 80 tekens"),
        ({"domains": []}, "Kies minstens 1 domein"),
        ({"domains": ["onzin"]}, "Dit domein staat niet in de vragenlijst."),
        ({"round": ""}, "Kies een eerste meting of een vervolgmeting."),
        ({"round": "evaluation"}, "Een vervolgmeting kan pas als"),
        ({"questionnaire": "iba-7"}, "Deze vragenlijst kun je niet kiezen."),
        ({"questionnaire": ""}, "Deze vragenlijst kun je niet kiezen."),
        ({"name_geld": "y" * 81}, "maximaal 80 tekens"),
        ({"name_wonen": "Huis en wijk"}, "Je koos ‘Wonen’ niet. Kies dat domein ook, of maak dit veld leeg."),
        ({"name_geld": "sociale inclusie en meedoen"}, "Deze naam komt twee keer voor."),
        ({"name_eigen_1": "Taal", "name_eigen_3": "TAAL"}, "Deze naam komt twee keer voor."),
    ],
)
def test_bad_input_is_refused_in_dutch_and_kept(session, people, client_as, change, message):
    page = client_as(people.coordinator).post(START, {**GOOD, **change}, status=422)
    assert message in page.text
    for name, typed in change.items():
        if name.startswith("name_"):
            assert page.fields[name] == typed
    assert session.scalar(select(func.count()).select_from(Assessment)) == 0


def test_the_same_click_twice_starts_one(session, people, client_as):
    coordinator = client_as(people.coordinator)
    first, second = coordinator.post(START, GOOD), coordinator.post(START, GOOD)
    assert first.headers["Location"] == second.headers["Location"]
    assert session.scalar(select(func.count()).select_from(Assessment)) == 1


def test_with_two_municipalities_one_is_chosen_first(session, people, client_as):
    session.add(
        Membership(
            user_id=people.coordinator.id, municipality_id=people.elsewhere.id, role="coordinator", created_at=now()
        )
    )
    session.commit()
    coordinator = client_as(people.coordinator)
    page = coordinator.get(START)
    assert "Voor welke gemeente" in page.h1
    address = f"{START}?gemeente={people.elsewhere.id}"
    assert address in page.links
    form = coordinator.get(address)
    assert "Voorbeelddorp" in form.text
    coordinator.post(START, {**GOOD, "municipality": form.fields["municipality"]})
    assert session.scalars(select(Assessment.municipality_id)).one() == people.elsewhere.id


def test_only_coordinators_start(people, client_as):
    for person in (people.adviser, people.reader, people.participant, people.administrator):
        client_as(person).get(START, status=403)
        client_as(person).post(START, GOOD, status=403)


def test_not_for_another_municipality(session, people, client_as):
    data = {**GOOD, "municipality": str(people.elsewhere.id)}
    client_as(people.coordinator).post(START, data, status=404)
    client_as(people.coordinator).get(f"{START}?gemeente={people.elsewhere.id}", status=404)
    assert session.scalar(select(func.count()).select_from(Assessment)) == 0
