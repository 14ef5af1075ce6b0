"""After an answer that differs from the earlier round: then and now, and whether something really changed."""

import pytest
from sqlalchemy import select

from app.models import Answer
from tests.factories import make_answers, make_assessment, make_participation
from tests.rounds import make_agreed_long_ago, make_evaluation
from tests.trajectories import make_action, make_trajectory

THEN = "Toen (vragenlijst versie 1)"
YES = {"changed": "yes", "changed_what": "Er is een taalakkoord.\nGetekend in mei.", "seen": "1"}


@pytest.fixture
def earlier(session, people):
    """The first round, in which every score is 1."""
    return make_agreed_long_ago(session, people)


@pytest.fixture
def evaluation(session, people, earlier):
    """Its second round, in which nothing was answered yet."""
    return make_evaluation(session, people, earlier)


@pytest.fixture
def hub(evaluation):
    """Where that is."""
    return f"/inventarisaties/{evaluation.id}"


@pytest.fixture
def address(hub):
    """Where the first question about Geldzaken is."""
    return f"{hub}/vragen/geld/A.BE"


@pytest.fixture
def coordinator(client_as, people):
    """The coordinator of Voorbeeldstad."""
    return client_as(people.coordinator)


@pytest.fixture
def stored(session, evaluation):
    """Read the newest version of the answer to the first question."""

    def read():
        mine = Answer.assessment_id == evaluation.id
        row = session.scalars(select(Answer).where(mine, Answer.item == "geld/A.BE")).one()
        session.commit()
        session.expunge(row)
        return row

    return read


def test_then_is_hidden_until_the_answer_is_saved_and_shown_when_it_differs(coordinator, address):
    page = coordinator.get(address)
    assert "Toen" not in page.text and "vragenlijst versie 1" not in page.text
    page = coordinator.post(address, {"value": "9", "seen": "0"}, status=422)
    assert "vragenlijst versie 1" not in page.text
    response = coordinator.post(address, {"value": "3", "seen": "0"})
    assert response.headers["Location"] == f"{address}/veranderd"
    page = coordinator.follow(response)
    assert page.h1 == "Je antwoord is anders dan toen"
    for words in ("Het is opgeslagen.", THEN, "Nu (vragenlijst versie 2)", "Is er werkelijk iets veranderd?"):
        assert words in page.text
    assert page.fields["seen"] == "1" and "changed" not in page.fields


def test_an_answer_as_then_goes_straight_on(coordinator, address):
    page = coordinator.follow(coordinator.post(address, {"value": "1", "seen": "0"}))
    assert page.title.startswith("Vraag 2 van 14")
    page = coordinator.get(address)
    assert THEN in page.text and "Is er werkelijk iets veranderd?" not in page.text
    page = coordinator.follow(coordinator.ask(f"{address}/veranderd"))
    assert page.title.startswith("Vraag 1 van 14")


@pytest.mark.parametrize("value", ["unknown", "not_applicable"])
def test_what_is_not_known_now_is_not_asked(coordinator, address, value):
    page = coordinator.follow(coordinator.post(address, {"value": value, "reason": "Geen idee.", "seen": "0"}))
    assert page.title.startswith("Vraag 2 van 14")


def test_yes_is_kept_with_the_answer_and_goes_on(stored, coordinator, address):
    coordinator.post(address, {"value": "3", "reason": "Zo is het.", "confidence": "sure", "seen": "0"})
    evidence = {"evidence_kind": "document", "evidence_note": "Akkoord", "evidence_link": "https://a.example/b"}
    page = coordinator.follow(coordinator.post(f"{address}/veranderd", {**YES, **evidence}))
    assert page.title.startswith("Vraag 2 van 14")
    row = stored()
    assert (row.value, row.version, row.changed, row.changed_what) == ("3", 2, "yes", YES["changed_what"])
    assert (row.reason, row.confidence, row.evidence_note) == ("Zo is het.", "sure", "Akkoord")
    page = coordinator.get(address)
    for words in (
        "Er is werkelijk iets veranderd sinds de vorige ronde.",
        "Er is een taalakkoord.",
        "Verander wat je hierover zei",
    ):
        assert words in page.text
    assert f"{address}/veranderd" in page.links
    page = coordinator.get(f"{address}/veranderd")
    assert page.fields["changed"] == "yes" and page.fields["changed_what"].strip() == YES["changed_what"]


def test_no_and_not_known(stored, coordinator, address):
    coordinator.post(address, {"value": "3", "seen": "0"})
    coordinator.post(f"{address}/veranderd", {"changed": "no", "seen": "1"})
    assert (stored().version, stored().changed) == (2, "no")
    coordinator.post(f"{address}/veranderd", {"changed": "unknown", "changed_what": "Nog uitzoeken.", "seen": "2"})
    row = stored()
    assert (row.version, row.changed, row.changed_what) == (3, "unknown", "Nog uitzoeken.")
    page = coordinator.get(address)
    assert "Niet bekend of er werkelijk iets veranderde." in page.text and "Verander wat je hierover zei" in page.text
    assert coordinator.get(f"{address}/veranderd").fields["changed"] == "unknown"
    coordinator.post(f"{address}/veranderd", {"changed": "unknown", "changed_what": "Nog uitzoeken.", "seen": "3"})
    assert stored().version == 3


def test_yes_needs_a_word_about_what_and_nothing_typed_is_lost(stored, coordinator, address):
    coordinator.post(address, {"value": "3", "seen": "0"})
    typed = {"changed": "yes", "evidence_note": "Blz. 3", "evidence_link": "geen adres", "seen": "1"}
    page = coordinator.post(f"{address}/veranderd", typed, status=422)
    assert page.title.startswith("Fout: ")
    for words in ("Schrijf op wat er is veranderd.", "Kies wat voor bewijs dit is.", "Vul het hele adres in."):
        assert words in page.text
    assert {name: page.fields[name] for name in typed} == typed
    page = coordinator.post(f"{address}/veranderd", {"changed_what": "Iets", "seen": "1"}, status=422)
    assert "Kies een van de 3 antwoorden." in page.text and page.fields["changed_what"].strip() == "Iets"
    for refused in ({"changed": "misschien"}, {"changed": "yes", "changed_what": "x" * 5001}):
        coordinator.post(f"{address}/veranderd", {**refused, "seen": "1"}, status=422)
    assert stored().version == 1


def test_the_way_to_the_overview_is_kept(coordinator, address, hub):
    response = coordinator.post(address, {"value": "3", "seen": "0", "next": "hub"})
    assert response.headers["Location"] == f"{address}/veranderd?naar=overzicht"
    page = coordinator.follow(response)
    assert page.links[-1] == hub
    response = coordinator.post(f"{address}/veranderd?naar=overzicht", {"changed": "no", "seen": "1", "next": "hub"})
    assert response.headers["Location"] == hub


def test_the_old_text_is_shown_where_the_words_changed(coordinator, hub):
    address = f"{hub}/vragen/geld/S.UI"
    page = coordinator.follow(coordinator.post(address, {"value": "4", "seen": "0"}))
    assert "De woorden zijn anders dan toen. De vraag betekent nog hetzelfde." in page.text
    assert len({e for e in page.text.split("?") if "hulp" in e}) >= 1
    assert "anders opgeschreven, maar betekent hetzelfde" in coordinator.get(address).text


def test_another_meaning_is_not_asked_but_told_with_its_reason(coordinator, hub):
    address = f"{hub}/vragen/geld/M.BL"
    page = coordinator.follow(coordinator.post(address, {"value": "4", "seen": "0"}))
    assert page.title.startswith("Vraag ") and "veranderd?" not in page.title
    page = coordinator.get(address)
    for words in (THEN, "De vraag betekent nu iets anders.", "Deze vraag gaat nu alleen over subsidies en contracten."):
        assert words in page.text


def test_general_questions_ask_and_a_new_one_has_no_then(coordinator, hub):
    page = coordinator.follow(coordinator.post(f"{hub}/vragen/algemeen/G01", {"value": "4", "seen": "0"}))
    assert page.h1 == "Je antwoord is anders dan toen"
    # The general questions are about no domain.
    assert "nog geen verbeteractie over de hele gemeente" in page.text and "over dit domein" not in page.text
    page = coordinator.follow(coordinator.post(f"{hub}/vragen/algemeen/G13", {"value": "4", "seen": "0"}))
    assert "Toen (" not in coordinator.get(f"{hub}/vragen/algemeen/G13").text


def test_both_are_shown_where_the_own_answer_was_another_one(session, people, client_as, earlier, evaluation, hub):
    before = make_participation(session, earlier, people.participant, everything=True)
    make_answers(session, before, {"geld/A.BE": 0})
    make_participation(session, evaluation, people.participant, everything=True)
    session.commit()
    participant = client_as(people.participant)
    page = participant.follow(participant.post(f"{hub}/vragen/geld/A.BE", {"value": "3", "seen": "0"}))
    assert "Afgesproken score toen" in page.text and "Jouw antwoord toen" in page.text
    page = participant.follow(participant.post(f"{hub}/vragen/geld/A.BL", {"value": "3", "seen": "0"}))
    assert "Jouw antwoord toen" not in page.text


def test_it_is_asked_again_for_another_value_and_forgotten_for_the_same_as_then(stored, coordinator, address):
    coordinator.post(address, {"value": "3", "seen": "0"})
    coordinator.post(f"{address}/veranderd", YES)
    response = coordinator.post(address, {"value": "3", "reason": "Meer uitleg.", "seen": "2"})
    assert "veranderd" not in response.headers["Location"]
    response = coordinator.post(address, {"value": "4", "seen": "3"})
    assert response.headers["Location"].endswith("/veranderd")
    # The yes was about 3, and does not count for 4 (S25); what was written stays.
    assert (stored().changed, stored().changed_what) == (None, YES["changed_what"])
    page = coordinator.follow(response)
    assert "changed" not in page.fields and page.fields["changed_what"].strip() == YES["changed_what"]
    assert "Zeg of er werkelijk iets is veranderd" in coordinator.get(address).text
    coordinator.post(f"{address}/veranderd", {**YES, "seen": "4"})
    assert "Er is werkelijk iets veranderd sinds de vorige ronde." in coordinator.get(address).text
    coordinator.post(address, {"value": "1", "seen": "5"})
    row = stored()
    assert (row.version, row.changed, row.changed_what) == (6, None, None)


def test_a_link_to_an_action_that_runs_or_is_done(session, people, coordinator, earlier, address, stored):
    trajectory = make_trajectory(session, earlier, people.coordinator)
    running = make_action(session, trajectory, people.coordinator, title="Taalcafé <nieuw>", state="running")
    for title, columns in {
        "Nog niet begonnen": {},
        "Over iets anders": {"state": "done", "domain": "inclusie"},
    }.items():
        make_action(session, trajectory, people.coordinator, title=title, **columns)
    page = coordinator.follow(coordinator.post(address, {"value": "3", "seen": "0"}))
    assert "Taalcafé <nieuw>" in page.text
    assert "Nog niet begonnen" not in page.text and "Over iets anders" not in page.text
    for wrong in ("onzin", str(trajectory.id)):
        page = coordinator.post(f"{address}/veranderd", {**YES, "changed_action": wrong}, status=422)
        assert "Deze verbeteractie kun je niet kiezen." in page.text
        assert page.fields["changed_what"].strip() == YES["changed_what"]
    coordinator.post(f"{address}/veranderd", {**YES, "changed_action": str(running.id)})
    assert stored().changed_action_id == running.id
    assert "Taalcafé <nieuw>" in coordinator.get(address).text
    # What is linked stays linked when it was stopped after that.
    running.state, running.stop_reason = "stopped", "Geen geld"
    session.commit()
    assert coordinator.get(f"{address}/veranderd").fields["changed_action"] == str(running.id)


def test_a_first_round_never_asks(session, people, coordinator):
    hub = f"/inventarisaties/{make_assessment(session, people).id}"
    assert "veranderd" not in coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "3"}).headers["Location"]
    for path in ("vragen/geld/A.BE/veranderd", "veranderd/geld"):
        coordinator.get(f"{hub}/{path}", status=404)
        coordinator.post(f"{hub}/{path}", YES, status=404)
