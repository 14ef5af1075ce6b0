"""The application as people meet it: served on this machine, with a database that every test gets fresh."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from app.accounts.sessions import start_session
from app.models import OutboxMail, SignIn, User
from app.web.clock import now
from app.web.extensions import db
from tests.postgresql import free_port
from tests.stores import SqliteStore

World = TypeVar("World")


class Silent(WSGIRequestHandler):
    """Keeps connections open, and writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


class Site:
    """One server with its database; `url` is where it listens (a port that Chromium does not block)."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.store = SqliteStore(folder, self.url)
        self.app = self.store.app
        # Every page has the same styles: asking each time whether they are still so takes as long as the page.
        self.app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(hours=1)
        self.worlds: dict[str, Any] = {}
        self.server = make_server("127.0.0.1", port, self.app, threaded=True, request_handler=Silent)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        with self.app.app_context():
            db.engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session beside the server's own; commit what the server must see."""
        with self.app.app_context():
            yield db.session

    def holds(self, make: Callable[[Session], World]) -> World:
        """Fill the database with what `make` makes: made once, put back for each test that asks for it."""
        # Two worlds of two tests may have the same name.
        name = f"{make.__module__}.{make.__name__}"
        if name not in self.worlds:
            self.store.empty()
            with self.session() as session:
                self.worlds[name] = make(session)
                session.commit()
            self.store.keep(name)
        self.store.put_back(name)
        made: World = self.worlds[name]
        return made

    def end_sign_ins(self) -> None:
        """End every session on the server, as happens after some hours."""
        with self.session() as session:
            session.execute(update(SignIn).values(ended_at=now()))
            session.commit()

    def code_for(self, email: str) -> str:
        """The six digits in the newest mail to somebody."""
        with self.session() as session:
            text = session.scalars(
                select(OutboxMail.text).where(OutboxMail.recipient == email).order_by(OutboxMail.created_at.desc())
            ).first()
        found = re.search(r"\b\d{6}\b", text or "")
        assert found, f"no code for {email}"
        return found.group()

    def cookie_for(self, email: str) -> str:
        """The cookie of somebody who has just signed in."""
        with self.session() as session:
            person = session.scalars(select(User).where(User.email == email)).one()
            secret = start_session(session, person, now=now())
            session.commit()
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        return str(signer.dumps({"_user_id": secret, "_fresh": True, "_permanent": True}))
