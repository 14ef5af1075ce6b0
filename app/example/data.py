"""Fills an empty database with the example: made-up people, and a round that is open, discussed and agreed."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.example.content import People, load_people, load_story
from app.example.playing import make_round
from app.models import Membership, Municipality, User
from app.web.extensions import settings
from questionnaires.catalogue import questionnaire

STORIES = {
    "voorbeeldstad": 1,
    "voorbeelddorp": 1,
    "voorbeeldhaven": 1,
    "voorbeelddam": 1,
    "voorbeelddam.later": 2,
}
"""The rounds in the order in which they are played, each with its version of the questionnaire.

Most of it began before there was a second version, and stays on the first.
"""
APPOINTED = timedelta(weeks=60)
"""So long ago everybody got their roles: before the first round, or nothing in it would be of an adviser."""


def make_example(session: Session, now: datetime) -> None:
    """Make all of it, as if it had happened in the weeks before `now`; the caller commits.

    The rounds are made by the operations that people use, so versions, audit rows and the frozen report are real.
    """
    asked = {name: questionnaire("iba", version) for name, version in STORIES.items()}
    stories = {name: load_story(name, version) for name, version in asked.items()}
    municipalities, people = make_people(session, load_people(), now - APPOINTED)
    for name, story in stories.items():
        where = municipalities[story.municipality]
        make_round(session, story, asked[name], where, people, settings(), now)


def make_people(session: Session, content: People, now: datetime) -> tuple[dict[str, Municipality], dict[str, User]]:
    """The municipalities by code, and the people with their roles by address."""
    municipalities = {
        entry.code: Municipality(id=uuid.uuid4(), code=entry.code, name=entry.name, created_at=now)
        for entry in content.municipalities
    }
    session.add_all(municipalities.values())
    session.flush()
    for entry in content.people:
        user = User(id=uuid.uuid4(), email=entry.email, name=entry.name, function=entry.function, created_at=now)
        session.add(user)
        session.flush()
        places = [(role, municipalities[code].id) for code, role in entry.roles.items()]
        held = [*places, ("administrator", None)] if entry.administrator else places
        session.add_all(
            Membership(user_id=user.id, municipality_id=place, role=role, created_at=now) for role, place in held
        )
    session.flush()
    return municipalities, _with_roles(session)


def _with_roles(session: Session) -> dict[str, User]:
    query = select(User).options(selectinload(User.memberships)).execution_options(populate_existing=True)
    return {user.email: user for user in session.scalars(query)}
