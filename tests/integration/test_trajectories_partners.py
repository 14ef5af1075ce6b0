"""The partners of a municipality: the list, adding one, changing it, stopping and beginning again."""

import pytest
from sqlalchemy import select

from app.models import Assessment, AuditEntry, PartnerDomain
from app.web.clock import now
from tests.partners import TYPED, coordinator, domains_of, partner, partners, trajectory, where
from tests.trajectories import make_choice, make_partner

__all__ = ["coordinator", "partner", "trajectory", "where"]


def test_without_partners_the_page_says_what_to_do(coordinator, where):
    page = coordinator.get(where)
    assert "Jullie hebben nog geen partners opgeschreven" in page.text
    assert f"{where}/nieuw" in page.links


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_adding_one(session, people, client_as, where, who):
    client = client_as(getattr(people, who))
    page = client.follow(client.post(f"{where}/nieuw", TYPED))
    assert page.h1 == "GGD Voorbeeldregio"
    for told in ("Zorg en gezondheid", "teamleider preventie", "Geldzaken", "Zij verwijzen door."):
        assert told in page.text
    (found,) = partners(session)
    assert (found.organisation, found.kind, found.municipality_id) == (
        TYPED["organisation"],
        "health",
        people.municipality.id,
    )
    assert domains_of(session, found.id) == ["geld", "inclusie"]
    assert "GGD Voorbeeldregio" in client.get(where).text


def test_a_name_that_is_there_is_asked_about_and_not_refused(session, coordinator, where, partner):
    typed = {**TYPED, "organisation": "bibliotheek  VOORBEELDSTAD"}
    page = coordinator.post(f"{where}/nieuw", typed, 200)
    assert "Is dit dezelfde partner?" in page.text and f"{where}/{partner}" in page.links
    assert page.fields["agreements"].splitlines() == typed["agreements"].splitlines()
    assert len(partners(session)) == 1
    coordinator.post(f"{where}/nieuw", {**typed, "confirmed": page.fields["confirmed"]})
    assert len(partners(session)) == 2


def test_two_clicks_on_the_answer_add_one(session, coordinator, where, partner):
    typed = {**TYPED, "organisation": "Bibliotheek Voorbeeldstad", "confirmed": "Bibliotheek Voorbeeldstad"}
    first, second = (coordinator.post(f"{where}/nieuw", typed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(partners(session)) == 2
    coordinator.post(f"{where}/nieuw", {**typed, "agreements": "Andere afspraken."})
    assert len(partners(session)) == 3


def test_changing(session, coordinator, where, partner):
    page = coordinator.get(f"{where}/{partner}/wijzigen")
    assert page.fields["organisation"] == "Bibliotheek Voorbeeldstad"
    coordinator.post(f"{where}/{partner}/wijzigen", {**TYPED, "seen": page.fields["seen"]})
    (found,) = partners(session)
    assert (found.organisation, found.version) == ("GGD Voorbeeldregio", 2)
    assert domains_of(session, partner) == ["geld", "inclusie"]
    again = coordinator.follow(coordinator.post(f"{where}/{partner}/wijzigen", {**TYPED, "seen": "1"}))
    assert "Er is niets veranderd." in again.text
    (row,) = session.execute(select(AuditEntry.old, AuditEntry.new).where(AuditEntry.action == "change_partner")).all()
    assert (row.old["domains"], row.new["domains"]) == (["geld"], ["geld", "inclusie"])


def test_domains_of_another_inventory_stay(session, people, coordinator, where, partner):
    session.add(PartnerDomain(partner_id=partner, domain="wonen", municipality_id=people.municipality.id))
    session.commit()
    coordinator.post(f"{where}/{partner}/wijzigen", {**TYPED, "domains": ["inclusie"], "seen": "1"})
    assert domains_of(session, partner) == ["inclusie", "wonen"]


def test_a_new_name_that_is_there_is_asked_about(session, people, coordinator, where, partner, trajectory):
    make_partner(session, trajectory, people.coordinator, organisation="GGD Voorbeeldregio", ended_at=now())
    typed = {**TYPED, "seen": "1"}
    page = coordinator.post(f"{where}/{partner}/wijzigen", typed, 200)
    assert "De samenwerking daarmee is gestopt." in page.text
    coordinator.post(f"{where}/{partner}/wijzigen", {**typed, "confirmed": page.fields["confirmed"]})
    assert {found.organisation for found in partners(session)} == {"GGD Voorbeeldregio"}


def test_stopping_and_beginning_again(session, coordinator, where, partner):
    page = coordinator.follow(coordinator.post(f"{where}/{partner}/stoppen"))
    assert "De samenwerking is gestopt." in page.text
    assert "Hiermee is de samenwerking gestopt" in coordinator.get(where).text
    again = coordinator.follow(coordinator.post(f"{where}/{partner}/stoppen"))
    assert "De samenwerking was al gestopt." in again.text
    page = coordinator.follow(coordinator.post(f"{where}/{partner}/heropenen"))
    assert "De samenwerking loopt weer." in page.text
    assert "De samenwerking liep al." in coordinator.follow(coordinator.post(f"{where}/{partner}/heropenen")).text
    (found,) = partners(session)
    assert found.ended_at is None
    actions = list(session.scalars(select(AuditEntry.action).where(AuditEntry.action.contains("partner"))))
    session.rollback()
    assert sorted(actions) == ["end_partner", "reopen_partner"]


def test_domains_without_a_partner(session, people, coordinator, where, trajectory):
    text = coordinator.get(where).text
    assert "Jullie hebben nog geen domeinen gekozen" in text
    assert "Denk aan: de schuldhulpverlening, bewindvoerders, de Voedselbank en taalaanbieders." in text
    made = session.get_one(Assessment, trajectory.assessment_id)
    make_choice(session, made, people.coordinator, ["inclusie"])
    page = coordinator.get(where)
    assert "Geldzaken" not in page.text and "Sociale inclusie" in page.text
    (add,) = (link for link in page.links if "domein=inclusie" in link)
    assert coordinator.get(add).fields["domains"] == "inclusie"
    partner = make_partner(session, trajectory, people.coordinator, domains=("inclusie",)).id
    session.commit()
    assert "Bij elk domein dat jullie kozen is er een partner." in coordinator.get(where).text
    coordinator.post(f"{where}/{partner}/stoppen")
    assert "domein=inclusie" in "".join(coordinator.get(where).links)
