"""Runs the commands, in this process or in one of their own, and checks what they refuse."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"
WORKED = GOLDEN / "iba-1.worked-example.json"


def run(*arguments: str | Path) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="samenhang")


def run_process(
    *arguments: str | Path, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in an environment that is not ours."""
    program = [sys.executable, "-c", "from app.cli import main; main(prog_name='samenhang')", *map(str, arguments)]
    return subprocess.run(
        program, stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, **environment}, check=False
    )


def refused(result: Result, *lines: str) -> None:
    """Exit code 2, nothing on stdout, and exactly these lines on stderr."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == list(lines)
