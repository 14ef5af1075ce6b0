"""What really changed, of all questions about a domain at once; two tabs, closed rounds, and who may come here."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Answer, AnswerVersion, Assessment, ParticipationPart
from app.web.clock import today
from tests.factories import make_answers, make_participation
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation

WHAT = "Er is een akkoord.\nGetekend in mei."


@pytest.fixture
def evaluation(session, people):
    """A second round in which two answers about Geldzaken differ from then, and one has no score."""
    made = make_evaluation(session, people, make_agreed_long_ago(session, people))
    make_answers(session, joint_of(session, made), {"geld/A.BE": 3, "geld/A.BL": 0, "geld/A.UI": "unknown"})
    return made


@pytest.fixture
def hub(evaluation):
    """Where that is."""
    return f"/inventarisaties/{evaluation.id}"


@pytest.fixture
def address(hub):
    """Where the differences are told."""
    return f"{hub}/veranderd/geld"


@pytest.fixture
def coordinator(client_as, people):
    """The coordinator of Voorbeeldstad."""
    return client_as(people.coordinator)


def said(session, evaluation):
    """Item, version, and what was said, of every answer of this round."""
    columns = (Answer.item, Answer.version, Answer.value, Answer.changed, Answer.changed_what)
    rows = session.execute(select(*columns).where(Answer.assessment_id == evaluation.id).order_by(Answer.item)).all()
    session.commit()
    return [tuple(row) for row in rows]


UNTOLD = [("geld/A.BE", 1, "3", None, None), ("geld/A.BL", 1, "0", None, None), ("geld/A.UI", 1, "unknown", None, None)]


def test_the_page_of_a_domain_leads_to_all_that_differs(session, people, coordinator, evaluation, hub):
    form = {
        "A.BE-value": "2",
        "A.BE-seen": "0",
        "A.BL-value": "1",
        "A.BL-seen": "0",
        "S.BE-value": "4",
        "S.BE-seen": "0",
    }
    response = coordinator.post(f"{hub}/vragen/inclusie", {**form, "next": "hub"})
    assert response.headers["Location"] == f"{hub}/veranderd/inclusie?naar=overzicht"
    page = coordinator.follow(response)
    assert page.h1 == "2 antwoorden zijn anders dan toen"
    assert {name for name in page.fields if name.endswith("-seen")} == {"A.BE-seen", "S.BE-seen"}
    response = coordinator.post(f"{hub}/vragen/inclusie", {"A.BL-value": "1", "A.BL-seen": "1"})
    assert response.headers["Location"] == f"{hub}/vragen/inclusie/slotvragen?vorm=pagina"


def test_only_what_was_told_is_saved_and_the_way_goes_on(session, coordinator, evaluation, address, hub):
    form = {"A.BE-changed": "yes", "A.BE-changed_what": WHAT, "A.BE-seen": "1", "A.BL-seen": "1"}
    response = coordinator.post(address, form)
    assert response.headers["Location"] == f"{hub}/vragen/geld/slotvragen?vorm=pagina"
    assert said(session, evaluation) == [("geld/A.BE", 2, "3", "yes", WHAT), *UNTOLD[1:]]
    assert coordinator.post(address, form).headers["Location"]
    assert said(session, evaluation)[0][1] == 2
    page = coordinator.get(address)
    assert page.fields["A.BE-changed"] == "yes" and "A.BL-changed" not in page.fields
    # What is open comes first, in a row with both answers; the rest is folded.
    assert page.text.index("Plannen – beleid") < page.text.index("Wat je al zei (1)") < page.text.index("Aandacht – b")
    assert "Dat weten we niet" in page.text
    response = coordinator.post(address, {"A.BL-changed": "no", "A.BL-seen": "1", "next": "hub"})
    assert response.headers["Location"] == hub
    assert [row[3] for row in said(session, evaluation)] == ["yes", "no", None]


def test_mistakes_show_all_at_once_and_keep_what_was_typed(session, coordinator, evaluation, address):
    form = {"A.BE-changed": "yes", "A.BE-seen": "1", "A.BL-changed_what": WHAT, "A.BL-seen": "1"}
    page = coordinator.post(address, form, status=422)
    assert "Schrijf op wat er is veranderd." in page.text and "Kies een van de 3 antwoorden." in page.text
    assert page.fields["A.BE-changed"] == "yes" and page.fields["A.BL-changed_what"].strip() == WHAT
    assert said(session, evaluation) == UNTOLD


def test_a_domain_without_a_difference_says_what_to_do(coordinator, hub):
    page = coordinator.get(f"{hub}/veranderd/algemeen")
    assert page.h1 == "Niets te zeggen over verschillen" and "Ga verder" in page.text
    assert "Geen van je antwoorden op de algemene vragen is anders" in page.text
    assert not page.all("textarea")


def test_two_tabs_show_both_texts_and_save_nothing(session, coordinator, evaluation, address, hub):
    one = f"{hub}/vragen/geld/A.BE/veranderd"
    coordinator.post(one, {"changed": "no", "changed_what": "Anders gekeken.", "seen": "1"})
    page = coordinator.post(one, {"changed": "yes", "changed_what": WHAT, "seen": "1"}, status=409)
    assert page.title.startswith("Fout: ")
    for words in ("Nu opgeslagen", "Jij typte", "Anders gekeken.", "Er is een akkoord."):
        assert words in page.text
    assert page.fields["changed"] == "yes" and page.fields["seen"] == "2"
    assert said(session, evaluation)[0][3] == "no"
    coordinator.post(one, {name: page.fields[name] for name in ("changed", "changed_what", "seen")})
    assert said(session, evaluation)[0][1:4] == (3, "3", "yes")


def test_what_was_left_alone_gives_way_on_a_page_with_more(session, coordinator, evaluation, address, hub):
    coordinator.post(f"{hub}/vragen/geld/A.BE/veranderd", {"changed": "no", "seen": "1"})
    coordinator.post(address, {"A.BE-seen": "1", "A.BL-changed": "no", "A.BL-seen": "1"})
    assert [row[3] for row in said(session, evaluation)] == ["no", "no", None]
    form = {
        "A.BE-changed": "yes",
        "A.BE-changed_what": WHAT,
        "A.BE-seen": "1",
        "A.BL-changed": "unknown",
        "A.BL-seen": "2",
    }
    page = coordinator.post(address, form, status=409)
    assert "nieuwer-A.BE" in page.html and "nieuwer-A.BL" not in page.html
    assert [row[3] for row in said(session, evaluation)] == ["no", "no", None]


@pytest.mark.parametrize("value", ["1", "unknown"])
def test_an_answer_that_no_longer_differs_keeps_what_was_typed(session, coordinator, evaluation, hub, address, value):
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": value, "seen": "1"})
    typed = {"changed": "yes", "changed_what": WHAT, "evidence_note": "Blz. 4"}
    page = coordinator.post(f"{hub}/vragen/geld/A.BE/veranderd", {**typed, "seen": "1"}, status=409)
    for words in ("verschilt niet meer van toen", "Er is een akkoord.", "Blz. 4"):
        assert words in page.text
    form = {f"A.BE-{name}": text for name, text in typed.items()} | {"A.BE-seen": "1", "A.BL-seen": "1"}
    assert "Er is een akkoord." in coordinator.post(address, form, status=409).text
    coordinator.post(address, {"A.BE-seen": "1", "A.BL-changed": "no", "A.BL-seen": "1"})
    assert [row[1] for row in said(session, evaluation)] == [2, 2, 1]


@pytest.mark.parametrize("columns", [{"state": "in_review"}, {"deadline": today() - timedelta(days=1)}])
def test_closed_meanwhile_keeps_what_was_typed(session, people, client_as, evaluation, hub, columns):
    part = make_participation(session, evaluation, people.participant, everything=True)
    make_answers(session, part, {"geld/A.BE": 3})
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(columns))
    session.commit()
    participant = client_as(people.participant)
    for address, before in ((f"{hub}/vragen/geld/A.BE/veranderd", ""), (f"{hub}/veranderd/geld", "A.BE-")):
        assert participant.ask(address).headers["Location"] == f"{hub}/controle"
        form = {f"{before}changed": "yes", f"{before}changed_what": WHAT, f"{before}seen": "1"}
        page = participant.post(address, form, status=409)
        assert "Er is een akkoord." in page.text and "Getekend in mei." in page.text
    versions = session.scalars(select(AnswerVersion.version).where(AnswerVersion.participation_id == part.id)).all()
    assert versions == [1]


def test_outside_the_own_part_there_is_nothing(session, people, client_as, evaluation, hub):
    part = make_participation(session, evaluation, people.participant)
    row = {"participation_id": part.id, "municipality_id": evaluation.municipality_id}
    session.add(ParticipationPart(domain="geld", level="beleid", **row))
    make_answers(session, joint_of(session, evaluation), {"geld/S.BE": 4})
    participant = client_as(people.participant)
    for path in ("vragen/geld/A.BE/veranderd", "vragen/inclusie/A.BL/veranderd", "veranderd/inclusie", "veranderd/x"):
        participant.get(f"{hub}/{path}", status=404)
        participant.post(f"{hub}/{path}", {"changed": "no", "seen": "1"}, status=404)
    page = participant.follow(participant.ask(f"{hub}/vragen/geld/A.BL/veranderd"))
    assert page.title.startswith("Vraag ") and "Toen (" not in page.text
    assert participant.get(f"{hub}/veranderd/geld").h1 == "Niets te zeggen over verschillen"
    for who, status in ((people.adviser, 403), (people.reader, 404), (people.other, 404), (people.administrator, 404)):
        assert client_as(who).ask(f"{hub}/veranderd/geld").status_code == status, who.name
