"""The link in an invitation: it says what is asked, opens nothing, and survives scanners."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from app.doors.tokens import invitation_token, new_token, token_hash
from app.models import (
    Assessment,
    AssessmentDomain,
    AuditEntry,
    LoginCode,
    OutboxMail,
    Participation,
    RateCount,
    SignIn,
    User,
)
from app.state.asked import Part, parts_of
from app.texts.words import WHO_READS
from app.web.clock import now, today
from tests.authenticator import prove_address
from tests.colleagues import token_in
from tests.factories import People, make_answers, make_assessment, make_participation
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


@pytest.fixture
def invited(session: Session, people: People) -> str:
    """The address of the link that was mailed to the participant."""
    made = make_assessment(session, people, deadline=today() + timedelta(days=7))
    token = new_token()
    make_participation(session, made, people.participant, everything=True, link_hash=token_hash(token))
    session.commit()
    return f"/uitnodiging/{token}"


def hub(session: Session) -> str:
    """Where the link leads to in the end."""
    path = f"/inventarisaties/{session.scalars(select(Assessment.id)).one()}"
    session.commit()
    return path


def change(session: Session, kind: type[Assessment | Participation], **values: object) -> None:
    """Change every row of a kind; the last day in days from today."""
    dates = {name: today() + timedelta(value) for name, value in values.items() if type(value) is int}
    session.execute(update(kind).values(**values | dates))
    session.commit()


def codes(session: Session) -> list[OutboxMail]:
    """The mails with a code."""
    found = list(session.scalars(select(OutboxMail).where(OutboxMail.kind == "code").order_by(OutboxMail.created_at)))
    session.commit()
    return found


def part_and_questions(session: Session) -> tuple[Participation, tuple[Part, ...]]:
    """The part of who was invited, and everything that is asked."""
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    assessment = session.scalars(select(Assessment).options(selectinload(Assessment.domains))).one()
    session.commit()
    return part, parts_of(assessment)


def begin(client: Client, session: Session, invited: str) -> str:
    """Push the button of the invitation and type the code from the mail; where that leads to in the end."""
    assert client.post(invited, {}).headers["Location"] == "/inloggen/code"
    code = re.search(r"\d{6}", codes(session)[-1].text)
    where = client.post("/inloggen/code", {"code": code[0] if code else ""}).headers["Location"]
    while (response := client.ask(where)).status_code in (302, 303):
        where = response.headers["Location"]
    return where


def test_it_says_who_asks_what_and_until_when(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    change(session, Participation, personal_line="Bel me gerust.")
    page = client_as(None).get(invited)
    assert re.fullmatch(r"Wil je \d+ vragen beantwoorden over basisvaardigheden\?", page.h1)
    for said in ("Gemeente Voorbeeldstad", "Tot en met", "Bel me gerust.", people.coordinator.name, "De eerste vraag:"):
        assert said in page.text
    assert WHO_READS in page.html
    # Who has the address recognises it; who was sent the link does not learn it.
    assert f"{people.participant.email[:2]}•••@" in page.text
    assert people.participant.email not in page.html
    assert people.participant.name not in page.html


def test_a_code_and_then_the_first_question(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    client = client_as(None)
    client.get(invited)
    first = part_and_questions(session)[1][0]
    assert begin(client, session, invited) == f"{hub(session)}/vragen/{first.domain}/{first.questions[0].id}"
    assert [mail.recipient for mail in codes(session)] == [people.participant.email]
    # From now on the link alone is enough in this browser.
    response = client.ask(invited)
    assert (response.status_code, response.headers["Location"]) == (302, f"{hub(session)}/verder")
    client.take_token()
    assert client.post(invited, {}).headers["Location"] == f"{hub(session)}/verder"
    assert len(codes(session)) == 1


def test_it_goes_on_where_somebody_was(client_as: ClientAs, session: Session, people: People, invited: str) -> None:
    part, parts = part_and_questions(session)
    make_answers(session, part, dict.fromkeys(parts[0].items[:2], "3"))
    client, path = client_as(people.participant), f"{hub(session)}/verder"
    third = f"{hub(session)}/vragen/{parts[0].domain}/{parts[0].questions[2].id}"
    assert client.ask(path).headers["Location"] == third
    rest = [item for one in parts for item in one.items if item not in parts[0].items[:2]]
    make_answers(session, part, dict.fromkeys(rest, "3"))
    assert client.ask(path).headers["Location"] == f"{hub(session)}/controle"
    change(session, Participation, state="submitted")
    assert client.ask(path).headers["Location"] == hub(session)


def test_a_link_that_was_sent_on_opens_nothing(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    stranger = client_as(None)
    before = without_token(stranger.get(invited).html)
    sent = stranger.post(invited, {})
    assert [mail.recipient for mail in codes(session)] == [people.participant.email]
    page = stranger.get("/inloggen/code")
    assert "•••@" in page.text
    # Nor does the cookie, which can be read.
    with stranger.client.session_transaction() as cookie:
        kept = str(dict(cookie))
    for seen in (page.html, kept, sent.get_data(as_text=True)):
        assert people.participant.email not in seen
        assert people.participant.name not in seen
        assert hub(session) not in seen
    stranger.post("/inloggen/code", {"code": "000000"}, 422)
    assert stranger.ask(hub(session)).status_code == 302
    assert session.scalars(select(SignIn)).all() == []
    session.commit()
    # What was answered makes no difference for who has only the link.
    part, parts = part_and_questions(session)
    make_answers(session, part, dict.fromkeys(parts[0].items, "4"))
    change(session, Participation, state="submitted")
    assert without_token(client_as(None).get(invited).html) == before


def without_token(html: str) -> str:
    """The page without the secret of its form, which is another one each time."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", html)


def test_it_says_nothing_that_the_mail_did_not(client_as: ClientAs, session: Session, people: People) -> None:
    made, part = prepared(session, people)
    part.personal_line = "Hoi."
    session.commit()
    path = f"/inventarisaties/{made}/deelnemers/uitnodigen"
    client_as(people.coordinator).post(path, {"people": str(part_id(session)), "line": "Voor allen.", "action": "send"})
    mail = session.scalars(select(OutboxMail).where(OutboxMail.kind == "invitation")).one()
    session.commit()
    page = client_as(None).get(f"/uitnodiging/{token_in(mail)}")
    said = " ".join(f"{mail.subject} {mail.text}".replace("> ", "").split()).casefold()
    quoted = [one for quote in page.all("blockquote") for one in quote.iter("p")]
    told = ["".join(one.itertext()).strip() for one in [*quoted, *page.all("strong"), *page.all("li")]]
    lines = [" ".join(line.split()) for text in told for line in text.splitlines() if line.strip()]
    own = [line for line in lines if "•••" not in line and line not in OF_THE_APPLICATION]
    assert len(own) > 6
    missing = [line for line in [page.h1, *own] if line.removesuffix(", coördinator").casefold() not in said]
    assert missing == []


OF_THE_APPLICATION = {
    "Over het model",
    "Hulp en contact",
    "Inloggen",
    "Log op een andere manier in",
    "Lees hoe het model werkt",
    "Privacy",
    "Rapport controleren",
    "Toegankelijkheid",
    "Mail Cora Dinator",
}
"""Lines of a list on the page that are of every page, or links that say nothing about the round."""


def prepared(session: Session, people: People) -> tuple[uuid.UUID, Participation]:
    """A round with a last day, and somebody who was not invited yet."""
    made = make_assessment(session, people, deadline=today() + timedelta(days=7))
    part = make_participation(session, made, people.participant, everything=True, invited_at=None, state="invited")
    session.commit()
    return made.id, part


def part_id(session: Session) -> uuid.UUID:
    """The id of the part of who is invited."""
    found = session.scalars(select(Participation.id).where(Participation.role == "participant")).one()
    session.commit()
    return found


def test_every_mail_to_a_colleague_has_the_same_link(client_as: ClientAs, session: Session, people: People) -> None:
    made, _ = prepared(session, people)
    page, client, whom = f"/inventarisaties/{made}/deelnemers", client_as(people.coordinator), part_id(session)
    client.post(f"{page}/uitnodigen", {"people": str(whom), "action": "send"})
    client.post(f"{page}/herinneren", {"people": str(whom), "action": "send"})
    later = (today() + timedelta(days=20)).strftime("%d-%m-%Y")
    client.post(f"{page}/deadline", {"deadline": later, "reminder_days": "none"})
    mails = session.scalars(select(OutboxMail).where(OutboxMail.participation_id == whom)).all()
    assert sorted(mail.kind for mail in mails) == ["deadline", "invitation", "reminder"]
    assert len({token_in(mail) for mail in mails}) == 1
    session.commit()
    assert client_as(None).get(f"/uitnodiging/{token_in(mails[0])}").h1.startswith("Wil je ")


def test_somebody_else_or_another_address_has_another_link() -> None:
    ids, addresses = (uuid.uuid4(), uuid.uuid4()), ("a@b.example", "c@b.example")
    made = {invitation_token(key, one, email) for key in ("x" * 40, "y" * 40) for one in ids for email in addresses}
    assert len(made) == 8
    assert all(re.fullmatch("[0-9a-f]{40}", token) for token in made)


def test_it_is_no_sign_in(client_as: ClientAs, session: Session, invited: str) -> None:
    client = client_as(None)
    client.get(invited)
    assert client.ask(hub(session)).status_code == 302
    assert session.scalars(select(SignIn)).all() == []


def test_scanners_use_nothing_up(client_as: ClientAs, session: Session, people: People, invited: str) -> None:
    kinds = (Assessment, Participation, SignIn, LoginCode, OutboxMail, AuditEntry, RateCount)

    def everything() -> list[dict[str, object]]:
        rows = [
            {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}
            for kind in kinds
            for row in session.scalars(select(kind).execution_options(populate_existing=True))
        ]
        session.commit()
        return rows

    before = everything()
    for client in (client_as(None), client_as(None)):
        for method in ("GET", "HEAD", "GET", "HEAD"):
            assert client.ask(invited, method=method).status_code == 200
    assert everything() == before
    assert prove_address(client_as(None), session, people.participant) == "/"


def test_only_the_button_sends_a_code(client_as: ClientAs, session: Session, invited: str) -> None:
    assert client_as(None).ask(invited, method="POST").status_code == 400
    assert codes(session) == []


def test_codes_are_limited_as_at_the_front_door(client_as: ClientAs, session: Session, invited: str) -> None:
    stranger = client_as(None)
    for _ in range(6):
        stranger.post(invited, {})
    assert "zijn veel codes aangevraagd" in stranger.post(invited, {}, 429).text
    assert len(codes(session)) == 6


def test_somebody_else_hears_that_it_is_not_theirs(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    client = client_as(people.reader)
    page = client.get(invited)
    assert page.h1 == "Deze uitnodiging is voor iemand anders"
    assert people.reader.name in page.text
    # The address of the other is nobody's business.
    assert people.participant.email not in page.html
    assert people.participant.name not in page.html
    response = client.post("/uitloggen", {"verder": page.fields["verder"]})
    assert response.headers["Location"] == invited
    assert client.get(invited).h1.startswith("Wil je ")


def test_the_button_sends_no_code_when_somebody_else_is_signed_in(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    page = client_as(people.reader).post(invited, {}, 409)
    assert page.h1 == "Deze uitnodiging is voor iemand anders"
    assert codes(session) == []


@pytest.mark.parametrize("wanted", ["//elders.example/", "https://elders.example/", "/\\elders.example", ""])
def test_signing_out_sends_nobody_elsewhere(client_as: ClientAs, people: People, wanted: str) -> None:
    client = client_as(people.reader)
    assert client.post("/uitloggen", {"verder": wanted}).headers["Location"] == "/inloggen"


CLOSED: list[dict[str, object]] = [
    {"deadline": -1},
    {"deadline": -60, "state": "agreed"},
    {"deadline": -100, "state": "in_review"},
]
OVER: list[tuple[type[Assessment | Participation], dict[str, object]]] = [
    (Participation, {"ended_at": now()}),
    (Participation, {"link_hash": None}),
    (Assessment, {"deadline": -61, "state": "agreed"}),
    (Assessment, {"deadline": None, "state": "agreed"}),
]


@pytest.mark.parametrize("values", CLOSED)
def test_when_the_round_has_closed_it_says_what_can_be_done(
    client_as: ClientAs, session: Session, people: People, invited: str, values: dict[str, object]
) -> None:
    change(session, Assessment, **values)
    client = client_as(None)
    page = client.get(invited)
    assert page.h1 == "De ronde is gesloten"
    assert f"mailto:{people.coordinator.email}" in page.links
    # Their own answers they still read, and nobody else does.
    assert f"/inloggen?verder={invited}" in page.links
    client.post(invited, {}, 409)
    assert codes(session) == []
    assert client_as(people.participant).ask(f"{hub(session)}/verder").headers["Location"] == hub(session)


def test_what_somebody_saved_counts_after_the_round_has_closed(
    client_as: ClientAs, session: Session, people: People, invited: str
) -> None:
    part, parts = part_and_questions(session)
    make_answers(session, part, {parts[0].items[0]: 3}, reason="Dat staat in het plan.")
    # Not handed in: the review begins nevertheless.
    change(session, Assessment, state="in_review", review_started_at=now())
    assert client_as(None).get(invited).h1 == "De ronde is gesloten"
    question = parts[0].questions[0].id
    page = client_as(people.adviser).get(f"{hub(session)}/bespreken/{parts[0].domain}/{question}")
    assert "Dat staat in het plan." in page.text


def test_without_a_last_day_it_says_none(client_as: ClientAs, session: Session, invited: str) -> None:
    change(session, Assessment, deadline=None)
    assert "Tot en met" not in client_as(None).get(invited).text


def test_who_has_no_questions_any_more_hears_that(client_as: ClientAs, session: Session, invited: str) -> None:
    change(session, Participation, everything=False)
    assert client_as(None).get(invited).h1 == "Je hoeft nu geen vragen te beantwoorden"


def test_what_is_sent_back_can_be_answered_with_the_same_link(
    client_as: ClientAs, session: Session, invited: str
) -> None:
    change(session, Assessment, state="in_review", deadline=-10)
    row = session.scalars(select(AssessmentDomain).order_by(AssessmentDomain.position).limit(1)).one()
    row.sent_back_at, row.sent_back_reason = now(), "Kijk nog eens."
    session.commit()
    page = client_as(None).get(invited)
    assert page.h1.startswith("Wil je 14 vragen beantwoorden over ")
    assert "Kijk nog eens." not in page.html
    assert "Tot en met" not in page.text


@pytest.mark.parametrize(("kind", "values"), OVER)
def test_a_link_that_has_ended_and_one_that_never_was_look_the_same(
    client_as: ClientAs,
    session: Session,
    people: People,
    invited: str,
    kind: type[Participation],
    values: dict[str, object],
) -> None:
    change(session, kind, **values)
    ended, unknown = (client_as(None).get(path, 404) for path in (invited, "/uitnodiging/bestaat-niet"))
    assert ended.text == unknown.text
    assert ended.h1 == "Deze link werkt niet meer"
    assert "Vraag dan degene die je uitnodigde" in ended.text
    assert ended.fields["email"] == ""
    assert people.participant.email not in ended.html
    # Whoever is signed in gets a way on instead of a form.
    page = client_as(people.participant).get(invited, 404)
    assert "email" not in page.fields
    assert "/" in page.links


@pytest.mark.parametrize("token", ["x" * 5000, "%00", "%F0%9F%98%80", "..%2f..", "' OR 1=1--"])
def test_a_strange_link_is_no_crash(client_as: ClientAs, token: str) -> None:
    assert client_as(None).ask(f"/uitnodiging/{token}").status_code in (400, 404)
