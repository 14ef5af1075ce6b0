"""What people do where a second round is started: colleagues of then, and how the errors of these pages are met."""

import uuid

from sqlalchemy import select

from app.models import Assessment, ParticipationPart, User
from app.web.clock import now
from tests.browser.acts import push
from tests.browser.flows import unfolded
from tests.browser.visitor import Visitor
from tests.factories import make_participation, make_user

PEOPLE = (
    ("Jan Jansen", "consulent schuldhulp", "uitvoering", ("geld", "inclusie")),
    ("Pia de Vries", "wethouder sociaal domein", "bestuur", ("geld", "gezondheid", "digitaal")),
    ("Wim de Wit", "beleidsmedewerker", "beleid", ("inclusie",)),
)


def with_colleagues(somebody: Visitor) -> None:
    """Three colleagues took part in the earlier round, one of whom stopped; look again."""
    later = uuid.UUID(somebody.page.url.split("/")[4])
    with somebody.site.session() as session:
        earlier = session.get_one(Assessment, session.get_one(Assessment, later).earlier_id)
        for name, function, level, domains in PEOPLE:
            address = f"{name.split()[0].lower()}.toen@voorbeeldstad.example"
            user = session.scalars(select(User).where(User.email == address)).one_or_none()
            ended = now() if name.startswith("Wim") else None
            made = make_participation(
                session,
                earlier,
                user or make_user(session, address, name),
                name=name,
                function=function,
                level=level,
                ended_at=ended,
                state="submitted",
            )
            shared = {"participation_id": made.id, "municipality_id": made.municipality_id}
            session.add_all(ParticipationPart(**shared, domain=domain, level=level) for domain in domains)
        session.commit()
    somebody.page.reload()


def choose_nobody(somebody: Visitor) -> None:
    """Take every tick away and save."""
    with_colleagues(somebody)
    page = somebody.page
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    push(page, "Voeg deze collega’s toe")


def ask_them(somebody: Visitor) -> None:
    """Save who was proposed, and come to the people of the round."""
    with_colleagues(somebody)
    push(somebody.page, "Voeg deze collega’s toe")


def start_at_once(somebody: Visitor) -> None:
    """Start what was proposed; the page that comes next is the overview."""
    push(somebody.page, "Start met deze domeinen")


def take_over(somebody: Visitor) -> None:
    """Choose the first round, and take over what was in it."""
    page = somebody.page
    page.get_by_label("Eerste meting 2026").first.check()
    push(page, "Neem de domeinen en namen van deze ronde over")


def start_too_early(somebody: Visitor) -> None:
    """Give a last day that is no day, and no name."""
    page = somebody.page
    unfolded(page, "Naam van de inventarisatie").fill("")
    page.get_by_label("Laatste dag voor je collega’s").fill("volgende week")
    push(page, "Start met deze domeinen")
