"""An administrator cannot become somebody else (D22): who is concerned is told, and can stop what waits for that."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, Response
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.doors.second_step import FRESH, SHOWN
from app.models import AccountChange, AuditEntry, Membership, OutboxMail, SecondFactor, SignIn, User
from app.operation.tasks import run_tasks
from app.saving.typed import remember_person
from app.web.clock import now
from tests.account_changes import answer, carry_out, links
from tests.advising import NOTE
from tests.authenticator import STEP, Authenticator, prove_address, set_up
from tests.factories import People, make_assessment, make_user
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
NEW = "kaper@elders.example"
SHORTLY, DAY = timedelta(hours=23), timedelta(hours=24)
pytestmark = pytest.mark.usefixtures("clock")


def change_address(client: Client, user: User, email: str = NEW) -> None:
    """Let an administrator give somebody another address."""
    client.post(f"/beheer/mensen/{user.id}/wijzigen", {"name": user.name, "email": email, "function": user.function})


def give(client: Client, people: People, user: User, role: str) -> None:
    """Let an administrator give somebody a role, in Voorbeeldstad unless it is administrator."""
    where = "" if role == "administrator" else str(people.municipality.id)
    client.post(f"/beheer/mensen/{user.id}", {"role": role, "municipality": where})


def address_of(session: Session, user: User) -> str:
    """With which address somebody signs in now."""
    found = session.scalars(select(User.email).where(User.id == user.id)).one()
    session.commit()
    return found


def roles_of(session: Session, user: User) -> list[str]:
    """The roles that somebody has now."""
    held = select(Membership.role).where(Membership.user_id == user.id, Membership.ended_at.is_(None))
    found = sorted(session.scalars(held))
    session.commit()
    return found


def actions(session: Session) -> list[str]:
    """What the trail tells, in order."""
    found = list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.at, AuditEntry.id)))
    session.commit()
    return found


def mailed(session: Session, recipient: str) -> list[str]:
    """The texts of the mails to an address."""
    found = list(session.scalars(select(OutboxMail.text).where(OutboxMail.recipient == recipient)))
    session.commit()
    return found


@pytest.fixture
def administrator(client_as: ClientAs, people: People) -> Client:
    """The one who does it, with a second step that was just shown."""
    return client_as(people.administrator)


@pytest.fixture
def coordinator(client_as: ClientAs, people: People) -> Client:
    """Somebody who signed in before."""
    return client_as(people.coordinator)


def test_the_attack(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    adviser_app: Authenticator,
    administrator: Client,
) -> None:
    """Another address and no second step: the administrator comes in nowhere, and the person stops both."""
    change_address(administrator, people.adviser)
    administrator.post(f"/beheer/mensen/{people.adviser.id}/tweede-stap")
    thief = client_as(None)
    thief.post("/inloggen", {"email": NEW})
    assert not [text for text in mailed(session, NEW) if re.search(r"\b\d{6}\b", text)]
    told = mailed(session, people.adviser.email)
    assert any(NEW in text for text in told) and any("haalt je tweede stap" in text for text in told)
    # The administrator reads the mails of the new address, and confirms it.
    (confirmed,) = (link for recipient, link in links(session).items() if recipient == NEW)
    answer(client_as(None), confirmed, "bevestig")
    assert carry_out(app, session, SHORTLY) == 0
    for link in re.findall(r"/wijziging/[\w-]+", " ".join(told)):
        answer(client_as(None), link, "stop")
    assert carry_out(app, session, 3 * DAY) == 0
    assert address_of(session, people.adviser) == people.adviser.email
    assert session.scalars(select(SecondFactor.user_id)).all() == [people.adviser.id]
    session.commit()
    assert prove_address(client_as(None), session, people.adviser) == STEP
    assert any("is gestopt" in subject for subject in session.scalars(select(OutboxMail.subject)))
    assert actions(session).count("stop_change") == 2


@pytest.mark.parametrize(
    ("confirmed", "later", "done"),
    [
        ("", 3 * DAY, 0),
        ("old", 3 * DAY, 0),
        ("new", SHORTLY, 0),
        ("new", DAY, 1),
        ("new old", timedelta(), 1),
        ("old new", timedelta(), 1),
    ],
)
def test_a_new_address_is_confirmed_and_a_day_passes_unless_the_old_one_confirmed_too(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    administrator: Client,
    coordinator: Client,
    confirmed: str,
    later: timedelta,
    done: int,
) -> None:
    change_address(administrator, people.coordinator)
    found = {"old": links(session)[people.coordinator.email], "new": links(session)[NEW]}
    for who in confirmed.split():
        assert "De wijziging is bevestigd" in answer(client_as(None), found[who], "bevestig").text
    assert carry_out(app, session, later) == done
    assert address_of(session, people.coordinator) == (NEW if done else people.coordinator.email)
    assert coordinator.ask("/account").status_code == (302 if done else 200)
    if done:
        # Both hear that it is so.
        for who in (people.coordinator.email, NEW):
            assert any("logt vanaf nu" in mail for mail in mailed(session, who))
        assert session.scalars(select(AccountChange.email)).all() == [None]


def test_a_new_address_that_is_confirmed_late_counts_at_once(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    administrator: Client,
    coordinator: Client,
    clock: Traveller,
) -> None:
    change_address(administrator, people.coordinator)
    clock.shift(2 * DAY)
    answer(client_as(None), links(session)[NEW], "bevestig")
    assert carry_out(app, session, timedelta()) == 1


def test_looking_changes_nothing_and_the_new_address_stops_nothing(
    client_as: ClientAs, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    change_address(administrator, people.coordinator)
    old, new = links(session)[people.coordinator.email], links(session)[NEW]
    before = actions(session)
    for link in (old, new):
        for method in ("GET", "HEAD"):
            assert client_as(None).ask(link, method=method).status_code == 200
    assert "Stop dit" in client_as(None).get(old).html and "Stop dit" not in client_as(None).get(new).html
    stranger = client_as(None)
    for said in ("stop", "anders"):
        stranger.post(new, {"antwoord": said}, status=400)
    assert actions(session) == before
    stranger.get(f"{old}x", status=404)
    stranger.post(f"{old}x", {"antwoord": "stop"}, status=404)


@pytest.mark.parametrize("said", ["bevestig", "stop"])
def test_a_change_that_is_over_says_so(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    administrator: Client,
    coordinator: Client,
    said: str,
) -> None:
    change_address(administrator, people.coordinator)
    old, new = links(session)[people.coordinator.email], links(session)[NEW]
    answer(client_as(None), new, "bevestig")
    answer(client_as(None), old, said)
    carry_out(app, session)
    expected = "is gestopt" if said == "stop" else "is al ingegaan"
    stranger = client_as(None)
    assert expected in stranger.get(old, status=409).text
    assert expected in stranger.post(old, {"antwoord": "stop"}, status=409).text


def test_an_address_with_which_nobody_signed_in_is_corrected_at_once(
    session: Session, people: People, administrator: Client
) -> None:
    change_address(administrator, people.coordinator)
    assert address_of(session, people.coordinator) == NEW
    assert links(session) == {}


def test_who_signed_in_long_ago_is_not_forgotten(
    app: Flask, session: Session, people: People, administrator: Client, coordinator: Client, clock: Traveller
) -> None:
    clock.shift(timedelta(days=400))
    run_tasks(session, app.config["SETTINGS"].model_copy(update={"mail_port": 9}), now())
    assert session.scalar(select(func.count()).select_from(SignIn)) == 2
    session.commit()


def test_the_same_asked_twice_is_told_once_and_something_else_takes_its_place(
    client_as: ClientAs, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    for _ in range(2):
        change_address(administrator, people.coordinator)
    assert len(mailed(session, NEW)) == 1
    first = links(session)[NEW]
    change_address(administrator, people.coordinator, "ander@elders.example")
    assert "Er is een nieuwe wijziging aangevraagd" in client_as(None).get(first, status=409).text
    assert actions(session).count("ask_change") == 2


def test_the_name_is_corrected_at_once_also_when_the_address_waits(
    session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    form = {"name": "Cora Nieuw", "email": NEW, "function": "wethouder"}
    page = administrator.follow(administrator.post(f"/beheer/mensen/{people.coordinator.id}/wijzigen", form))
    assert page.h1 == "Cora Nieuw" and f"Nieuw e-mailadres {NEW}: wacht tot" in page.text
    assert address_of(session, people.coordinator) == people.coordinator.email


def test_an_administrator_takes_a_change_back(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    change_address(administrator, people.coordinator)
    change = session.scalars(select(AccountChange.id)).one()
    session.commit()
    path = f"/beheer/wijzigingen/{change}/intrekken"
    coordinator.post(path, status=403)
    assert "De wijziging is ingetrokken" in administrator.follow(administrator.post(path)).text
    administrator.post(path)
    assert actions(session).count("withdraw_change") == 1
    assert "is gestopt" in client_as(None).get(links(session)[NEW], status=409).text
    assert carry_out(app, session, 3 * DAY) == 0
    administrator.post(f"/beheer/wijzigingen/{people.reader.id}/intrekken", status=404)


def test_an_address_of_somebody_else_is_not_asked_for(
    session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    form = {"name": "Cora", "email": people.reader.email, "function": "x"}
    administrator.post(f"/beheer/mensen/{people.coordinator.id}/wijzigen", form, status=422)
    assert links(session) == {}


@pytest.mark.parametrize(
    ("said", "later", "left"), [("", SHORTLY, 1), ("", DAY, 0), ("bevestig", timedelta(), 0), ("stop", DAY, 1)]
)
def test_a_second_step_goes_after_a_day_or_when_it_is_confirmed(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    adviser_app: Authenticator,
    administrator: Client,
    said: str,
    later: timedelta,
    left: int,
) -> None:
    administrator.post(f"/beheer/mensen/{people.adviser.id}/tweede-stap")
    if said:
        answer(client_as(None), links(session)[people.adviser.email], said)
    carry_out(app, session, later)
    assert session.scalar(select(func.count()).select_from(SecondFactor)) == left


@pytest.mark.parametrize(
    ("said", "later", "given"),
    [("", SHORTLY, False), ("", DAY, True), ("bevestig", timedelta(), True), ("stop", DAY, False)],
)
def test_a_role_waits_for_who_is_responsible_there(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    administrator: Client,
    said: str,
    later: timedelta,
    given: bool,
) -> None:
    """The coordinators are told, and let it begin or stop it; a friend who gets the role cannot confirm it."""
    made = make_assessment(session, people, state="in_review")
    friend = client_as(people.participant)
    give(administrator, people, people.participant, "adviser")
    told = links(session)
    assert set(told) == {people.participant.email, people.coordinator.email}
    assert "Ivo Vuller" in mailed(session, people.coordinator.email)[0]
    friend.post(told[people.participant.email], {"antwoord": "bevestig"}, status=400)
    if said:
        answer(client_as(None), told[people.coordinator.email], said)
    carry_out(app, session, later)
    assert roles_of(session, people.participant) == (["adviser"] if given else [])
    friend.get(f"/inventarisaties/{made.id}", status=200 if given else 404)
    assert given == ("Je bent vanaf nu adviseur" in " ".join(mailed(session, people.participant.email)))


def test_the_person_stops_a_role(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client
) -> None:
    client_as(people.reader)
    give(administrator, people, people.reader, "administrator")
    answer(client_as(None), links(session)[people.reader.email], "stop")
    assert carry_out(app, session) == 0
    assert roles_of(session, people.reader) == ["reader"]


def test_where_nobody_else_is_responsible_the_person_confirms(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client
) -> None:
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=now()))
    session.commit()
    client_as(people.participant)
    give(administrator, people, people.participant, "coordinator")
    answer(client_as(None), links(session)[people.participant.email], "bevestig")
    assert carry_out(app, session, timedelta()) == 1
    assert roles_of(session, people.participant) == ["coordinator"]
    said = f"Beheerder {people.administrator.name} heeft je toegevoegd als coördinator van de gemeente Voorbeeldstad."
    assert said in "".join(mailed(session, people.participant.email))


def test_who_gives_a_role_to_themselves_confirms_it_never(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client
) -> None:
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=now()))
    session.commit()
    give(administrator, people, people.administrator, "coordinator")
    link = links(session)[people.administrator.email]
    assert "Bevestig" not in administrator.get(link).html
    administrator.post(link, {"antwoord": "bevestig"}, status=400)
    assert carry_out(app, session, SHORTLY) == 0
    assert carry_out(app, session) == 1


def test_a_new_administrator_is_confirmed_by_another_one(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client
) -> None:
    other = make_user(session, "ook@stichting.example", "Ook Heer", "administrator")
    session.commit()
    client_as(people.reader)
    give(administrator, people, people.reader, "administrator")
    assert set(links(session)) == {people.reader.email, other.email}
    answer(client_as(None), links(session)[other.email], "bevestig")
    assert carry_out(app, session, timedelta()) == 1
    assert roles_of(session, people.reader) == ["administrator", "reader"]


def test_who_never_signed_in_has_a_role_at_once_and_who_coordinates_hears_it(
    session: Session, people: People, administrator: Client
) -> None:
    typed = {"name": "Nina Nieuw", "email": "nina@voorbeeldstad.example", "function": "raadslid", "role": "reader"}
    administrator.post("/beheer/mensen/nieuw", typed | {"municipality": str(people.municipality.id)})
    added = session.scalars(select(User).where(User.email == typed["email"])).one()
    assert roles_of(session, added) == ["reader"]
    (told,) = mailed(session, people.coordinator.email)
    assert "Beheerder Bea Heer gaf Nina Nieuw (raadslid) de rol lezer in Voorbeeldstad" in told


@pytest.mark.parametrize("is_running", [False, True])
def test_a_new_coordinator_who_never_signed_in_hears_who_added_them_and_how_to_begin(
    session: Session, people: People, administrator: Client, is_running: bool
) -> None:
    make_assessment(session, people, state="open" if is_running else "agreed")
    typed = {"name": "Nina Nieuw", "email": "nina@voorbeeldstad.example", "function": "adviseur", "role": "coordinator"}
    administrator.post("/beheer/mensen/nieuw", typed | {"municipality": str(people.municipality.id)})
    (told,) = mailed(session, typed["email"])
    assert "Beheerder Bea Heer heeft je toegevoegd als coördinator van de gemeente Voorbeeldstad." in told
    assert ("Er loopt al een inventarisatie." in told, "vijf minuten" in told) == (is_running, not is_running)


@pytest.mark.parametrize("way", ["assign", "hand over"])
def test_a_municipality_gets_another_adviser_after_a_day(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client, way: str
) -> None:
    ada = make_user(session, "ada@stichting.example", "Ada Ander", "adviser", people.elsewhere)
    role = session.scalars(select(Membership.id).where(Membership.user_id == people.adviser.id)).one()
    session.commit()
    client_as(ada)
    page = f"/beheer/adviseurs/{f'overdragen/{role}' if way == 'hand over' else people.municipality.id}"
    for _ in range(2):
        said = administrator.follow(administrator.post(page, {"adviser": str(ada.id), "email": "", "note": NOTE})).text
    assert "26 november" not in said and "25 november 2026" in said
    assert len([mail for mail in mailed(session, ada.email) if "/wijziging/" in mail]) == 1
    assert carry_out(app, session, SHORTLY) == 0
    assert roles_of(session, people.adviser) == ["adviser"]
    assert carry_out(app, session) == 1
    assert roles_of(session, ada) == ["adviser", "adviser"]
    assert roles_of(session, people.adviser) == ([] if way == "hand over" else ["adviser"])
    assert any("De wethouder wil in maart praten" in mail for mail in mailed(session, ada.email)) == (
        way == "hand over"
    )


GUARDED = ("veranderen", "tweede-stap", "rol", "nieuw", "adviseur", "overdragen")


@pytest.mark.parametrize("what", GUARDED)
def test_an_administrator_shows_a_second_step_first(
    session: Session, people: People, administrator: Client, coordinator: Client, clock: Traveller, what: str
) -> None:
    phone, _ = set_up(administrator)
    clock.shift(FRESH)
    role = session.scalars(select(Membership.id).where(Membership.user_id == people.adviser.id)).one()
    session.commit()
    person = f"/beheer/mensen/{people.coordinator.id}"
    path, form = {
        "veranderen": (f"{person}/wijzigen", {"name": "Cora", "email": NEW, "function": "x"}),
        "tweede-stap": (f"{person}/tweede-stap", {}),
        "rol": (person, {"role": "administrator"}),
        "nieuw": ("/beheer/mensen/nieuw", {"name": "N", "email": NEW, "function": "x", "role": "administrator"}),
        "adviseur": (f"/beheer/adviseurs/{people.municipality.id}", {"email": people.reader.email}),
        "overdragen": (f"/beheer/adviseurs/overdragen/{role}", {"email": people.reader.email, "note": NOTE}),
    }[what]
    before = actions(session)
    response = administrator.post(path, form)
    assert response.headers["Location"].startswith("/account/tweede-stap/laten-zien")
    page = administrator.follow(response)
    assert page.h1 == "Laat zien dat jij het bent"
    assert actions(session) == before and links(session) == {}
    way = response.headers["Location"]
    administrator.post(way, {"code": phone.wrong()}, status=422)
    administrator.post(way, {"code": ""}, status=422)
    assert administrator.post(way, {"code": phone.code()}).headers["Location"] == path
    administrator.get(path)


def test_a_form_that_stood_open_for_too_long_waits_for_the_second_step(
    app: Flask, people: People, administrator: Client, clock: Traveller
) -> None:
    phone, _ = set_up(administrator)
    seen = Response()
    with app.test_request_context():
        remember_person(seen, people.administrator.id)
    administrator.client.set_cookie(*seen.headers["Set-Cookie"].split(";")[0].split("=", 1))
    clock.shift(FRESH)
    path = f"/beheer/mensen/{people.coordinator.id}/wijzigen"
    response = administrator.post(path, {"name": "Een heel lange naam", "email": NEW, "function": "x"})
    response = administrator.post(response.headers["Location"], {"code": phone.code()})
    page = administrator.follow(response)
    assert page.h1 == "We hebben je tekst bewaard" and "Een heel lange naam" in page.text


def test_an_administrator_without_an_app_signs_in_again(
    people: People, administrator: Client, strict: None, clock: Traveller
) -> None:
    page = f"/beheer/mensen/{people.reader.id}"
    assert "Voeg de rol toe" in administrator.get(page).html
    clock.shift(FRESH)
    shown = administrator.get(page)
    assert "Voeg de rol toe" not in shown.html
    (way,) = (link for link in shown.links if "laten-zien" in link)
    assert "Log daarvoor uit en opnieuw in" in administrator.get(way).text


def test_signing_in_with_a_second_step_is_fresh(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser)
    client.post(STEP, {"code": adviser_app.code()})
    with client.client.session_transaction() as cookie:
        assert cookie[SHOWN] == int(now().timestamp())


def test_what_an_administrator_asked_who_is_none_any_more_lapses(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    change_address(administrator, people.coordinator)
    answer(client_as(None), links(session)[NEW], "bevestig")
    session.execute(update(Membership).where(Membership.role == "administrator").values(ended_at=now()))
    session.commit()
    assert carry_out(app, session) == 0
    assert session.scalars(select(AccountChange.outcome)).all() == ["lapsed"]
    assert actions(session)[-1] == "lapse_change"


def test_what_cannot_be_done_any_more_lapses(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    client_as(people.reader)
    change_address(administrator, people.coordinator)
    answer(client_as(None), links(session)[NEW], "bevestig")
    give(administrator, people, people.reader, "adviser")
    make_user(session, NEW, "Was eerder")
    where = {"user_id": people.reader.id, "municipality_id": people.municipality.id}
    session.add(Membership(**where, role="coordinator", created_at=now()))
    session.commit()
    assert carry_out(app, session) == 0
    assert set(session.scalars(select(AccountChange.outcome))) == {"lapsed"}
    session.commit()
    assert address_of(session, people.coordinator) == people.coordinator.email


def test_an_address_that_nobody_confirms_lapses(
    app: Flask, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    change_address(administrator, people.coordinator)
    carry_out(app, session, timedelta(days=13))
    assert session.scalars(select(AccountChange.outcome)).all() == [None]
    session.commit()
    carry_out(app, session, timedelta(days=14))
    assert session.scalars(select(AccountChange.outcome)).all() == ["lapsed"]


@pytest.mark.parametrize("way", ["tasks", "signing in"])
def test_it_takes_effect_with_the_tasks_or_when_somebody_signs_in(
    app: Flask,
    client_as: ClientAs,
    session: Session,
    people: People,
    administrator: Client,
    coordinator: Client,
    clock: Traveller,
    way: str,
) -> None:
    change_address(administrator, people.coordinator)
    answer(client_as(None), links(session)[NEW], "bevestig")
    clock.shift(DAY)
    if way == "tasks":
        run_tasks(session, app.config["SETTINGS"].model_copy(update={"mail_port": 9}), now())
    else:
        client_as(None).post("/inloggen", {"email": NEW})
        assert [text for text in mailed(session, NEW) if re.search(r"\b\d{6}\b", text)]
    assert address_of(session, people.coordinator) == NEW


def test_the_history_tells_each_step(
    app: Flask, client_as: ClientAs, session: Session, people: People, administrator: Client, coordinator: Client
) -> None:
    client_as(people.participant)
    change_address(administrator, people.coordinator)
    give(administrator, people, people.participant, "adviser")
    found = links(session)
    answer(client_as(None), found[NEW], "bevestig")
    answer(client_as(None), found[people.participant.email], "stop")
    carry_out(app, session, timedelta(days=1))
    text = administrator.get("/beheer/geschiedenis").text
    for sentence in (
        "Bea Heer vroeg aan: een ander e-mailadres voor Cora Dinator.",
        "Bea Heer vroeg aan: de rol adviseur in Voorbeeldstad voor Ivo Vuller.",
        "Samenhang kreeg een bevestiging van een ander e-mailadres voor Cora Dinator, via de e-mail",
        "Samenhang stopte de rol adviseur in Voorbeeldstad voor Ivo Vuller omdat iemand dat vroeg, via de e-mail",
        "Bea Heer veranderde het e-mailadres van Cora Dinator.",
    ):
        assert sentence in text, sentence
    assert not any(NEW in str((entry.old, entry.new)) for entry in session.scalars(select(AuditEntry)))
