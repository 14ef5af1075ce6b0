"""What the servers of the benchmarks load: the product or the bare stack, in the folder that the environment names."""

import os
from pathlib import Path

from flask import Flask

from app.operation.serving import load_app
from config import Settings
from tests.benchmarks.bare import bare_app

FOLDER = "SAMENHANG_BENCHMARK_FOLDER"
SECRET = "een geheim dat alleen in de metingen bestaat"


def settings(folder: Path) -> Settings:
    """The settings of the product under measurement."""
    return Settings(database_url=f"sqlite:///{folder / 'product.db'}", secret_key=SECRET)


def product() -> Flask:
    """The product, as it is delivered."""
    return load_app(settings(Path(os.environ[FOLDER])))


def bare() -> Flask:
    """The bare stack."""
    return bare_app(Path(os.environ[FOLDER]))
