"""The doors of the partners of a municipality: who may not, what is closed, and how many statements a page takes."""

from sqlalchemy import update

from app.models import ActionPartner, Partner, PartnerDomain
from tests.integration.test_assessments_statements import statements
from tests.partners import TYPED, close, coordinator, partner, partners, trajectory, where
from tests.trajectories import make_action, make_partner

__all__ = ["coordinator", "partner", "trajectory", "where"]

POSTS = ("nieuw", "{}/wijzigen", "{}/stoppen", "{}/heropenen", "{}/acties")
PAGES = ("", "/nieuw", "/{}", "/{}/wijzigen", "/{}/uitnodiging")


def test_a_partner_of_another_municipality_is_not_there(session, people, coordinator, where, partner):
    session.execute(update(PartnerDomain).values(municipality_id=people.elsewhere.id))
    session.execute(update(Partner).values(municipality_id=people.elsewhere.id))
    session.commit()
    for page in PAGES[2:]:
        coordinator.get(where + page.format(partner), 404)
    for path in POSTS[1:]:
        coordinator.post(f"{where}/{path.format(partner)}", TYPED, 404)
    assert "Bibliotheek" not in coordinator.get(where).text


def test_a_closed_trajectory_keeps_what_was_typed_on_the_page(session, coordinator, where, partner):
    close(session)
    for path in POSTS:
        page = coordinator.post(f"{where}/{path.format(partner)}", TYPED, 409)
        assert TYPED["organisation"] in page.text and "Zij verwijzen door." in page.text
    for page in ("", f"/{partner}", f"/{partner}/uitnodiging"):
        coordinator.get(where + page)
    for page in ("/nieuw", f"/{partner}/wijzigen"):
        coordinator.get(where + page, 409)
    assert len(partners(session)) == 1


def test_pages_take_a_fixed_number_of_statements(session, people, coordinator, where, partner, trajectory):
    sent = []
    for _ in range(2):
        with statements() as some:
            for page in PAGES:
                coordinator.get(where + page.format(partner))
        sent.append(len(some))
        for number in range(5):
            made = make_partner(session, trajectory, people.coordinator, organisation=f"Nog een {number}")
            action = make_action(session, trajectory, people.coordinator, title=f"Nog een {number}")
            keys = {"municipality_id": people.municipality.id, "action_id": action.id}
            session.add_all([ActionPartner(partner_id=one, **keys) for one in (made.id, partner)])
            session.commit()
    assert sent[0] == sent[1]
