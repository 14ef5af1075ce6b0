"""What an administrator sees first: what waits for them, whom a search finds, and whether mails and tasks go on."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, load_only

from app.administration.entrance import blueprint
from app.administration.people import all_municipalities, found_people, is_here, person_at, removals_asked
from app.models import DueFile, IdentityProvider, Membership, Municipality, NetworkState, OutboxMail, User
from app.post.outbox import STATE, is_given_up
from app.saving.typed import held_keys
from app.texts import administration as texts
from app.web.clock import now, today
from app.web.extensions import db, settings
from app.web.formatting import HERE

MOST_FIRST, MOST_PLACES = 8, 15
"""How many things that wait the page shows, and how many municipalities and people."""
DAY, GRACE = timedelta(days=1), timedelta(minutes=15)
"""Since when mails are counted, and how long something that is due may wait before tasks seem to stand still."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with who leads and who advises it now."""

    municipality: Municipality
    coordinators: Sequence[User]
    advisers: Sequence[User]
    has_ended: bool
    since: datetime | None
    """When the first of them got that role."""

    @property
    def lacks(self) -> str:
        """The role that nobody has here while somebody has the other one; "" when nothing has to be done."""
        if self.has_ended or bool(self.coordinators) == bool(self.advisers):
            return ""
        return "adviser" if self.coordinators else "coordinator"

    @property
    def way_on(self) -> tuple[str, str]:
        """(label, address) of what gives it who it lacks."""
        if self.lacks == "adviser":
            address = url_for("administration.municipality_advisers", municipality_id=self.municipality.id)
            return texts.CHOOSE_ADVISER, address
        return texts.ADD_COORDINATOR, url_for(
            "administration.new_person", role="coordinator", municipality=self.municipality.id
        )

    def has(self, search: str) -> bool:
        """Whether this is in its name, its code or the name of who leads or advises it."""
        own = (self.municipality.name, self.municipality.code)
        names = "\n".join((*own, *(user.name for user in (*self.coordinators, *self.advisers))))
        return search.casefold() in names.casefold()


@dataclass(frozen=True, slots=True)
class First:
    """Something that waits for an administrator, with the button that solves it."""

    title: str
    about: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Health:
    """How one thing goes that happens by itself; `is_well`: nobody has to do anything."""

    title: str
    about: str
    is_well: bool


def load_places(session: Session, today: date) -> list[Place]:
    """Every municipality: who lacks somebody first, then where there is anybody, each by name."""
    query = select(Membership).where(Membership.role.in_(("adviser", "coordinator")), Membership.ended_at.is_(None))
    held: dict[uuid.UUID | None, list[Membership]] = defaultdict(list)
    for role in session.scalars(query.options(joinedload(Membership.user)).order_by(Membership.created_at)):
        held[role.municipality_id].append(role)
    found = []
    for one in all_municipalities(session):
        here = held[one.id]
        leads, advises = ([role.user for role in here if role.role == name] for name in ("coordinator", "adviser"))
        has_ended = one.valid_until is not None and one.valid_until < today
        found.append(Place(one, leads, advises, has_ended, here[0].created_at if here else None))
    return sorted(found, key=lambda place: (not place.lacks, not (place.coordinators or place.advisers)))


def waiting_for_administrator(session: Session, places: Sequence[Place], failed: Sequence[OutboxMail]) -> list[First]:
    """What has to be done, in the order in which it matters."""
    found = []
    for one in removals_asked(session):
        address = url_for("administration.post_remove_person", user_id=one.id)
        found.append(First(texts.ASKED_TO_GO, one.name, texts.SEE_REQUEST, address))
    for mail in islice(failed, MOST_FIRST):
        user = person_at(session, mail.recipient)
        search = url_for("administration.overview", zoek=mail.recipient)
        address = url_for("administration.show_person", user_id=user.id) if user else search
        found.append(First(texts.MAIL_FAILED, texts.mail_tried(mail.recipient), texts.CHECK_ADDRESS, address))
    for place in filter(lambda place: place.lacks, places):
        title = texts.lacks(place.municipality.name, place.lacks)
        found.append(First(title, texts.lacking_since(place.lacks, place.since), *place.way_on))
    return found


def failed_mails(session: Session) -> Sequence[OutboxMail]:
    """Mails that will not be sent any more, to addresses that got nothing since; one for each address."""
    waiting = session.scalars(_unsent()).all()
    failed = {mail.recipient: mail for mail in waiting if is_given_up(mail)}
    query = select(OutboxMail.recipient, func.max(OutboxMail.sent_at)).where(OutboxMail.recipient.in_(failed))
    found = session.execute(query.group_by(OutboxMail.recipient)) if failed else ()
    reached = {address: last for address, last in found if last}
    return [mail for mail in failed.values() if not (last := reached.get(mail.recipient)) or last < mail.created_at]


def health(session: Session, failed: int, *, example: bool, now: datetime) -> list[Health]:
    """How mails, files and tasks go; in the `example` no mail is sent and nothing is counted by itself."""
    due = session.scalars(select(DueFile.attempts)).all()
    drawing = Health(texts.DRAWING, texts.drawn(len(due), sum(tries > 0 for tries in due)), not any(due))
    if example:
        return [Health(texts.MAILS, texts.EXAMPLE_MAILS, True), drawing]
    sent = session.scalar(select(func.count()).where(OutboxMail.sent_at > now - DAY)) or 0
    waiting = [mail for mail in session.scalars(_unsent()) if not is_given_up(mail)]
    state = session.get(NetworkState, 1)
    counted = state.counted_at if state else None
    late = [mail for mail in waiting if mail.next_attempt_at < now - GRACE]
    midnight = datetime.combine((now - GRACE).astimezone(HERE).date(), time(), HERE)
    goes_on = counted is not None and counted >= midnight and not late
    return [
        Health(texts.MAILS, texts.mails(sent, len(waiting), failed), not failed and not late),
        Health(texts.TASKS, texts.tasks(counted, goes_on=goes_on), goes_on),
        drawing,
    ]


def roles_held(session: Session) -> list[tuple[str, int]]:
    """How many people have each role now, and how many have none."""
    held = (Membership.ended_at.is_(None), Membership.user_id == User.id)
    query = select(Membership.role, func.count(User.id.distinct())).join(User, held[1]).where(held[0], is_here())
    numbers = {str(role): int(number) for role, number in session.execute(query.group_by(Membership.role))}
    bare = select(func.count()).select_from(User).where(is_here(), ~select(Membership.id).where(*held).exists())
    return [
        *((many, numbers.get(role, 0)) for role, many in texts.MANY.items()),
        (texts.BARE, session.scalar(bare) or 0),
    ]


def organisations(session: Session) -> int:
    """How many organisations have work accounts."""
    return session.scalar(select(func.count()).where(IdentityProvider.ended_at.is_(None))) or 0


def _unsent() -> Select[OutboxMail]:
    """Mails that were not sent, the earliest first."""
    return (
        select(OutboxMail)
        .where(OutboxMail.sent_at.is_(None))
        .options(load_only(*STATE))
        .order_by(OutboxMail.created_at)
    )


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """What waits for an administrator, every municipality, whom a search finds, and how mails and tasks go."""
    search, example = request.args.get("zoek", "").strip()[:80], settings().example
    places = load_places(db.session, today())
    failed = [] if example else failed_mails(db.session)
    waiting = waiting_for_administrator(db.session, places, failed)
    found = [place for place in places if place.has(search)]
    people = found_people(db.session, search)[:MOST_PLACES] if search else ()
    page = {"waiting": waiting[:MOST_FIRST], "places": found[:MOST_PLACES], "more": max(0, len(found) - MOST_PLACES)}
    page |= {
        "search": search,
        "people": people,
        "roles": roles_held(db.session),
        "organisations": organisations(db.session),
    }
    page |= {"title": texts.waits(len(waiting), len(places)), "texts": texts, "held": held_keys()}
    page |= {"health": health(db.session, len(failed), example=example, now=now())}
    return render_template("administration/overview.html", total=len(found), **page)
