"""The page with the mails of the example."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.clock import now
from app.mail import queue_mail
from tests.pages import Client


def test_without_mails_it_says_what_to_do(client_as: Callable[..., Client]) -> None:
    page = client_as(None).get("/voorbeeld/post")
    assert "Er zijn nog geen e-mails." in page.text
    assert "/inloggen" in page.links


def test_the_code_stands_by_itself_and_the_newest_mail_comes_first(
    session: Session, client_as: Callable[..., Client]
) -> None:
    queue_mail(session, "a@voorbeeld.example", "Code", "Je code is: 123456", now=now())
    queue_mail(session, "b@voorbeeld.example", "Bericht", "Hallo,\n\nbel 0612345678.", now=now())
    session.commit()
    text = client_as(None).get("/voorbeeld/post").text
    assert text.index("b@voorbeeld.example") < text.index("a@voorbeeld.example")
    assert "De code om in te loggen is:" in text.split("a@voorbeeld.example")[1]
    assert "De code om in te loggen is:" not in text.split("a@voorbeeld.example")[0]
