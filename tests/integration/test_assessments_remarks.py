"""What a colleague reads of the conversation: remarks to all on a question that came back, and nothing before that."""

import pytest
from sqlalchemy import update

from app.models import AssessmentDomain
from app.web.clock import now
from tests.factories import make_assessment, make_participation
from tests.remarks import make_remark

QUESTION = "/vragen/geld/A.BE"


@pytest.fixture
def made(session, people):
    """An inventory in review, with a colleague who answers everything, and with remarks."""
    assessment = make_assessment(session, people, state="in_review")
    make_participation(session, assessment, people.participant, everything=True)
    make_remark(session, assessment, people.adviser, "Welk besluit is dit?")
    make_remark(session, assessment, people.adviser, "Onder ons.", audience="advisers")
    make_remark(session, assessment, people.adviser, "Bij een andere vraag.", "geld/M.BE")
    make_remark(session, assessment, people.adviser, "Over het geheel.", None)
    return assessment


def send_back(session, assessment, domain="geld"):
    """Let a domain be answered again."""
    here = AssessmentDomain.assessment_id == assessment.id, AssessmentDomain.domain == domain
    session.execute(update(AssessmentDomain).where(*here).values(sent_back_at=now(), sent_back_reason="Kijk nog eens."))
    session.commit()


def test_reads_what_is_said_to_all_about_that_question(session, people, client_as, made):
    hub = f"/inventarisaties/{made.id}"
    send_back(session, made)
    page = client_as(people.participant).get(hub + QUESTION)
    assert "Er staat 1 opmerking bij deze vraag" in page.text
    assert "Welk besluit is dit?" in page.text and "functie van Ad Viseur" in page.text
    for hidden in ("Onder ons.", "Bij een andere vraag.", "Over het geheel."):
        assert hidden not in page.html
    assert not [form for form in page.all("form") if "opmerking" in (form.get("action") or "")]


def test_the_page_of_the_whole_domain_says_where_they_are(session, people, client_as, made):
    hub = f"/inventarisaties/{made.id}"
    send_back(session, made)
    page = client_as(people.participant).get(f"{hub}/vragen/geld")
    where = [f"{hub}/vragen/geld/{question}#opmerkingen" for question in ("A.BE", "M.BE")]
    assert [link for link in page.links if link.endswith("#opmerkingen")] == where
    assert page.text.count("Lees de opmerking uit de bespreking") == 2


def test_with_the_answers_to_it(session, people, client_as, made):
    hub = f"/inventarisaties/{made.id}"
    send_back(session, made)
    client_as(people.coordinator).post(
        f"{hub}/bespreken{QUESTION[7:]}/opmerking", {"text": "Zie mei.", "audience": "all"}
    )
    page = client_as(people.participant).get(hub + QUESTION)
    assert "Er staan 2 opmerkingen bij deze vraag" in page.text and "Zie mei." in page.text


def test_also_when_the_answer_is_not_right_yet(session, people, client_as, made):
    send_back(session, made)
    page = client_as(people.participant).post(f"/inventarisaties/{made.id}{QUESTION}", {"value": "9"}, status=422)
    assert "Welk besluit is dit?" in page.text


@pytest.mark.parametrize("page", ["", QUESTION, "/vragen/geld", "/controle"])
def test_nothing_while_answers_are_given_blind(session, people, client_as, made, page):
    hub = f"/inventarisaties/{made.id}"
    made.state = "open"
    session.commit()
    assert "Welk besluit" not in client_as(people.participant).get(hub + page).html


def test_nothing_when_another_domain_came_back(session, people, client_as, made):
    hub = f"/inventarisaties/{made.id}"
    send_back(session, made, "inclusie")
    assert client_as(people.participant).ask(hub + QUESTION).status_code == 302
    assert "Welk besluit" not in client_as(people.participant).get(f"{hub}/vragen/inclusie/A.BE").html
