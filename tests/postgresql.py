"""A private PostgreSQL server for the tests: in a temporary folder, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

ROOTS = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt")
PORT = "SAMENHANG_TEST_POSTGRESQL"
"""The environment variable with the port of the server that this test run started."""
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server programs on this machine, or None."""
    found = [path for root in ROOTS for path in Path(root).glob("*/bin") if (path / "initdb").exists()]
    beside = shutil.which("initdb")
    return max(found, default=Path(beside).parent if beside else None)


class Server:
    """One running server; PostgreSQL refuses to run as root, so root runs it as the user postgres."""

    def __init__(self, programs: Path, port: int, folder: Path | None = None) -> None:
        self.programs, self.port, self.folder = programs, port, folder

    @classmethod
    def started(cls, programs: Path, settings: str = FAST, root: Path | None = None) -> "Server":
        """A new server, running; with other settings, or in a folder of this one, when they are given."""
        folder = Path(tempfile.mkdtemp(prefix="samenhang-pg-", dir=root))
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        server, data = cls(programs, free_port(), folder), str(folder / "data")
        server._run("initdb", "--pgdata", data, "--auth=trust", "--username=tests", "--no-sync", "--locale=C.UTF-8")
        options = f"-k {folder} -p {server.port} -c listen_addresses=127.0.0.1 {settings}"
        server._run("pg_ctl", "--pgdata", data, "--wait", "--log", str(folder / "log"), "-o", options, "start")
        return server

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def make_database(self, name: str) -> str:
        """Make an empty database; its URL."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tests", name)
        return self.url(name)

    def url(self, name: str) -> str:
        """The URL of a database of this server."""
        return f"postgresql+psycopg://tests@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """Stop the server and remove everything."""
        if self.folder is not None:
            self._run("pg_ctl", "--pgdata", str(self.folder / "data"), "--mode=immediate", "stop")
            shutil.rmtree(self.folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
