"""A mail server for the tests: it takes every mail and keeps it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.patience import PATIENCE
from tests.postgresql import free_port


class Inbox:
    """What was received; `meanwhile` is called while a mail is being delivered, `answer` is what the server says then,
    `refusals` what it says about an address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self.answer = "250 OK"
        self.refusals: dict[str, str] = {}

    async def handle_RCPT(self, *received: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        """Take an address, or refuse it."""
        _, _, envelope, address, _ = received
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 - aiosmtpd calls it so
        """Take one mail."""
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content.replace(b"\r\n", b"\n"), policy=policy.default))
        # Another thread: what happens meanwhile may wait for a database.
        await asyncio.to_thread(self.meanwhile)
        return self.answer


@contextmanager
def receiving() -> Iterator[Inbox]:
    """A mail server for the time of the block."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=inbox.port, ready_timeout=PATIENCE)
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()
