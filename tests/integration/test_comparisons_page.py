"""Then and now as a page: for whom, of which version, and with which round."""

import pytest

from tests.rounds import make_agreed_evaluation, make_baseline, make_evaluation


@pytest.fixture
def baseline(session, people):
    """A first round on version 1, agreed."""
    return make_baseline(session, people, title="Nulmeting")


def place_of(assessment):
    """Where its comparison is."""
    return f"/inventarisaties/{assessment.id}/vergelijking"


def test_the_whole_report_is_on_the_page(session, people, client_as, baseline):
    later = make_agreed_evaluation(session, people, baseline, {"geld/A.BE": 4, "inclusie/A.BE": 0}, changed="yes")
    page = client_as(people.coordinator).get(place_of(later))
    print(page.text)
    accounting = client_as(people.coordinator).get(f"{place_of(later)}/verantwoording")
    print(accounting.text)
