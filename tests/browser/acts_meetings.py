"""What people do to be in a meeting, and to meet its errors."""

import uuid
from urllib.parse import urlsplit

from sqlalchemy import select

from app.doors.limits import count_try
from app.meetings.joining import WRONG_CODES
from app.models import Assessment, User
from app.web.clock import now
from tests.browser.acts import Act, push
from tests.browser.flows import option
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example
from tests.meetings import begun


def begin(somebody: Visitor) -> None:
    """From the form to the screen on which everybody can join."""
    push(somebody.page, "Begin de bespreking")


def discuss(somebody: Visitor) -> None:
    """To the first point of the list."""
    begin(somebody)
    push(somebody.page, "Begin met punt 1")


def comes(item: str | None = None) -> Act:
    """To be where others just began: before the first point, or at this one."""

    def come(somebody: Visitor) -> None:
        page = somebody.page
        with somebody.site.session() as session:
            made = session.get_one(Assessment, uuid.UUID(urlsplit(page.url).path.split("/")[2]))
            adviser = session.scalars(select(User).where(User.email == Example.adviser)).one()
            begun(session, made, adviser, item=item, item_since=now() if item else None)
        page.reload()

    return come


def types_wrong_code(somebody: Visitor) -> None:
    """To type a code that leads nowhere."""
    push(somebody.page, "Doe mee")


def types_too_many_codes(somebody: Visitor) -> None:
    """To type one more than is looked at, also where the next quarter of an hour has just begun."""
    secret = somebody.site.app.config["SETTINGS"].secret_key.get_secret_value()
    with somebody.site.session() as session:
        who = session.scalars(select(User.id).where(User.email == Example.participant)).one()
        for moment in (now(), now() + WRONG_CODES.window):
            count_try(session, WRONG_CODES, str(who), secret, now=moment, tries=WRONG_CODES.most)
        session.commit()
    types_wrong_code(somebody)


def finish(somebody: Visitor) -> None:
    """To the last page before ending, with one score."""
    agree(somebody)
    push(somebody.page, "Rond af")


def end(somebody: Visitor) -> None:
    """To the summary."""
    finish(somebody)
    push(somebody.page, "Rond de bespreking af")


def agree(somebody: Visitor, reason: str = "Zo hebben we het besproken.") -> None:
    """Agree a score on the first point."""
    discuss(somebody)
    save(somebody, reason)


def save(somebody: Visitor, reason: str) -> None:
    """Fill in a score and save it."""
    option(somebody.page, "2").check()
    somebody.page.get_by_label("Waarom deze score?").fill(reason)
    push(somebody.page, "Opslaan")


def discusses_and_goes(name: str) -> Act:
    """To do so from the first point."""

    def go(somebody: Visitor) -> None:
        discuss(somebody)
        push(somebody.page, name)

    return go


def saves_nothing(somebody: Visitor) -> None:
    """To save a score that was not filled in."""
    discuss(somebody)
    push(somebody.page, "Opslaan")


def starts_nothing(somebody: Visitor) -> None:
    """To start without a point."""
    for box in somebody.page.locator("input[name=items]").all():
        box.uncheck()
    push(somebody.page, "Begin de bespreking")


def agrees_twice(somebody: Visitor) -> None:
    """To agree in another tab first, and then here."""
    discuss(somebody)
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    option(other, "3").check()
    other.get_by_label("Waarom deze score?").fill("Uit het andere tabblad.")
    push(other, "Opslaan")
    other.close()
    save(somebody, "Uit dit tabblad.")


def goes_on_unsaved(somebody: Visitor) -> None:
    """To go on with a score that was not saved."""
    discuss(somebody)
    page = somebody.page
    page.get_by_label("Waarom deze score?").fill("Nog niet opgeslagen.")
    push(page, "Sla over")


def leaves_present_empty(somebody: Visitor) -> None:
    """To say more than fits about who is there."""
    discusses_and_goes("Wie is er")(somebody)
    somebody.page.get_by_label("Wie nog meer?").fill("x" * 1001)
    push(somebody.page, "Opslaan")
