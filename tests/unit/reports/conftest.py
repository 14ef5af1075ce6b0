"""The forms of the reports in which every text can be found again."""

import pytest

from app import create_app
from config import Settings
from tests.unit.reports.everywhere.forms import Forms


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Every form of every edition; the application writes the pages, and has nothing in its database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pages')}/none.db"
    return Forms(
        create_app(
            Settings(database_url=url, secret_key="een geheim dat alleen hier bestaat", base_url="http://localhost")
        )
    )
