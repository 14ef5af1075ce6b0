"""What is installed elsewhere is whole: everything that the program is made of is in its package."""

import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from tests.guards.sources import PACKAGES, ROOT


def test_the_package_has_every_file_of_the_program(tmp_path: Path) -> None:
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    shipped = set(zipfile.ZipFile(built).namelist())
    files = (path for folder in PACKAGES for path in (ROOT / folder).rglob("*") if path.is_file())
    wanted = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert len(wanted) > 600
    assert wanted | {"config.py"} <= shipped


def test_what_must_be_covered_whole_is_there() -> None:
    """Coverage of a module that is nowhere is no failure: it is only not measured any more."""
    found = re.search(r"^CORE := (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found and all(find_spec(name) for name in found[1].split())
