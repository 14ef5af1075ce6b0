"""No lost work: what is posted after the session has ended is offered again to the same person."""

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import Answer, HeldForm, OutboxMail, SignIn, User
from app.web.clock import now
from tests.factories import People, make_assessment
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
TEXT = "De wethouder noemt het in elk gesprek.\r\n<b>Echt</b> waar, ook ’s avonds."
TYPED = {"value": "3", "reason": TEXT, "seen": "0"}
MOMENT = "2026-11-24T09:00:00Z"


@pytest.fixture
def clock() -> Iterator[Traveller]:
    """A clock that can be moved."""
    with time_machine.travel(MOMENT, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def question(session: Session, people: People) -> str:
    """The address of a question that the coordinator answers."""
    return f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld/A.BE"


def sign_in(client: Client, session: Session, user: User) -> Page:
    """Sign in through the pages, as people do."""
    client.take_token()
    client.post("/inloggen", {"email": user.email})
    mail = session.scalars(select(OutboxMail.text).order_by(OutboxMail.created_at.desc())).first()
    session.commit()
    response = client.post("/inloggen/code", {"code": re.findall(r"\b\d{6}\b", mail or "")[0]})
    first = response.headers["Location"]
    # An administrator is led on from the start page.
    page = client.get(client.ask(first).headers.get("Location", first))
    client.take_token()
    return page


def end_everywhere(session: Session) -> None:
    """End all sessions on the server."""
    session.execute(update(SignIn).values(ended_at=now()))
    session.commit()


def stored(session: Session) -> list[Answer]:
    """The answers in the database."""
    found = list(session.scalars(select(Answer).execution_options(populate_existing=True)))
    session.commit()
    return found


def waiting(session: Session) -> list[HeldForm]:
    """The forms that wait."""
    found = list(session.scalars(select(HeldForm).execution_options(populate_existing=True)))
    session.commit()
    return found


@pytest.mark.parametrize("how", ["ended elsewhere", "idle", "absolute"])
def test_the_text_is_offered_again_and_saved(
    client_as: ClientAs, session: Session, people: People, question: str, clock: Traveller, how: str
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    client.get(question)
    if how == "ended elsewhere":
        end_everywhere(session)
    clock.shift(timedelta(hours=13 if how == "absolute" else 5 if how == "idle" else 0, seconds=1))
    response = client.post(question, TYPED)
    assert "Wat je typte, hebben we bewaard" in client.follow(response).text
    assert stored(session) == []
    page = sign_in(client, session, people.coordinator)
    assert page.h1 == "We hebben je tekst bewaard"
    assert "De wethouder noemt het in elk gesprek. <b>Echt</b> waar, ook ’s avonds." in page.text
    assert "Er wacht nog tekst op je" in client.get("/").text
    fields = {name: value for name, value in page.fields.items() if name != "csrf_token"}
    client.post(question, fields)
    answer = stored(session)[0]
    assert (answer.value, answer.reason) == ("3", TEXT.replace("\r\n", "\n"))
    assert waiting(session) == []
    assert "Er wacht nog tekst op je" not in client.get("/").text


def test_two_tabs_both_get_their_text_back(
    client_as: ClientAs, session: Session, people: People, question: str
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED | {"reason": "Uit het eerste\0 tabblad.\uffff"})
    client.post(question.replace("A.BE", "A.BL"), TYPED | {"reason": "Uit het tweede tabblad."})
    page = sign_in(client, session, people.coordinator)
    assert "Uit het eerste tabblad." in page.text
    assert "Uit het tweede tabblad." in page.text
    forms = [form.get("action") for form in page.all("form")]
    assert {question, question.replace("A.BE", "A.BL")} <= set(forms)


def test_somebody_else_never_sees_it(client_as: ClientAs, session: Session, people: People, question: str) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED)
    page = sign_in(client, session, people.other)
    assert people.other.name in page.h1
    assert client.ask("/inloggen/bewaard").headers["Location"] == "/"
    assert "wethouder" not in client.get("/").text


def test_it_waits_while_somebody_else_uses_the_browser(
    client_as: ClientAs, session: Session, people: People, question: str
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED)
    sign_in(client, session, people.other)
    assert "Er wacht nog tekst op je" not in client.get("/").text
    client.post("/uitloggen", {"held_form": "iets"})
    page = sign_in(client, session, people.coordinator)
    assert "De wethouder noemt het in elk gesprek." in page.text
    client.post("/uitloggen")
    assert "De wethouder noemt het in elk gesprek." in sign_in(client, session, people.coordinator).text


def test_it_is_gone_after_a_day(
    client_as: ClientAs, session: Session, people: People, question: str, clock: Traveller
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED)
    clock.shift(timedelta(days=1, seconds=1))
    assert sign_in(client, session, people.coordinator).h1 == "Jullie vullen in"


def test_a_form_that_is_refused_keeps_waiting(
    client_as: ClientAs, session: Session, people: People, question: str
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED | {"value": "9"})
    page = sign_in(client, session, people.coordinator)
    fields = {name: value for name, value in page.fields.items() if name != "csrf_token"}
    client.post(question, fields, status=422)
    assert len(waiting(session)) == 1


def test_a_browser_in_which_nobody_signed_in_cannot_leave_a_form(
    client_as: ClientAs, session: Session, people: People, question: str
) -> None:
    client = client_as(None)
    page = client.post(question, TYPED, status=409)
    assert "Je laatste stap is niet opgeslagen" in page.text
    # It does not wait, so it must be there to copy.
    assert "De wethouder noemt het in elk gesprek." in page.text
    assert waiting(session) == []


def test_after_signing_out_nothing_is_held(
    client_as: ClientAs, session: Session, people: People, question: str
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    client.post("/uitloggen")
    client.post(question, TYPED, status=409)
    assert waiting(session) == []


def test_another_site_cannot_leave_a_form(client_as: ClientAs, session: Session, people: People, question: str) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED, headers={"Origin": "https://elders.example"})
    assert waiting(session) == []
    assert "wethouder" not in client.get("/inloggen").text


def test_a_made_up_cookie_is_of_no_use(
    app: Flask, client_as: ClientAs, session: Session, people: People, question: str
) -> None:
    client = client_as(None)
    client.client.set_cookie("samenhang-person", people.coordinator.id.hex)
    client.post(question, TYPED, status=409)
    assert waiting(session) == []


def test_a_secret_does_not_wait_and_is_asked_for_again(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    sign_in(client, session, people.administrator)
    end_everywhere(session)
    typed = {"name": "Gemeente Voorbeeldstad", "place": "https://inloggen.example", "client_id": "samenhang"}
    client.post("/beheer/organisaties/nieuw", {**typed, "kind": "generic", "client_secret": "zeer-geheim"})
    assert "zeer-geheim" not in waiting(session)[0].fields
    page = sign_in(client, session, people.administrator)
    assert "Naam van de organisatie: Gemeente Voorbeeldstad" in page.text
    assert "Typte je ook een geheim?" in page.text
    page = client.post("/beheer/organisaties/nieuw", {name: page.fields[name] for name in (*typed, "kind")}, status=422)
    assert page.fields["client_id"] == "samenhang"


def test_a_file_does_not_wait_but_the_text_beside_it(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    sign_in(client, session, people.administrator)
    end_everywhere(session)
    sent = {"file": (BytesIO(b"GM0363;Amsterdam"), "lijst.csv"), "text": "GM0363;Amsterdam"}
    client.post("/beheer/gemeenten/inlezen", sent, content_type="multipart/form-data")
    page = sign_in(client, session, people.administrator)
    assert "GM0363;Amsterdam" in page.text
    assert "Een bestand bewaren we niet." in page.text


def test_a_code_of_a_second_step_is_neither_held_nor_shown(
    client_as: ClientAs, session: Session, people: People
) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    assert "123456" not in client.follow(client.post("/account/tweede-stap/uitzetten", {"code": "123456"})).text
    assert waiting(session) == []


def test_no_more_than_twenty_wait(client_as: ClientAs, session: Session, people: People, question: str) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    for number in range(20):
        client.post(question, TYPED | {"reason": f"Tekst {number}."})
    assert "Tekst 20." in client.post(question, TYPED | {"reason": "Tekst 20."}, status=409).text
    assert len(waiting(session)) == 20
    shown = sign_in(client, session, people.coordinator).text
    assert [number for number in range(20) if f"Tekst {number}." not in shown] == []


def test_a_large_page_is_held_too(client_as: ClientAs, session: Session, people: People, question: str) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED | {"reason": "é" * 100_000})
    assert len(waiting(session)) == 1
    client.post(question, TYPED | {"reason": "é" * 200_000}, status=413)


def test_only_a_hash_of_the_key_is_kept(client_as: ClientAs, session: Session, people: People, question: str) -> None:
    client = client_as(None)
    sign_in(client, session, people.coordinator)
    end_everywhere(session)
    client.post(question, TYPED)
    with client.client.session_transaction() as cookie:
        key = cookie["held"][0]
    row = waiting(session)[0]
    assert len(key) >= 43
    assert key not in row.key_hash
    assert "csrf_token" not in row.fields
    assert (row.path, row.user_id) == (question, people.coordinator.id)
    assert isinstance(row.id, uuid.UUID)
