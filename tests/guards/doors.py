"""The people who try every door: each role of the own municipality, of another one, and of who had it before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    Identity,
    IdentityProvider,
    Membership,
    Municipality,
    OutboxMail,
    Proposal,
    Remark,
    User,
)
from app.web.clock import now, today
from app.web.extensions import db
from questionnaires.catalogue import current
from tests.account_changes import make_change
from tests.factories import People, make_answers, make_assessment, make_participation, make_people, make_user
from tests.guards.browsers import Browser, Kept, browsers_of, keep
from tests.meetings import begun
from tests.practice import make_practice, make_question
from tests.rounds import look_back_at, make_agreed_long_ago
from tests.selection import EVERYTHING
from tests.stores import Store
from tests.trajectories import make_action, make_appointment, make_hours, make_partner, make_trajectory

ROLES = ("coordinator", "adviser", "participant", "reader")
LET_IN = {200, 302, 303, 409, 422}
VALUES: dict[str, object] = {
    "questionnaire_id": "iba",
    "version": 2,
    "filename": "site.css",
    "domain": "geld",
    "domain_id": "geld",
    "question_id": "A.BE",
    "form": "pdf",
    "number": 1,
    "step": "actions",
    "token": "een-geheim-dat-niemand-heeft",
}
"""What stands in an address when it is no id of a row."""


@dataclass(frozen=True)
class Access:
    """What an endpoint answers to whom.

    A cell says `yes` (let in: the page, a redirect, or a refusal that shows the form again), `in` (to the sign-in
    page), 403 or 404. One word counts for every role; four are for coordinator, adviser, participant and reader.
    """

    own: str
    """The people of the municipality, and who takes part in its inventory."""
    other: str = "404"
    """The same roles in another municipality."""
    ended: str = "404"
    """Who had a role, or is withdrawn, or was prepared but not invited yet."""
    administrator: str = "404"
    nobody: str = "in"

    @property
    def cells(self) -> dict[str, str]:
        """The expected answer for every person."""
        cells = {"nobody": self.nobody, "administrator": self.administrator}
        for role, own, other in zip(ROLES, _four(self.own), _four(self.other), strict=True):
            cells |= {role: own, f"{role} elsewhere": other, f"{role} before": self.ended}
        # Whoever joins the coordinator may do the same, without a part of their own.
        cells["second coordinator"] = cells["coordinator"]
        return cells | {"administrator before": self.ended, "participant not invited": self.ended}


def _four(cell: str) -> list[str]:
    words = cell.split()
    return words * len(ROLES) if len(words) == 1 else words


def telling(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row of which each can catch something of its own, which are all that the short form tries.

    Who had a role, or has it elsewhere, is tried where nothing but that keeps them out. Where the role itself is
    refused, or everybody is let in, one for each answer is enough.
    """
    if EVERYTHING:
        return dict(cells)
    kept, others = {}, {}
    for name, expected in cells.items():
        role, _, place = name.partition(" ")
        if name == "second coordinator":
            # Refused as the coordinator is.
            is_kept = expected == "yes"
        else:
            is_kept = not place or (cells[role] == "yes" and expected != "yes")
        (kept if is_kept else others)[name] = expected
    for name, expected in others.items():
        if expected not in kept.values():
            kept[name] = expected
    return {name: expected for name, expected in cells.items() if name in kept}


@dataclass(frozen=True)
class Doors:
    """An open second round with an answer to everything, who tries to get at it, and the ids in its addresses."""

    kept: Kept
    browsers: Mapping[str, Browser]
    """By the names of the columns."""
    ids: Mapping[str, object]

    @property
    def app(self) -> Flask:
        """The application."""
        return self.kept.store.app

    @property
    def database(self) -> str:
        """On which kind of database."""
        with self.app.app_context():
            return db.engine.dialect.name

    @property
    def inventory(self) -> str:
        """The address of the inventory."""
        return f"/inventarisaties/{self.ids['assessment_id']}"

    def address(self, endpoint: str) -> str:
        """An address of an endpoint with ids of the own municipality in it."""
        rule = next(rule for rule in self.app.url_map.iter_rules() if rule.endpoint == endpoint)
        with self.app.test_request_context():
            return self.app.url_for(endpoint, **{name: {**VALUES, **self.ids}[name] for name in rule.arguments})

    def change(self, **columns: object) -> None:
        """Give every inventory these values."""
        with self.app.app_context():
            db.session.execute(update(Assessment).values(columns))
            db.session.commit()

    def answer(self, name: str, method: str, path: str) -> str:
        """What a request comes to, in the words of the table."""
        response = self.browsers[name].ask(path, method, {} if method == "POST" else None)
        response.close()
        if response.status_code in (302, 303) and urlsplit(response.headers["Location"]).path == "/inloggen":
            return "in"
        return "yes" if response.status_code in LET_IN else str(response.status_code)


def make_doors(store: Store) -> Doors:
    """Everybody, and what they try to get at."""
    store.empty()
    with store.app.app_context():
        session = db.session
        users, ids = _everybody(session, make_people(session))
        browsers = browsers_of(store.app, session, users)
    return Doors(keep(store, "doors"), browsers, ids)


def _everybody(session: Session, people: People) -> tuple[dict[str, User | None], dict[str, object]]:
    again = {"round": "evaluation", "earlier_id": make_agreed_long_ago(session, people).id}
    made = make_assessment(session, people, deadline=today() + timedelta(days=30), **again)
    look_back_at(session, made, "geld")
    there = replace(people, municipality=people.elsewhere, coordinator=people.other)
    abroad = make_assessment(session, there)
    users = {"nobody": None, "administrator before": make_user(session, "beheer@weg.example", "Weg", "administrator")}
    for role in ("adviser", "reader", "coordinator"):
        users[f"{role} before"] = make_user(session, f"{role}@weg.example", "Weg", role, people.municipality)
    before = [user.id for user in users.values() if user]
    session.execute(update(Membership).where(Membership.user_id.in_(before)).values(ended_at=now()))
    for role in ("adviser", "reader"):
        users[f"{role} elsewhere"] = make_user(session, f"{role}@elders.example", "Elders", role, people.elsewhere)
    users |= _participants(session, people, made, abroad)
    # From who may least to who may most: what one of them does must not close a door before the next has tried it.
    users |= {name: getattr(people, name) for name in ("administrator", "reader", "participant", "adviser")}
    users |= {"coordinator elsewhere": people.other, "second coordinator": _second(session, people.municipality)}
    users["coordinator"] = people.coordinator
    ids = _ids(session, people, made)
    session.commit()
    return users, ids


def _second(session: Session, where: Municipality) -> User:
    return make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", where)


def _adviser(session: Session, where: Municipality) -> Membership:
    """The role of an adviser who tries no door."""
    adviser = make_user(session, "collega@stichting.example", "Collega", "adviser", where)
    return session.scalars(select(Membership).where(Membership.user_id == adviser.id)).one()


def _participants(session: Session, people: People, made: Assessment, abroad: Assessment) -> dict[str, User | None]:
    names = ("participant elsewhere", "participant before", "participant not invited")
    users = {name: make_user(session, f"{name.replace(' ', '.')}@invuller.example", name) for name in names}
    make_participation(session, abroad, users["participant elsewhere"], everything=True)
    make_participation(session, made, users["participant before"], everything=True, ended_at=now())
    make_participation(session, made, users["participant not invited"], everything=True, invited_at=None)
    part = make_participation(session, made, people.participant, everything=True)
    asked = (*current("iba").of_kind("domain"), *current("iba").of_kind("opportunity"))
    make_answers(session, part, {f"{domain}/{q.id}": 2 for domain in ("geld", "inclusie") for q in asked})
    return dict(users)


def _ids(session: Session, people: People, made: Assessment) -> dict[str, object]:
    """The ids in addresses: of rows that are about nobody who tries a door, so that nothing changes for them."""
    about = make_user(session, "collega@voorbeeldstad.example", "Collega", "reader", people.municipality)
    part = make_participation(session, made, about)
    shared = {"assessment_id": made.id, "municipality_id": made.municipality_id, "participation_id": part.id}
    proposal = Proposal(**shared, domain="geld", question="A.BE", name="Kees Kenner", created_at=now())
    provider = IdentityProvider(
        name="Gemeente Voorbeeldstad",
        kind="generic",
        # Nobody listens there: being refused goes quicker than not being found.
        issuer="https://127.0.0.1:9",
        client_id="samenhang",
        client_secret="",
        created_at=now(),
    )
    mail = OutboxMail(recipient=about.email, subject="", text="", calendar="-", created_at=now(), next_attempt_at=now())
    about_that = {"assessment_id": made.id, "municipality_id": made.municipality_id, "author_id": about.id}
    remark = Remark(**about_that, item="geld/A.BE", audience="all", text="Klopt dit?", created_at=now())
    session.add_all([proposal, provider, mail, remark])
    session.flush()
    identity = Identity(provider_id=provider.id, subject="collega", user_id=about.id, created_at=now())
    session.add(identity)
    session.flush()
    membership = session.scalars(select(Membership).where(Membership.user_id == about.id)).one()
    rows = {"user": about, "membership": membership, "participation": part, "proposal": proposal}
    rows |= {"mail": mail, "assessment": made, "provider": provider, "identity": identity}
    rows |= {"change": make_change(session, about, people.administrator)}
    rows |= {"municipality": people.municipality, "remark": remark}
    rows |= {"meeting": begun(session, made, people.adviser, ended_at=now())}
    rows |= {"advising": _adviser(session, people.municipality)}
    rows |= _plan(session, made, about)
    # The other municipality shares something, and this one asks about it.
    practice = make_practice(session, rows["action"], about, municipality_id=people.elsewhere.id)
    rows |= {"practice": practice, "asked": make_question(session, practice, people.municipality, about)}
    return {f"{name}_id": row.id for name, row in rows.items()}


def _plan(session: Session, made: Assessment, about: User) -> dict[str, Any]:
    """The ten months of the inventory."""
    trajectory = make_trajectory(session, made, about)
    return {
        "trajectory": trajectory,
        "action": make_action(session, trajectory, about),
        "partner": make_partner(session, trajectory, about),
        "hour": make_hours(session, trajectory, about),
        "appointment": make_appointment(session, trajectory, about),
    }


@pytest.fixture(scope="session")
def all_doors(stores: Callable[[str], Store]) -> Iterator[Callable[[str], Doors]]:
    """The same on one of the databases, made once a worker."""
    made: dict[str, Doors] = {}

    def doors(kind: str) -> Doors:
        if kind not in made:
            made[kind] = make_doors(stores(kind))
        return made[kind]

    yield doors
    for one in made.values():
        one.kept.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def doors(request: pytest.FixtureRequest, all_doors: Callable[[str], Doors]) -> Doors:
    """Everybody and what they try to get at, as it was made; once on each kind of database."""
    found = all_doors(request.param)
    found.kept.put_back()
    return found
