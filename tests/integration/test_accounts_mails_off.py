"""The one click with which a mail program turns off the mail of the day, and the page for who follows the link."""

import re
import uuid

import pytest
from sqlalchemy import select

from app.models import MAIL_KINDS, MutedMail, OutboxMail, User
from app.plan.reminders import CHOOSING
from app.post.outbox import DIGEST, _message, queue_letter
from app.texts.mails.plan import DigestLine, DueThing, digest
from app.web.clock import now, today
from config import Settings

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def mail_to(session, user, kind=DIGEST):
    """A mail to somebody, as it stands in the outbox."""
    lines = [DigestLine("day", DueThing("action", "x", "y", False), today(), None, "https://samenhang.example")]
    queue_letter(session, user.email, digest("x", lines, today(), CHOOSING, "h@v.example"), kind, now=now())
    session.commit()
    return session.scalars(select(OutboxMail).order_by(OutboxMail.created_at.desc())).first()


def headers(app, mail, **changed):
    """The headers with which it is sent by this application."""
    return _message(mail, app.config["SETTINGS"].model_copy(update=changed))


def path_of(app, mail):
    """Where the header leads, within the application."""
    (found,) = re.findall(r"<http.*?(/mails-uit/\w+)>", headers(app, mail)["List-Unsubscribe"])
    return found


def muted(session, user):
    found = set(session.scalars(select(MutedMail.kind).where(MutedMail.user_id == user.id)))
    session.rollback()
    return found


def test_one_click_turns_everything_off_without_signing_in(app, session, people, client_as):
    mail = mail_to(session, people.coordinator)
    path, client = path_of(app, mail), client_as(None)
    assert path not in mail.text and path not in mail.html
    for method in ("GET", "HEAD"):
        assert client.ask(path, method=method).status_code == 200
    assert muted(session, people.coordinator) == set()
    # As a mail program sends it: without a cookie, a page before it, or a token against forgery.
    for _ in range(2):
        answer = app.test_client().post(path, data=ONE_CLICK, content_type="multipart/form-data")
        assert answer.status_code == 200 and "geen mail van de dag meer" in answer.text
    assert muted(session, people.coordinator) == set(MAIL_KINDS)
    assert muted(session, people.adviser) == set()
    assert people.coordinator.name not in answer.text and people.coordinator.email not in answer.text


def test_only_the_mail_of_the_day_says_so_and_one_click_over_https_only(app, session, people):
    other, own = mail_to(session, people.coordinator, "invitation"), mail_to(session, people.coordinator)
    assert headers(app, other)["List-Unsubscribe"] is None
    assert headers(app, own)["List-Unsubscribe-Post"] is None
    sent = headers(app, own, base_url="https://samenhang.example")
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["List-Unsubscribe"].startswith("<https://samenhang.example/mails-uit/")


@pytest.mark.parametrize("why", ["forged", "another mail", "another kind", "another address", "removed", "no token"])
def test_nothing_else_opens_it(app, session, people, why):
    mail = mail_to(session, people.coordinator)
    path = path_of(app, mail)
    if why == "forged":
        path = path[:-1] + ("0" if path[-1] != "0" else "1")
    elif why == "another mail":
        other = mail_to(session, people.adviser)
        path = path.replace(mail.id.hex, other.id.hex)
    elif why == "another kind":
        mail.kind = "invitation"
    elif why == "another address":
        session.get_one(User, people.coordinator.id).email = f"{uuid.uuid4().hex}@voorbeeldstad.example"
    elif why == "removed":
        session.delete(mail)
    else:
        path = "/mails-uit/\u00e9\u00e9n"
    session.commit()
    assert app.test_client().get(path).status_code == 404
    assert app.test_client().post(path, data=ONE_CLICK).status_code == 404
    assert muted(session, people.coordinator) == muted(session, people.adviser) == set()


def test_a_key_of_another_installation_makes_other_links(app, session, people):
    mail = mail_to(session, people.coordinator)
    other = _message(mail, Settings(secret_key="x" * 40, base_url="http://localhost"))
    assert path_of(app, mail) not in other["List-Unsubscribe"]
