"""The three open questions with which a domain ends: saved apart, never lost, never counted, read in the review."""

import pytest
from sqlalchemy import select, update

from app.models import (
    Assessment,
    AssessmentDomain,
    ClosingText,
    ClosingTextVersion,
    Participation,
    ParticipationPart,
)
from app.web.clock import now
from tests.factories import make_assessment, make_participation

TEXTS = {"goes_well": "De inloop loopt goed.\r\nElke week.", "problem": "Geen tijd.", "who_helps": "De bibliotheek."}
SEEN = {f"{key}-seen": "0" for key in TEXTS}


@pytest.fixture
def hub(session, people):
    """An inventory about Geldzaken and Inclusie, in which the participant answers Geldzaken for the execution."""
    assessment = make_assessment(session, people)
    part = make_participation(
        session, assessment, people.participant, level="uitvoering", state="invited", function="teamleider schuldhulp"
    )
    own = {"participation_id": part.id, "municipality_id": part.municipality_id, "level": "uitvoering"}
    session.add(ParticipationPart(domain="geld", **own))
    session.commit()
    return f"/inventarisaties/{assessment.id}"


def stored(session):
    rows = session.execute(select(ClosingText.item, ClosingText.text, ClosingText.version)).all()
    session.commit()
    return {item: (text, version) for item, text, version in rows}


def versions(session):
    rows = session.execute(select(ClosingTextVersion.item, ClosingTextVersion.version)).all()
    session.commit()
    return sorted(tuple(row) for row in rows)


def test_asks_about_the_own_domain_and_saves(session, people, client_as, hub):
    participant = client_as(people.participant)
    page = participant.get(f"{hub}/vragen/geld/slotvragen")
    assert page.h1 == "Tot slot: Geldzaken"
    for words in ("Wat gaat er goed binnen het domein Geldzaken?", "Wie kan ons verder helpen?", "Je mag ze overslaan"):
        assert words in page.text
    assert {name: page.fields[name] for name in SEEN} == SEEN
    page = participant.follow(participant.post(f"{hub}/vragen/geld/slotvragen", {**TEXTS, **SEEN}))
    assert page.h1 == "Controleer je antwoorden" and "De bibliotheek." in page.text
    assert stored(session) == {
        "geld/goes_well": ("De inloop loopt goed.\nElke week.", 1),
        "geld/problem": ("Geen tijd.", 1),
        "geld/who_helps": ("De bibliotheek.", 1),
    }
    assert versions(session) == [(item, 1) for item in sorted(stored(session))]
    states = session.scalars(select(Participation.state).where(Participation.user_id == people.participant.id)).all()
    assert states == ["started"]


def test_nothing_typed_is_nothing_saved(session, people, client_as, hub):
    client_as(people.participant).post(f"{hub}/vragen/geld/slotvragen", {**dict.fromkeys(TEXTS, " "), **SEEN})
    assert stored(session) == {}
    states = session.scalars(select(Participation.state).where(Participation.user_id == people.participant.id)).all()
    assert states == ["invited"]


def test_never_counts_as_an_answer(people, client_as, hub):
    participant = client_as(people.participant)
    before = participant.get(hub).text
    participant.post(f"{hub}/vragen/geld/slotvragen", {**TEXTS, **SEEN})
    assert "0 van" in before and "0 van" in participant.get(hub).text


def test_only_what_changed_gets_a_new_version_and_a_text_can_be_taken_back(session, people, client_as, hub):
    participant = client_as(people.participant)
    address = f"{hub}/vragen/geld/slotvragen"
    participant.post(address, {**TEXTS, **SEEN})
    seen = {name: participant.get(address).fields[name] for name in SEEN}
    assert set(seen.values()) == {"1"}
    participant.post(address, {**TEXTS, **seen, "problem": ""})
    assert stored(session)["geld/problem"] == ("", 2) and stored(session)["geld/goes_well"][1] == 1
    assert ("geld/problem", 1) in versions(session) and ("geld/problem", 2) in versions(session)


def test_of_two_tabs_both_texts_are_shown_and_saving_again_is_a_choice(session, people, client_as, hub):
    participant = client_as(people.participant)
    address = f"{hub}/vragen/geld/slotvragen"
    participant.post(address, {**TEXTS, **SEEN})
    late = {
        "goes_well": "Uit het tweede tabblad.",
        "problem": "Geen tijd.",
        "who_helps": "",
        **SEEN,
        "who_helps-seen": "1",
    }
    participant.post(address, {**TEXTS, "who_helps": "Ook het taalhuis.", "who_helps-seen": "1"})
    page = participant.post(address, late, status=409)
    assert page.title.startswith("Fout: ") and address in page.links
    # Who works with whole pages goes on with those.
    assert f"{address}?vorm=pagina" in participant.post(f"{address}?vorm=pagina", late, status=409).links
    for words in (
        "Nu opgeslagen",
        "Jij typte",
        "De inloop loopt goed.",
        "Uit het tweede tabblad.",
        "Je liet dit leeg.",
    ):
        assert words in page.text
    assert page.fields["goes_well"].strip() == "Uit het tweede tabblad."
    # What was typed is the same as what is stored: that is no conflict.
    assert page.text.count("Nu opgeslagen") == 2
    assert (page.fields["goes_well-seen"], page.fields["problem-seen"]) == ("1", "0")
    assert len(versions(session)) == 4
    participant.post(address, {name: page.fields[name] for name in (*TEXTS, *SEEN)})
    assert stored(session)["geld/goes_well"] == ("Uit het tweede tabblad.", 2)


def test_what_was_left_alone_gives_way_to_a_newer_text(session, people, client_as, hub):
    participant = client_as(people.participant)
    address = f"{hub}/vragen/geld/slotvragen"
    participant.post(address, {"goes_well": "Eerst.", **SEEN})
    participant.post(
        address, {"goes_well": "Later.", "goes_well-seen": "1", "who_helps": "Iemand.", "problem-seen": "0"}
    )
    participant.post(address, {"goes_well": "Eerst.", "goes_well-seen": "1", "problem": "Geen tijd.", "who_helps": ""})
    assert stored(session) == {
        "geld/goes_well": ("Later.", 2),
        "geld/problem": ("Geen tijd.", 1),
        "geld/who_helps": ("Iemand.", 1),
    }
    participant.post(address, {"goes_well": "Van een versie die er niet is.", "goes_well-seen": "9"}, status=409)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"state": "in_review"}, "De bespreking is begonnen."),
        ({"state": "agreed"}, "is vastgesteld"),
        ({"deadline": now().date().replace(year=2020)}, "De laatste dag om te antwoorden is voorbij."),
    ],
)
def test_too_late_is_refused_with_what_was_typed(session, people, client_as, hub, columns, sentence):
    session.execute(update(Assessment).values(**columns))
    session.commit()
    participant = client_as(people.participant)
    page = participant.post(f"{hub}/vragen/geld/slotvragen", {**TEXTS, **SEEN}, status=409)
    assert sentence in page.text and "De bibliotheek." in page.text and "Wie kan ons verder helpen?" in page.text
    assert [link for link in page.links if link.startswith(f"mailto:{people.coordinator.email}")]
    assert stored(session) == {}
    page = participant.follow(participant.client.get(f"{hub}/vragen/geld/slotvragen"))
    assert page.h1 == "Controleer je antwoorden"


def test_a_domain_that_was_sent_back_can_be_changed_again(session, people, client_as, hub):
    session.execute(update(Assessment).values(state="in_review"))
    session.execute(
        update(AssessmentDomain)
        .where(AssessmentDomain.domain == "geld")
        .values(sent_back_at=now(), sent_back_reason="Nog eens.")
    )
    session.commit()
    client_as(people.participant).post(f"{hub}/vragen/geld/slotvragen", {**TEXTS, **SEEN})
    assert len(stored(session)) == 3
    client_as(people.coordinator).post(f"{hub}/vragen/inclusie/slotvragen", {**TEXTS, **SEEN}, status=409)


def test_who_may_not(session, people, client_as, hub):
    for domain, status in (("inclusie", 404), ("algemeen", 404), ("wonen", 404)):
        client_as(people.participant).get(f"{hub}/vragen/{domain}/slotvragen", status=status)
        client_as(people.participant).post(f"{hub}/vragen/{domain}/slotvragen", {**TEXTS, **SEEN}, status=status)
    client_as(people.coordinator).get(f"{hub}/vragen/algemeen/slotvragen", status=404)
    for person, status in ((people.adviser, 403), (people.other, 404), (people.reader, 404)):
        client_as(person).get(f"{hub}/vragen/geld/slotvragen", status=status)
        client_as(person).post(f"{hub}/vragen/geld/slotvragen", {**TEXTS, **SEEN}, status=status)
    assert stored(session) == {}


def test_colleagues_never_see_them_and_the_review_shows_the_function(session, people, client_as, hub):
    client_as(people.participant).post(f"{hub}/vragen/geld/slotvragen", {**TEXTS, **SEEN})
    coordinator = client_as(people.coordinator)
    for path in ("", "/controle", "/vragen/geld/slotvragen", "/bespreken", "/bespreken/geld"):
        assert "De bibliotheek." not in coordinator.get(hub + path).html, path
    assert "De bibliotheek." not in client_as(people.adviser).get(f"{hub}/bespreken/geld").html
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    for person in (people.coordinator, people.adviser):
        page = client_as(person).get(f"{hub}/bespreken/geld")
        assert "Wat collega’s erbij schreven" in page.text
        for words in ("De bibliotheek.", "teamleider schuldhulp, uitvoering", "Wie kan ons verder helpen?"):
            assert words in page.text
        assert "Ivo Vuller" not in page.html
        assert "Wat collega’s erbij schreven" not in client_as(person).get(f"{hub}/bespreken/inclusie").text
    client_as(people.participant).get(f"{hub}/bespreken/geld", status=403)
