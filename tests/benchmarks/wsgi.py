"""Where the measurements take place: the folder of both stacks, and the settings of the product."""

import os
from pathlib import Path

from flask import Flask

from config import Settings
from tests.benchmarks.bare import bare_app

FOLDER = "SAMENHANG_BENCHMARK_FOLDER"
SECRET = "een geheim dat alleen in de metingen bestaat"


def settings(folder: Path) -> Settings:
    """The settings of the product under measurement."""
    return Settings(database_url=f"sqlite:///{folder / 'product.db'}", secret_key=SECRET)


def environment(folder: Path) -> dict[str, str]:
    """The environment of both servers."""
    own = {"DATABASE_URL": f"sqlite:///{folder / 'product.db'}", "SECRET_KEY": SECRET}
    return {**os.environ, **{f"SAMENHANG_{name}": value for name, value in own.items()}, FOLDER: str(folder)}


def bare() -> Flask:
    """The bare stack, as gunicorn loads it."""
    return bare_app(Path(os.environ[FOLDER]))
