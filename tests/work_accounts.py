"""What it takes to sign in with a work account in a test: the organisation, and a walk to its provider and back."""

import uuid
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.doors import fetching
from app.doors.tokens import encrypted
from app.models import Identity, IdentityProvider, SignIn, User
from app.web.clock import now
from tests.identity_provider import Provider, providing
from tests.pages import Client, Page
from tests.stores import SECRET

START, BACK, CONFIRM = "/inloggen/organisatie", "/inloggen/organisatie/terug", "/inloggen/organisatie/verder"
TENANT = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"


@pytest.fixture
def provider(monkeypatch):
    """A provider that does as it should; on a busy machine it may take its time."""
    monkeypatch.setattr(fetching, "SECONDS", 60)
    with providing() as running:
        yield running


@pytest.fixture
def row(session, provider):
    """The organisation of that provider."""
    return make_organisation(session, provider)


def make_organisation(session: Session, provider: Provider, **columns: Any) -> IdentityProvider:
    """An organisation that has this provider; committed."""
    usual = {"name": "Voorbeeldstad", "kind": "generic", "issuer": provider.issuer, "client_id": provider.client_id}
    usual |= {"client_secret": encrypted(SECRET, provider.client_secret)}
    row = IdentityProvider(id=uuid.uuid4(), created_at=now(), **usual | columns)
    session.add(row)
    session.commit()
    # Loose from the session: reading its id later must not wait in the queue of writers.
    session.refresh(row)
    session.expunge(row)
    session.commit()
    return row


def make_identity(
    session: Session, row: IdentityProvider, user: User, subject: str = "1001", **columns: Any
) -> Identity:
    """A work account of this person; committed."""
    identity = Identity(provider_id=row.id, subject=subject, user_id=user.id, created_at=now(), **columns)
    session.add(identity)
    session.commit()
    return identity


def visited(client: Client, row: IdentityProvider, wanted: str | None = None) -> str:
    """Go to the provider, sign in there: the address with which people are sent back."""
    query = f"?{urlencode({'verder': wanted})}" if wanted else ""
    response = client.ask(f"{START}/{row.id}{query}")
    assert response.status_code == 302, response.get_data(as_text=True)
    answer = requests.get(response.headers["Location"], allow_redirects=False, timeout=60)
    back = urlsplit(answer.headers["Location"])
    assert (back.netloc, back.path) == ("localhost", BACK)
    return f"{back.path}?{back.query}"


def arrived(client: Client, row: IdentityProvider, wanted: str | None = None) -> str:
    """Go there and come back: the address of the page that asks to go on."""
    response = client.ask(visited(client, row, wanted))
    assert response.status_code == 302, response.get_data(as_text=True)
    client.take_token()
    return str(response.headers["Location"])


def is_signed_in(client: Client) -> bool:
    """Whether the own account opens."""
    return client.ask("/account").status_code == 200


def sessions_of(session: Session, user: User) -> int:
    """How often this person has signed in."""
    session.commit()
    count = session.scalar(select(func.count()).select_from(SignIn).where(SignIn.user_id == user.id)) or 0
    session.commit()
    return count


def refused(client: Client, page: Page) -> None:
    """The page leads on, and nobody came in."""
    assert page.h1 == "Inloggen met je werkaccount is niet gelukt"
    assert "/inloggen" in [urlsplit(link).path for link in page.links]
    client.post(CONFIRM)
    assert not is_signed_in(client)
