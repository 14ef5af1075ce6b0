"""Where the measurements take place: the folder of both stacks, and the settings of the product."""

import os
from pathlib import Path

from flask import Flask

from config import Settings
from tests.benchmarks.bare import bare_app

FOLDER = "SAMENHANG_BENCHMARK_FOLDER"
SECRET = "een geheim dat alleen in de metingen bestaat"


def own_file(folder: Path) -> str:
    """The URL of the database of the product in this folder."""
    return f"sqlite:///{folder / 'product.db'}"


def settings(url: str) -> Settings:
    """The settings of the product under measurement, on this database."""
    return Settings(database_url=url, secret_key=SECRET)


def environment(folder: Path, url: str | None = None) -> dict[str, str]:
    """The environment of both servers; the product has its database in the folder unless another one is named."""
    own = {"DATABASE_URL": url or own_file(folder), "SECRET_KEY": SECRET}
    return {**os.environ, **{f"SAMENHANG_{name}": value for name, value in own.items()}, FOLDER: str(folder)}


def bare() -> Flask:
    """The bare stack, as gunicorn loads it."""
    return bare_app(Path(os.environ[FOLDER]))
