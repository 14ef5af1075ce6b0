"""What the tests need beside the Python environment: PostgreSQL and Chromium, installed where that is possible."""

import os
import shutil
import subprocess
import sys

from tests.browser.chromium import chromium
from tests.postgresql import binaries

NEEDS = {"postgresql": binaries, "chromium": chromium}


def missing() -> list[str]:
    """The names of the packages that this machine lacks."""
    return [package for package, found in NEEDS.items() if found() is None]


def install(packages: list[str]) -> None:
    """Install packages with apt, quietly; nothing happens where that cannot be done."""
    if os.getuid() != 0 or shutil.which("apt-get") is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    """Install what is missing, and say plainly what will not be tested."""
    if packages := missing():
        install(packages)
    for package in missing():
        sys.stderr.write(
            f"NOT TESTED: the tests that need {package} are left out, because it is not on this machine.\n"
        )


if __name__ == "__main__":
    main()
