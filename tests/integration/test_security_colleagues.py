"""Twenty-five colleagues answer at the same moment: no answer is lost, none is changed by another, no error page."""

import pytest
from sqlalchemy.orm import Session

from app import create_app
from tests.benchmarks.answering import answer_together
from tests.benchmarks.crowd import SIZE, differences, make_crowd, questions_of
from tests.benchmarks.servers import serving
from tests.benchmarks.wsgi import settings
from tests.selection import EVERYTHING

TURNS, CELLS = (2, 2) if EVERYTHING else (1, 1)
"""How often everybody answers everything, and how many domains at a level each of them has."""


@pytest.mark.heavy
def test_twenty_five_who_answer_at_once_do_not_hinder_each_other(app, session: Session, tmp_path):
    url = app.config["SETTINGS"].database_url
    # Only for the cookies: the server that is asked runs by itself, in processes of its own.
    seats = make_crowd(create_app(settings(url)), session, CELLS)
    with serving("product", tmp_path, "/inloggen", url) as server:
        colleagues = answer_together(server.port, seats, TURNS)
    assert len(colleagues) == SIZE
    assert [problem for one in colleagues for problem in one.problems] == []
    assert sum(len(one.acknowledged) for one in colleagues) == TURNS * questions_of(seats)
    assert differences(session, colleagues) == []
