"""A mail server for the tests: it takes every mail and keeps it."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class Inbox(socketserver.ThreadingTCPServer):
    """What was received; `meanwhile` is called while a mail is being delivered."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails: list[EmailMessage] = []
        self.meanwhile: Callable[[], None] = lambda: None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    def handle(self) -> None:
        """Answer every command with yes."""
        inbox = cast(Inbox, self.server)
        self.wfile.write(b"220 tests\r\n")
        while command := self.rfile.readline().strip().upper():
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                inbox.mails.append(self.mail())
                inbox.meanwhile()
            self.wfile.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")
            if command == b"QUIT":
                return

    def mail(self) -> EmailMessage:
        """The lines up to the one with a dot."""
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines), policy=policy.default)


@contextmanager
def receiving() -> Iterator[Inbox]:
    """A mail server for the time of the block."""
    with Inbox() as inbox:
        thread = threading.Thread(target=inbox.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield inbox
        finally:
            inbox.shutdown()
            thread.join()
