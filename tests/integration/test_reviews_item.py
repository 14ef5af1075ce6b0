"""One question in the review: who answered what, the agreed score, and two people who agree at once."""

import pytest
from sqlalchemy import select

from app.models import AgreedScore, AgreedScoreVersion, Answer, Participation
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements

REASON = "Zo hebben we het samen besproken."


@pytest.fixture
def assessment(session, people):
    """A review of Geldzaken and Inclusie, with two answers that differ."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 1}, reason="Alleen in de Week van Lezen en Schrijven.")
    other = make_participation(session, made, people.participant, level="uitvoering", function="functie van Ivo Vuller")
    make_answers(session, other, {"geld/A.BE": 3}, evidence_kind="document", evidence_note="Collegeplan, bladzijde 12")
    return made


@pytest.fixture
def address(assessment):
    """The question that they answered."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld/A.BE"


def stored(session, table=AgreedScore):
    rows = session.execute(select(table.item, table.version, table.value, table.reason)).all()
    session.commit()
    return sorted(tuple(row) for row in rows)


def rows_of(page):
    """What stands at each of the answers: (text of the answer, how many, and who with their reason and evidence)."""
    return [" ".join("".join(one.itertext()).split()) for one in page.all("div") if is_option(one)]


def is_option(element):
    return "opt" in (element.get("class") or "").split()


def test_shows_each_answer_once_beside_the_choice(people, client_as, address):
    page = client_as(people.adviser).get(address)
    assert page.title.startswith("Vraag 1 van 14: Geldzaken")
    assert "Aandacht – bestuur" in page.text and "2 antwoorden, gemiddeld 2,0." in page.text
    rows = rows_of(page)
    assert len(rows) == 6 and [row[:2] for row in rows[:5]] == ["0 ", "1 ", "2 ", "3 ", "4 "]
    assert rows[1].endswith("1 van de 2functie van Cora Dinator, beleid Alleen in de Week van Lezen en Schrijven.")
    assert rows[3].endswith("functie van Ivo Vuller, uitvoeringBewijs: document, Collegeplan, bladzijde 12.")
    assert [row.endswith("niemand") for row in rows] == [True, False, True, False, True, True]
    for words in ("functie van Cora Dinator", "functie van Ivo Vuller", "Alleen in de Week", "Bewijs: document"):
        assert page.text.count(words) == 1, words
    said = "Er zijn 2 antwoorden met een score. Het gemiddelde is 2,0, het gemiddelde verschil 1,0 stap."
    assert said in page.text and "duidelijk verschillend" in page.text
    assert page.fields["seen"] == "0" and "value" not in page.fields


def test_a_long_reason_is_folded_and_whole(session, people, client_as, assessment, address):
    reason = " ".join(f"Reden {number}." for number in range(60)) + "\nEn dit."
    other = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, other, {"geld/A.BE": 3}, seen=1, reason=reason)
    page = client_as(people.adviser).get(address)
    (fold,) = [one for one in page.all("details") if any(is_option(up) for up in above(page, one))]
    assert " ".join("".join(fold.itertext()).split()) == " ".join(reason.split())


def test_of_many_who_chose_the_same_the_reasons_are_folded(session, people, client_as, assessment, address):
    for number in range(8):
        user = make_user(session, f"veel{number}@voorbeeldstad.example", f"Collega {number}")
        part = make_participation(session, assessment, user)
        make_answers(session, part, {"geld/A.BE": 3}, reason="Daarom." if number % 2 else "", evidence_kind="document")
    folds = [one for one in client_as(people.adviser).get(address).all("details") if one.get("class") == "who"]
    (fold,) = folds
    (summary,) = fold.iter("summary")
    assert "".join(summary.itertext()) == "Bekijk wie, 4 met toelichting, 9 met bewijs"
    # One and two of a kind stand there, as all do while there are few.
    assert len(list(fold.iter("li"))) == 9


def above(page, element):
    """The elements around this one."""
    return [one for one in page.all("div") if any(inner == element for inner in one.iter())]


def test_who_does_not_know_stands_below_the_answers(session, people, client_as, assessment, address):
    other = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, other, {"geld/A.BE": "unknown"}, seen=1)
    rows = rows_of(client_as(people.adviser).get(address))
    assert rows[-1].startswith("Weet ik niet 1 van de 2functie van Ivo Vuller, uitvoering")


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_agreeing_a_score_leaves_the_answers_alone(session, people, client_as, address, who):
    client = client_as(getattr(people, who))
    form = {"value": "2", "reason": REASON, "seen": "0", "dissent": "Blijft bij 1, want er is geen geld."}
    evidence = {"evidence_kind": "decision", "evidence_note": "Raadsbesluit 7", "evidence_link": "https://raad.example"}
    response = client.post(address, {**form, **evidence})
    assert response.headers["Location"].endswith("/bespreken/geld/A.BL")
    assert "De afgesproken score is opgeslagen." in client.follow(response).text
    score = session.scalars(select(AgreedScore)).one()
    assert (score.value, score.version, score.saved_by) == ("2", 1, getattr(people, who).id)
    assert (score.dissent, score.evidence_note) == (form["dissent"], "Raadsbesluit 7")
    assert sorted(session.scalars(select(Answer.value))) == ["1", "3"]
    session.commit()
    page = client.get(address)
    assert page.fields["seen"] == "1"
    assert {name: page.fields[name].strip() for name in (*form, *evidence)} == {**form, **evidence, "seen": "1"}
    assert [row for row in rows_of(page) if "afgesproken" in row] == [rows_of(page)[2]]


def test_after_the_last_question_comes_the_domain(people, client_as, assessment, address):
    form = {"value": "not_applicable", "reason": REASON, "seen": "0"}
    response = client_as(people.adviser).post(address.replace("A.BE", "D2.UI"), form)
    assert response.headers["Location"].endswith(f"{assessment.id}/bespreken/geld")


def test_withdrawing_needs_a_reason_and_keeps_the_history(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client = client_as(people.adviser)
    assert "Geen afspraak: de antwoorden tellen" in client.get(address).text
    client.post(address, {"value": "withdrawn", "reason": "", "seen": "1"}, status=422)
    client.post(address, {"value": "withdrawn", "reason": "Toch niet zeker.", "seen": "1"})
    assert [row[1:3] for row in stored(session, AgreedScoreVersion)] == [(1, "3"), (2, "")]
    page = client.get(address)
    assert "Geen afspraak: de antwoorden tellen" not in page.text
    assert page.fields["seen"] == "2"
    client.post(address, {"value": "1", "reason": REASON, "seen": "2"})
    assert stored(session) == [("geld/A.BE", 3, "1", REASON)]


def test_a_score_withdrawn_in_the_meantime_is_shown_as_that(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client_as(people.coordinator).post(address, {"value": "withdrawn", "reason": "Toch niet.", "seen": "1"})
    page = client_as(people.adviser).post(address, {"value": "2", "reason": REASON, "seen": "1"}, status=409)
    assert "De afgesproken score is ingetrokken." in page.text
    assert page.fields["seen"] == "2"


@pytest.mark.parametrize("seen", ["7", "-1", "x", ""])
def test_a_version_that_never_was_overwrites_nothing(session, people, client_as, assessment, address, seen):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client_as(people.adviser).post(address, {"value": "2", "reason": REASON, "seen": seen}, status=409)
    assert [row[1:3] for row in stored(session)] == [(1, "3")]


@pytest.mark.parametrize(
    ("state", "columns", "words"),
    [("open", {}, "nog open"), ("agreed", {}, "vastgesteld"), ("in_review", {"approved": True}, "akkoord gegeven")],
)
def test_closed_scores_stay_and_what_was_typed_is_shown(session, people, client_as, state, columns, words):
    approved = {"approved_at": now(), "approved_by": people.adviser.id} if columns else {}
    made = make_assessment(session, people, state=state, **approved)
    address = f"/inventarisaties/{made.id}/bespreken/geld/A.BE"
    client = client_as(people.coordinator)
    page = client.get(address)
    assert words in page.text
    assert "value" not in page.fields
    page = client.post(address, {"value": "2", "reason": REASON, "seen": "0"}, status=409)
    assert words in page.text and REASON in page.text
    assert stored(session) == []


@pytest.mark.parametrize("where", ["geld/A.XX", "wonen/A.BE", "algemeen/A.BE", "geld/G01", "algemeen/K1"])
def test_a_question_that_is_not_asked_is_not_there(people, client_as, assessment, where):
    address = f"/inventarisaties/{assessment.id}/bespreken/{where}"
    client = client_as(people.adviser)
    client.get(address, status=404)
    client.post(address, {"value": "2", "reason": REASON, "seen": "0"}, status=404)


def test_a_general_question_is_agreed_the_same_way(session, people, client_as, assessment):
    address = f"/inventarisaties/{assessment.id}/bespreken/algemeen/G01"
    client_as(people.coordinator).post(address, {"value": "4", "reason": REASON, "seen": "0"})
    assert stored(session) == [("algemeen/G01", 1, "4", REASON)]


def test_while_the_round_is_open_who_leads_stays_blind(session, people, client_as):
    made = make_assessment(session, people)
    other = make_participation(session, made, people.participant, level="uitvoering")
    make_answers(session, other, {"geld/A.BE": 4}, reason="Dit mag de coördinator nog niet lezen.")
    address = f"/inventarisaties/{made.id}/bespreken/geld/A.BE"
    coordinator = client_as(people.coordinator)
    for page in (client_as(people.adviser).get(address), coordinator.get(address)):
        assert "Dit mag de coördinator" not in page.text
        assert "zie je als de bespreking begint" in page.text and "zelf nog niet beantwoord" in page.text
    joint = session.scalars(select(Participation).where(Participation.everything)).one()
    make_answers(session, joint, {"geld/A.BE": 1}, reason="Mijn eigen reden.")
    page = coordinator.get(address)
    assert "Mijn eigen reden." in page.text
    for path in ("", "/geld", "/geld/A.BE"):
        page = coordinator.get(f"/inventarisaties/{made.id}/bespreken{path}")
        assert "Dit mag de coördinator" not in page.html and "functie van Ivo" not in page.html, path
        assert "2 antwoorden" not in page.text and "zie je als de bespreking begint" in page.text, path


def test_what_the_coordinator_wrote_goes_before_what_somebody_is_elsewhere(session, people, client_as):
    made = make_assessment(session, people, state="in_review")
    part = make_participation(
        session, made, people.participant, level="uitvoering", function="teamleider schuldhulp", name="Ivo V."
    )
    make_answers(session, part, {"geld/A.BE": 4})
    page = client_as(people.adviser).get(f"/inventarisaties/{made.id}/bespreken/geld/A.BE")
    assert "teamleider schuldhulp, uitvoering" in page.text
    assert "functie van Ivo" not in page.html and "Ivo" not in page.html


def test_in_a_second_round_what_answers_say_about_change_stays_with_the_score(session, people, client_as):
    made = make_assessment(session, people, state="in_review", round="evaluation")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 3}, changed="no")
    address = f"/inventarisaties/{made.id}/bespreken/geld/A.BE"
    client_as(people.adviser).post(address, {"value": "3", "reason": REASON, "seen": "0"})
    assert session.scalars(select(AgreedScore.changed)).one() == "no"


def test_what_a_colleague_is_elsewhere_is_not_told(session, people, client_as):
    made = make_assessment(session, people, state="in_review")
    part = make_participation(session, made, people.participant, name="Ivo", function="")
    make_answers(session, part, {"geld/A.BE": 2})
    adviser = client_as(people.adviser)
    for path in ("", "/A.BE", "/uitleg"):
        assert "functie van Ivo" not in adviser.get(f"/inventarisaties/{made.id}/bespreken/geld{path}").html, path


def test_a_question_asks_the_database_the_same_whatever_was_said(session, people, client_as, assessment, address):
    adviser = client_as(people.adviser)
    adviser.get(address)
    with statements() as few:
        adviser.get(address)
    for number in range(6):
        user = make_user(session, f"c{number}@voorbeeldstad.example", f"C {number}")
        part = make_participation(session, assessment, user)
        make_answers(session, part, {"geld/A.BE": number % 5, "geld/A.BL": 2}, reason="Zo.")
    with statements() as many:
        adviser.get(address)
    assert len(many) == len(few) <= 12, many
