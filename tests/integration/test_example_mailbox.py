"""The page with the mails of the example."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import OutboxMail
from app.post.letters import Letter
from app.post.outbox import queue_letter
from app.web.clock import now
from tests.pages import Client


def letter(subject: str, text: str) -> Letter:
    """A short mail."""
    return Letter(subject, "Hallo,", (text,), "Heb je een vraag? Mail ons.")


def test_without_mails_it_says_what_to_do(client_as: Callable[..., Client]) -> None:
    page = client_as(None).get("/voorbeeld/post")
    assert "Er zijn nog geen e-mails." in page.text
    assert "/inloggen" in page.links


def test_the_code_stands_by_itself_and_the_newest_mail_comes_first(
    session: Session, client_as: Callable[..., Client]
) -> None:
    queue_letter(session, "a@voorbeeld.example", letter("Code", "Je code is: 123456"), "code", now=now())
    queue_letter(session, "b@voorbeeld.example", letter("Bericht", "Bel 0612345678."), "", now=now())
    session.commit()
    text = client_as(None).get("/voorbeeld/post").text
    assert text.index("b@voorbeeld.example") < text.index("a@voorbeeld.example")
    assert "De code om in te loggen is:" in text.split("a@voorbeeld.example")[1]
    assert "De code om in te loggen is:" not in text.split("a@voorbeeld.example")[0]


def test_six_digits_are_a_code_only_in_a_mail_with_one(session: Session, client_as: Callable[..., Client]) -> None:
    queue_letter(session, "a@voorbeeld.example", letter("Bericht", "Dossier 123456."), "invitation", now=now())
    session.commit()
    assert "De code om in te loggen is:" not in client_as(None).get("/voorbeeld/post").text


def test_own_links_can_be_followed_and_others_stay_text(
    app: Flask, session: Session, client_as: Callable[..., Client]
) -> None:
    base = app.config["SETTINGS"].base_url
    text = f"{base}/uitnodiging/a-B_3. {base}1/kwaad http://elders.example/x <a href='/y'> {base}/inventarisaties"
    queue_letter(session, "a@voorbeeld.example", letter("<b>Bericht</b>", text), "", now=now())
    session.commit()
    page = client_as(None).get("/voorbeeld/post")
    assert [link for link in page.links if link.startswith(("/uit", "/inv"))] == [
        "/uitnodiging/a-B_3",
        "/inventarisaties",
    ]
    assert not [link for link in page.links if "elders" in link or "kwaad" in link or link == "/y"]
    assert text in page.text
    assert "<b>Bericht</b>" in page.text


def test_mails_can_be_found_by_address(session: Session, client_as: Callable[..., Client]) -> None:
    for number, name in enumerate(("anna", "bram", "cato_")):
        queue_letter(session, f"{name}@voorbeeld.example", letter(f"Post {number}", ""), "", now=now())
    session.commit()
    client = client_as(None)
    page = client.get("/voorbeeld/post?aan=Bram@voorbeeld.example")
    assert (page.fields["aan"], "Post 1" in page.text, "Post 0" in page.text) == ("Bram@voorbeeld.example", True, False)
    # No character is a wildcard.
    assert "Post 0" not in client.get("/voorbeeld/post?aan=_@").text
    assert "Er zijn geen e-mails aan" in client.get("/voorbeeld/post?aan=<script>").text


def test_the_calendar_file_can_be_taken_along(session: Session, client_as: Callable[..., Client]) -> None:
    queue_letter(session, "a@voorbeeld.example", letter("Met", ""), "", now=now(), calendar="BEGIN:VCALENDAR")
    queue_letter(session, "b@voorbeeld.example", letter("Zonder", ""), "", now=now())
    session.commit()
    client = client_as(None)
    (link,) = [link for link in client.get("/voorbeeld/post").links if link.endswith(".ics")]
    answer = client.ask(link)
    assert (answer.mimetype, answer.get_data(as_text=True)) == ("text/calendar", "BEGIN:VCALENDAR")
    without = session.scalars(select(OutboxMail.id).where(OutboxMail.calendar.is_(None))).one()
    session.rollback()
    client.get(f"/voorbeeld/post/{without}/samenhang.ics", status=404)
