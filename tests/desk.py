"""The list of an adviser in tests: more municipalities, and what stands in each row."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from turbohtml.etree import ElementView

from app.models import Assessment, Membership
from app.web.clock import now
from tests.factories import People, make_municipality
from tests.pages import Page

DESK = "/adviseur"


def advise(session: Session, people: People, code: str, name: str) -> People:
    """Another municipality of the adviser, as a place in which the factories can make rounds."""
    where = make_municipality(session, code, name)
    session.add(Membership(user_id=people.adviser.id, municipality_id=where.id, role="adviser", created_at=now()))
    session.flush()
    return People(where, people.elsewhere, *[people.coordinator] * 6)


def change(session: Session, assessment: Assessment, **columns: Any) -> None:
    """Give a round these values; committed."""
    session.execute(update(Assessment).where(Assessment.id == assessment.id).values(columns))
    session.commit()


def rows(page: Page) -> list[str]:
    """What stands in each row of the list."""
    return [" ".join("".join(row.itertext()).split()) for row in _lines(page)]


def names(page: Page) -> list[str]:
    """The municipality of each row."""
    return ["".join(next(row.iter("bdi")).itertext()) for row in _lines(page)]


def groups(page: Page) -> dict[str, int]:
    """How many rows stand under each head."""
    heads = [" ".join("".join(row.itertext()).split()).rpartition(" ") for row in _rows(page) if _is_head(row)]
    return {name: int(count) for name, _, count in heads}


def _rows(page: Page) -> list[ElementView]:
    return [row for body in page.all("tbody") for row in body]


def _lines(page: Page) -> list[ElementView]:
    return [row for row in _rows(page) if not _is_head(row)]


def _is_head(row: ElementView) -> bool:
    return row.get("class") == "whose"
