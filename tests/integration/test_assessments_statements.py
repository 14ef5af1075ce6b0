"""How many SQL statements a page takes: at most six, whatever the number of questions; a save by who leads one more."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, select

from app.models import Participation
from app.web.clock import today
from tests.factories import make_answers, make_assessment, make_participation

DOMAINS = ("werk_inkomen", "geld", "gezondheid", "gezin_jeugd", "wmo_wijk", "inclusie", "inburgering", "digitaal")
MOST = 6
ROLES_HELD = 1
"""The roles of who saves are read again when nothing is waited for any more (D24)."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is sent meanwhile; begin and commit are not questions to the data."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("domains", [("geld",), DOMAINS])
def test_pages_take_few_statements(session, people, client_as, domains):
    assessment = make_assessment(session, people, domains)
    joint = session.scalars(select(Participation)).one()
    joint.state = "submitted"
    make_answers(session, joint, {f"{domain}/A.BE": 2 for domain in domains})
    hub = f"/inventarisaties/{assessment.id}"
    coordinator = client_as(people.coordinator)
    for page in ("", "/vragen/geld", "/vragen/geld/A.BE", "/vragen/algemeen", "/controle", "/controle/klaar"):
        with statements() as sent:
            coordinator.get(hub + page)
        assert 0 < len(sent) <= MOST, (page, sent)
    with statements() as sent:
        coordinator.get("/inventarisaties")
    assert 0 < len(sent) <= MOST, sent


@pytest.mark.parametrize("domains", [("geld",), DOMAINS])
def test_pages_of_a_colleague_take_few_statements(session, people, client_as, domains):
    assessment = make_assessment(session, people, domains, deadline=today())
    part = make_participation(session, assessment, people.participant, everything=True, state="submitted")
    make_answers(session, part, {f"{domain}/A.BE": 2 for domain in domains})
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    for page in ("", "/vragen/geld", "/vragen/geld/A.BE", "/vragen/geld/slotvragen", "/controle", "/controle/klaar"):
        with statements() as sent:
            participant.get(hub + page)
        assert 0 < len(sent) <= MOST, (page, sent)
    texts = {"goes_well": "a", "problem": "b", "who_helps": "c"}
    with statements() as sent:
        participant.post(f"{hub}/vragen/geld/slotvragen", texts)
    assert 0 < len(sent) <= MOST, sent


def test_saving_takes_few_statements(session, people, client_as):
    hub = f"/inventarisaties/{make_assessment(session, people, DOMAINS).id}"
    coordinator = client_as(people.coordinator)
    ids = [
        name.removesuffix("-seen") for name in coordinator.get(f"{hub}/vragen/geld").fields if name.endswith("-seen")
    ]
    for version in ("0", "1"):
        whole = {f"{id_}-value": version for id_ in ids} | {f"{id_}-seen": version for id_ in ids}
        with statements() as sent:
            coordinator.post(f"{hub}/vragen/geld", whole)
        assert len(sent) <= MOST + ROLES_HELD, sent
        with statements() as sent:
            coordinator.post(f"{hub}/vragen/inclusie/A.BE", {"value": version, "seen": version})
        assert len(sent) <= MOST + ROLES_HELD, sent
    with statements() as sent:
        coordinator.post(f"{hub}/vragen/inclusie/A.BE", {"value": "4", "seen": "1"}, status=409)
    assert len(sent) <= MOST + ROLES_HELD, sent
    # Starting reads who takes part, and whom it tells.
    for action, more in (("controle", 0), ("bespreking-starten", 2)):
        form = coordinator.shown(f"{hub}/{action}")
        with statements() as sent:
            coordinator.post(f"{hub}/{action}", form)
        assert len(sent) <= MOST + ROLES_HELD + more, sent
