"""Every endpoint x person x tenant, with real requests: an endpoint without a row fails.

Columns: nobody signed in, then coordinator, adviser, participant, reader and administrator of the own municipality,
the coordinator of another one, and a coordinator whose role has ended. A cell says what the answer must be:
`yes` (let in: the page, a redirect, or a refusal that shows the form again), `in` (to the sign-in page), 403 or 404.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.clock import now
from app.models import Assessment, Membership, Participation, User
from questionnaires.catalogue import current
from tests.factories import People, make_answers, make_assessment, make_participation, make_user
from tests.pages import Client

PEOPLE = ("nobody", "coordinator", "adviser", "participant", "reader", "administrator", "other", "ended")
LET_IN = {200, 302, 303, 409, 422}
PUBLIC = "yes yes yes yes yes yes yes yes"
SIGNED_IN = "in yes yes yes yes yes yes yes"
ADMINISTRATOR = "in 403 403 403 403 yes 403 403"
COORDINATORS = "in yes 403 403 403 403 yes 403"
ANSWERING = "in yes 403 yes 404 404 404 404"
READING = "in yes yes yes 404 404 404 404"
TALKING = "in yes yes 403 404 404 404 404"
COORDINATING = "in yes 403 403 404 404 404 404"
ADVISING = "in 403 yes 403 404 404 404 404"

TABLE: dict[tuple[str, str], str] = {
    ("GET", "static"): PUBLIC,
    ("GET", "accounts.sign_in"): PUBLIC,
    ("POST", "accounts.sign_in"): PUBLIC,
    # Nobody gave an address yet, so there is no code to enter.
    ("GET", "accounts.enter_code"): SIGNED_IN,
    ("POST", "accounts.enter_code"): SIGNED_IN,
    ("GET", "accounts.show_held_forms"): SIGNED_IN,
    # Everybody ends at the sign-in page.
    ("POST", "accounts.sign_out"): "in in in in in in in in",
    ("GET", "pages.start"): SIGNED_IN,
    ("GET", "pages.about"): PUBLIC,
    ("GET", "pages.accessibility"): PUBLIC,
    ("GET", "pages.help_page"): PUBLIC,
    ("GET", "pages.privacy"): PUBLIC,
    ("GET", "pages.security_txt"): PUBLIC,
    ("GET", "operation.health"): PUBLIC,
    ("GET", "example.mailbox"): PUBLIC,
    ("GET", "instrument.read"): SIGNED_IN,
    ("GET", "instrument.read_domain"): SIGNED_IN,
    ("GET", "administration.overview"): ADMINISTRATOR,
    ("GET", "administration.list_municipalities"): ADMINISTRATOR,
    ("GET", "administration.new_municipality"): ADMINISTRATOR,
    ("POST", "administration.new_municipality"): ADMINISTRATOR,
    ("GET", "administration.import_list"): ADMINISTRATOR,
    ("POST", "administration.import_list"): ADMINISTRATOR,
    ("GET", "administration.list_people"): ADMINISTRATOR,
    ("GET", "administration.new_person"): ADMINISTRATOR,
    ("POST", "administration.new_person"): ADMINISTRATOR,
    ("GET", "administration.show_person"): ADMINISTRATOR,
    ("POST", "administration.show_person"): ADMINISTRATOR,
    ("GET", "administration.edit_person"): ADMINISTRATOR,
    ("POST", "administration.edit_person"): ADMINISTRATOR,
    ("GET", "administration.end_membership"): ADMINISTRATOR,
    ("POST", "administration.end_membership"): ADMINISTRATOR,
    ("GET", "assessments.list_assessments"): SIGNED_IN,
    ("GET", "assessments.start_assessment"): COORDINATORS,
    ("POST", "assessments.start_assessment"): COORDINATORS,
    ("GET", "assessments.hub"): READING,
    ("GET", "assessments.answer_domain"): ANSWERING,
    ("POST", "assessments.answer_domain"): ANSWERING,
    ("GET", "assessments.answer_question"): ANSWERING,
    ("POST", "assessments.answer_question"): ANSWERING,
    ("GET", "assessments.check_answers"): ANSWERING,
    ("POST", "assessments.check_answers"): ANSWERING,
    ("GET", "assessments.submitted"): ANSWERING,
    ("POST", "assessments.start_review"): COORDINATING,
    ("GET", "participants.overview"): COORDINATING,
    ("GET", "reviews.overview"): TALKING,
    ("GET", "reviews.domain"): TALKING,
    ("GET", "reviews.item"): TALKING,
    ("POST", "reviews.save_item"): TALKING,
    ("POST", "reviews.remark"): TALKING,
    ("GET", "reviews.chances"): TALKING,
    ("POST", "reviews.save_all_chances"): TALKING,
    ("POST", "reviews.take_over"): TALKING,
    ("GET", "reviews.explain"): TALKING,
    ("POST", "reviews.approve"): ADVISING,
    ("GET", "reviews.consider_agreeing"): COORDINATING,
    ("POST", "reviews.agree"): COORDINATING,
    ("GET", "reviews.agreed"): TALKING,
    ("GET", "reviews.consider_reopening"): TALKING,
    ("POST", "reviews.reopen"): TALKING,
    ("GET", "reviews.consider_sending_back"): TALKING,
    ("POST", "reviews.send_back"): TALKING,
    ("POST", "reviews.resubmit"): COORDINATING,
    ("GET", "reports.report_page"): TALKING,
    ("GET", "reports.report_pdf"): TALKING,
    ("GET", "reports.report_json"): TALKING,
    ("GET", "reports.chances_picture"): TALKING,
}
VALUES: dict[str, object] = {
    "questionnaire_id": "iba",
    "version": 1,
    "filename": "site.css",
    "domain": "geld",
    "domain_id": "geld",
    "question_id": "A.BE",
}


def routes(app: Flask) -> set[tuple[str, str]]:
    """(method, endpoint) of everything the application answers to."""
    rules = app.url_map.iter_rules()
    return {(method, rule.endpoint) for rule in rules for method in rule.methods & {"GET", "POST", "PUT", "DELETE"}}


@pytest.fixture
def clients(session: Session, people: People, client_as: Callable[[User | None], Client]) -> dict[str, Client]:
    """One client for each column."""
    ended = make_user(session, "weg@voorbeeldstad.example", "Wim Weg", "coordinator", people.municipality)
    session.execute(update(Membership).where(Membership.user_id == ended.id).values(ended_at=now()))
    session.commit()
    users = {name: getattr(people, name, None) for name in PEOPLE}
    return {name: client_as(user) for name, user in {**users, "ended": ended}.items()}


@pytest.fixture
def assessment(session: Session, people: People) -> Assessment:
    """An open assessment with an answer to everything, in which the participant has a part."""
    made = make_assessment(session, people)
    part = make_participation(session, made, people.participant, everything=True)
    asked = (*current("iba").of_kind("domain"), *current("iba").of_kind("opportunity"))
    make_answers(session, part, {f"{domain}/{q.id}": 2 for domain in ("geld", "inclusie") for q in asked})
    return made


def test_every_endpoint_has_a_row(app: Flask) -> None:
    assert routes(app) == set(TABLE)


def address(app: Flask, endpoint: str, ids: Mapping[str, object]) -> str:
    """An address of an endpoint, with an own assessment, domain, question, person and role in it."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    values = {**VALUES, **ids}
    with app.test_request_context():
        return app.url_for(endpoint, **{name: values[name] for name in rule.arguments})


def answer(client: Client, method: str, path: str) -> str:
    """What a request comes to, in the words of the table."""
    data = {"csrf_token": client.token}
    response = client.ask(path, method=method, data=data if method == "POST" else None)
    if response.status_code in (302, 303) and urlsplit(response.headers["Location"]).path == "/inloggen":
        return "in"
    response.close()
    return "yes" if response.status_code in LET_IN else str(response.status_code)


@pytest.fixture
def ids(session: Session, assessment: Assessment) -> dict[str, object]:
    """The ids that addresses need: of rows of the own municipality."""
    membership = session.scalars(select(Membership).where(Membership.role == "reader")).one()
    participation = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    return {
        "assessment_id": assessment.id,
        "user_id": membership.user_id,
        "membership_id": membership.id,
        "participation_id": participation.id,
    }


@pytest.mark.parametrize(("method", "endpoint"), TABLE)
def test_access(
    app: Flask, session: Session, ids: dict[str, object], clients: dict[str, Client], method: str, endpoint: str
) -> None:
    path = address(app, endpoint, ids)
    # What is read outside a request waits in the queue of writers too, and would hold up the requests.
    session.rollback()
    found = {name: answer(clients[name], method, path) for name in PEOPLE}
    assert found == dict(zip(PEOPLE, TABLE[method, endpoint].split(), strict=True))
