"""The page with the mails of the example."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.clock import now
from app.letters import Letter
from app.mail import queue_letter
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
