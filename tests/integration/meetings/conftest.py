"""What every test of meetings begins with."""

import pytest

from app.web.clock import now
from tests.meetings import LIST, begun, discussed


@pytest.fixture
def assessment(session, people):
    """A review in which three people see one question differently, and nobody knows another."""
    return discussed(session, people)


@pytest.fixture
def address(assessment):
    """Where it is discussed."""
    return f"/inventarisaties/{assessment.id}/bespreken/samen"


@pytest.fixture
def meeting(session, people, assessment):
    """A meeting about three questions, of which the first is discussed now."""
    return begun(session, assessment, people.adviser, item=LIST[0], item_since=now())
