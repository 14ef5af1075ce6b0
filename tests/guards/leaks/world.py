"""The whole world of the leak tests: two municipalities with an inventory in every state."""

import uuid
from dataclasses import dataclass
from typing import Any

import pyotp
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.doors.tokens import encrypted
from app.models import (
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Contact,
    Identity,
    IdentityProvider,
    Membership,
    SecondFactor,
    User,
)
from app.web.clock import now, today
from tests.account_changes import make_change
from tests.factories import make_agreed
from tests.guards.leaks.inventories import make_inventory
from tests.guards.leaks.people import PLACES, Crowd, make_crowd
from tests.guards.leaks.plans import make_plan
from tests.guards.leaks.sharing import make_sharing
from tests.pages import Client
from tests.rounds import draw_files
from tests.stores import SECRET

STATES = ("open", "review", "agreed", "reopened")
Ground = tuple[str, str]
"""A municipality and the state of one of its inventories."""


@dataclass(frozen=True)
class World:
    """Who there is, and the ids for addresses: of inventories, and of what belongs to none."""

    crowd: Crowd
    grounds: dict[Ground, dict[str, object]]


def make_world(app: Flask, session: Session) -> World:
    """Everything; committed."""
    crowd = make_crowd(session)
    made = {(place, state): make_inventory(crowd, place, state) for place in PLACES for state in STATES}
    grounds = {ground: {**ids, **make_plan(inventory)} for ground, (inventory, ids) in made.items()}
    for (place, state), ids in grounds.items():
        if state in ("agreed", "reopened"):
            _agree(Client(app, session, crowd.users[f"coordinator {place}"]), ids["assessment_id"], crowd, place)
        if state == "reopened":
            _reopen(crowd, ids["assessment_id"], place)
    for place in PLACES:
        _hold_against(crowd, *(grounds[place, state]["assessment_id"] for state in ("open", "agreed")))
    others = {place: _others(crowd, place) for place in PLACES}
    actions = [ids["action_id"] for (place, _), ids in grounds.items() if place == "dorp"]
    shared = make_sharing(crowd, actions)
    session.commit()
    # Who asks for a file that is still due has it drawn, and nobody may write by looking.
    draw_files(session)
    return World(crowd, {ground: {**ids, **others[ground[0]], **shared} for ground, ids in grounds.items()})


def _hold_against(crowd: Crowd, later: Any, earlier: Any) -> None:
    """What is being answered is a second round of what was agreed."""
    again = {"round": "evaluation", "earlier_id": earlier}
    crowd.session.execute(update(Assessment).where(Assessment.id == later).values(again))
    geld = AssessmentDomain.assessment_id == later, AssessmentDomain.domain == "geld"
    crowd.session.execute(update(AssessmentDomain).where(*geld).values(looks_back=True))
    crowd.session.commit()


def _agree(coordinator: Client, assessment_id: Any, crowd: Crowd, place: str) -> None:
    """In earnest, so that there is a frozen report."""
    approved = {"approved_at": now(), "approved_by": crowd.users[f"adviser {place}"].id}
    crowd.session.execute(update(Assessment).where(Assessment.id == assessment_id).values(approved))
    crowd.session.commit()
    coordinator.post(f"/inventarisaties/{assessment_id}/vaststellen")


def _reopen(crowd: Crowd, assessment_id: Any, place: str) -> None:
    """For a next version, in which a score is another one already."""
    opened = {"state": "in_review", "approved_at": None, "approved_by": None}
    crowd.session.execute(update(Assessment).where(Assessment.id == assessment_id).values(opened))
    made = crowd.session.get_one(Assessment, assessment_id)
    entry = {"action": "reopen", "subject": str(made.id), "actor_id": crowd.users[f"adviser {place}"].id, "at": now()}
    told = crowd.text("reason in the audit trail", place, "reopened")
    crowd.session.add(AuditEntry(**entry, assessment_id=made.id, municipality_id=made.municipality_id, reason=told))
    text = crowd.text("agreed score after reopening", place, "reopened")
    make_agreed(crowd.session, made, crowd.users[f"coordinator {place}"], {"geld/A.BL": 1}, 1, reason=text)


def _others(crowd: Crowd, place: str) -> dict[str, object]:
    """What stands in addresses outside inventories, and secrets that nobody may ever read."""
    reader = crowd.users[f"reader {place}"]
    provider = IdentityProvider(
        municipality_id=crowd.municipalities[place].id,
        name=f"Organisatie {place}",
        kind="generic",
        # Nobody listens there: being refused goes quicker than not being found.
        issuer="https://127.0.0.1:9",
        client_id="samenhang",
        client_secret=encrypted(SECRET, crowd.text("secret", place)),
        created_at=now(),
    )
    adviser = crowd.users[f"adviser {place}"]
    app_secret = encrypted(SECRET, pyotp.random_base32())
    crowd.session.add_all([provider, SecondFactor(user_id=adviser.id, secret=app_secret, created_at=now())])
    crowd.session.flush()
    # The account belongs to a colleague who tries everything too: it is theirs to see, and nobody else’s.
    identity = Identity(provider_id=provider.id, user_id=crowd.users[f"halfway {place}"].id, created_at=now())
    identity.subject = crowd.text("secret", place)
    crowd.session.add(identity)
    crowd.session.flush()
    _advise(crowd, place)
    ids: dict[str, object] = {"change": make_change(crowd.session, reader, adviser).id}
    ids |= {"user": reader.id, "provider": provider.id, "identity": identity.id}
    ids["municipality"] = crowd.municipalities[place].id
    ids |= {"membership": _role_of(crowd, reader), "advising": _role_of(crowd, adviser)}
    return {f"{name}_id": found for name, found in ids.items()}


def _advise(crowd: Crowd, place: str) -> None:
    """What advisers write about a municipality, and to who comes after them."""
    adviser, shared = crowd.users[f"adviser {place}"], {"municipality_id": crowd.municipalities[place].id}
    said = {"day": today(), "kind": "phone", "note": crowd.text("contact with a municipality", place)}
    crowd.session.add(Contact(**shared, **said, adviser_id=adviser.id, created_at=now()))
    taken = crowd.session.get_one(Membership, _role_of(crowd, adviser))
    taken.replaces_id = _role_of(crowd, crowd.users[f"adviser before {place}"])
    taken.handover_note = crowd.text("note to the next adviser", place)


def _role_of(crowd: Crowd, user: User) -> uuid.UUID:
    return crowd.session.scalars(select(Membership.id).where(Membership.user_id == user.id)).one()
