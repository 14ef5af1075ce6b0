"""What the tests need beside the Python environment: PostgreSQL and Chromium, installed where that is possible."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

from tests.browser.chromium import SOONEST, chromium
from tests.postgresql import binaries

Packages = Mapping[str, Callable[[], object]]

WANTED: Packages = {"postgresql": binaries, SOONEST: lambda: shutil.which(SOONEST)}
NEEDS: Packages = {"postgresql": binaries, "chromium": chromium}
"""What does too where a machine does not know the packages that are wanted."""


def missing(packages: Packages) -> list[str]:
    """The names of the packages that this machine lacks."""
    return [package for package, found in packages.items() if found() is None]


def install(packages: list[str]) -> None:
    """Install packages with apt, quietly; nothing happens where that cannot be done."""
    if os.getuid() != 0 or shutil.which("apt-get") is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # One by one: a package that is not known stops no other.
    commands = [["update"], *(["install", "-y", package] for package in packages)]
    for command in commands:
        subprocess.run(["apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    """Install what is missing, and say plainly what will not be tested."""
    for packages in (WANTED, NEEDS):
        if absent := missing(packages):
            install(absent)
    for package in missing(NEEDS):
        sys.stderr.write(
            f"NOT TESTED: the tests that need {package} are left out, because it is not on this machine.\n"
        )


if __name__ == "__main__":
    main()
