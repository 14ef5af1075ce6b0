"""The organisations with work accounts: added, checked, corrected, ended; the secret never comes out."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.tokens import decrypted
from app.models import AuditEntry, IdentityProvider
from config import Settings
from tests.factories import People
from tests.identity_provider import Provider, providing
from tests.stores import SECRET
from tests.work_accounts import CONFIRM, START, TENANT, arrived, is_signed_in, make_identity, make_organisation, visited

LIST, NEW = "/beheer/organisaties", "/beheer/organisaties/nieuw"
CLIENT_SECRET = "Zeer~Geheim.1"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that does as it should."""
    with providing() as running:
        yield running


def entra(**changes: str) -> dict[str, str]:
    """What is typed for an organisation with Entra ID."""
    typed = {"kind": "entra", "name": "Gemeente Voorbeeldstad", "municipality": "", "place": TENANT.upper()}
    return typed | {"client_id": "aaaa-bbbb", "client_secret": CLIENT_SECRET} | changes


def generic(issuer: str, **changes: str) -> dict[str, str]:
    """What is typed for an organisation with another provider."""
    return entra(kind="generic", place=issuer, client_id="samenhang", **changes)


def only(session: Session) -> IdentityProvider:
    """The only organisation, loose from the session."""
    found = session.scalars(select(IdentityProvider)).one()
    session.refresh(found)
    session.expunge(found)
    session.commit()
    return found


def test_an_organisation_with_entra_is_added(client_as, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    assert "Er zijn nog geen organisaties" in client.get(LIST).text
    page = client.get(NEW)
    assert "http://localhost/inloggen/organisatie/terug" in page.text
    assert f"{NEW}?kind=generic" in page.links
    page = client.follow(client.post(NEW, entra(municipality=str(people.municipality.id))))
    assert "Gemeente Voorbeeldstad is toegevoegd" in page.text
    assert "Microsoft Entra ID" in page.text
    found = only(session)
    assert (found.kind, found.tenant) == ("entra", TENANT)
    assert found.issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert found.municipality_id == people.municipality.id
    assert decrypted(SECRET, found.client_secret) == CLIENT_SECRET
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.municipality_id) == ("add_provider", people.municipality.id)
    assert CLIENT_SECRET not in str(entry.new) and "secret" not in str(entry.new)
    session.commit()
    assert "1 organisatie" in client.get("/beheer").text


def test_another_provider_is_added_and_works(client_as, session: Session, people: People, provider: Provider) -> None:
    client = client_as(people.administrator)
    assert client.get(f"{NEW}?kind=generic").fields["kind"] == "generic"
    pasted = f"{provider.issuer}/.well-known/openid-configuration"
    client.post(NEW, generic(pasted, client_secret=provider.client_secret))
    row = only(session)
    assert (row.kind, row.issuer, row.tenant) == ("generic", provider.issuer, "")
    make_identity(session, row, people.coordinator)
    visitor = client_as(None)
    arrived(visitor, row)
    visitor.post(CONFIRM)
    assert is_signed_in(visitor)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (entra(name=" "), "Vul de naam van de organisatie in."),
        (entra(name="x" * 81), "Gebruik hier maximaal 80 tekens"),
        (entra(place=""), "Vul de tenant-id in"),
        (entra(place="common"), "Vul de tenant-id in"),
        (entra(place=f"{TENANT}/../common"), "Vul de tenant-id in"),
        (entra(client_id=""), "Vul de client-id in"),
        (entra(client_id="é"), "Hierin staat een teken dat niet kan"),
        (entra(client_secret=""), "Vul het clientgeheim in"),
        (entra(client_secret="twee woorden"), "Hierin staat een teken dat niet kan"),
        (entra(municipality="00000000-0000-4000-8000-000000000000"), "Kies een antwoord."),
        (generic(""), "Vul het volledige adres in"),
        (generic("inloggen.example"), "Vul het volledige adres in"),
        (generic("http://inloggen.example"), "Vul het volledige adres in"),
        (generic("https://naam:geheim@inloggen.example"), "Vul het volledige adres in"),
        (generic("https://inloggen.example/?a=b"), "Vul het volledige adres in"),
        (generic("https://inloggen.example:99999"), "Vul het volledige adres in"),
        (generic("file:///etc/passwd"), "Vul het volledige adres in"),
    ],
)
def test_what_cannot_be_is_refused(client_as, session: Session, people: People, typed, message) -> None:
    client = client_as(people.administrator)
    page = client.post(NEW, typed, status=422)
    assert message in page.text
    assert page.fields["name"] == typed["name"].strip()
    assert page.fields["client_secret"] == ""
    assert session.scalars(select(IdentityProvider)).all() == []


def test_the_secret_never_comes_out(client_as, session: Session, people: People, provider: Provider) -> None:
    client = client_as(people.administrator)
    pages = [client.post(NEW, entra(name="", client_secret=CLIENT_SECRET), status=422)]
    pages.append(client.post(NEW, generic(provider.issuer, check="1"), status=200))
    client.post(NEW, entra())
    pages += [client.get(LIST), client.get(f"{LIST}/{only(session).id}")]
    assert not [page for page in pages if CLIENT_SECRET in page.html]


def test_correcting_keeps_the_secret_unless_there_is_a_new_one(client_as, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    client.post(NEW, entra())
    path = f"{LIST}/{only(session).id}"
    assert client.get(path).fields["place"] == TENANT
    client.post(path, entra(name="Stad", client_secret=""))
    assert only(session).name == "Stad"
    assert decrypted(SECRET, only(session).client_secret) == CLIENT_SECRET
    client.post(path, entra(name="Stad", client_secret="nieuw"))
    assert decrypted(SECRET, only(session).client_secret) == "nieuw"
    changes = session.scalars(select(AuditEntry).where(AuditEntry.action == "change_provider").order_by(AuditEntry.at))
    told = [(entry.old["name"], entry.new["name"], entry.new["secret_changed"]) for entry in changes]
    session.commit()
    assert told == [("Gemeente Voorbeeldstad", "Stad", False), ("Stad", "Stad", True)]
    assert client.post(path, entra(place="x"), status=422).h1 == "Verander de organisatie"


def test_what_work_accounts_belong_to_cannot_become_another(client_as, session, people: People, provider) -> None:
    row = make_organisation(session, provider)
    client, path = client_as(people.administrator), f"{LIST}/{row.id}"
    with providing() as other:
        client.post(path, generic(other.issuer))
        client.post(path, generic(provider.issuer))
        make_identity(session, row, people.coordinator)
        page = client.post(path, generic(other.issuer), status=422)
        assert "er zijn al werkaccounts gekoppeld" in page.text
    # A form that was made for another kind changes nothing either.
    client.post(path, entra(), status=422)
    client.post(path, generic(provider.issuer, name="Nieuwe naam"))
    assert (only(session).issuer, only(session).name) == (provider.issuer, "Nieuwe naam")


def test_ending(client_as, session: Session, people: People, provider: Provider) -> None:
    row = make_organisation(session, provider)
    make_identity(session, row, people.coordinator)
    client, visitor = client_as(people.administrator), client_as(None)
    back = visited(visitor, row)
    path = f"{LIST}/{row.id}"
    page = client.get(f"{path}/beeindigen")
    assert page.h1 == "Wil je deze organisatie beëindigen?"
    assert only(session).ended_at is None
    page = client.follow(client.post(f"{path}/beeindigen"))
    assert "Voorbeeldstad is beëindigd" in page.text
    assert path not in page.links
    visitor.get(back, status=409)
    visitor.get(f"{START}/{row.id}", status=409)
    assert "al beëindigd" in client.get(f"{path}/beeindigen").h1
    client.post(f"{path}/beeindigen")
    client.get(path, status=409)
    client.post(path, generic(provider.issuer), status=409)
    assert session.scalars(select(AuditEntry.action)).all() == ["end_provider"]
    session.commit()
    client.get(f"{LIST}/{people.municipality.id}", status=404)


def check(client, issuer: str) -> str:
    """What the check of an address says."""
    return str(client.post(NEW, generic(issuer, check="1", client_secret=""), status=200).text)


def test_a_check_says_what_is_wrong_and_saves_nothing(client_as, session: Session, people: People, provider) -> None:
    client = client_as(people.administrator)
    assert "We hebben de aanbieder gevonden" in check(client, provider.issuer)
    provider.published = []
    assert "geen sleutel die we vertrouwen" in check(client, provider.issuer)
    provider.metadata = {"code_challenge_methods_supported": ["plain"]}
    assert "PKCE S256" in check(client, provider.issuer)
    provider.metadata = {"issuer": f"{provider.issuer}/"}
    assert "noemt zichzelf anders" in check(client, provider.issuer)
    assert "geen aanbieder die we begrijpen" in check(client, f"{provider.issuer}/elders")
    assert "kunnen dit adres niet bereiken" in check(client, "http://127.0.0.1:1")
    assert session.scalars(select(IdentityProvider)).all() == []
    assert session.scalars(select(AuditEntry)).all() == []


def test_a_check_of_what_is_there_already(client_as, session: Session, people: People, provider: Provider) -> None:
    row = make_organisation(session, provider)
    typed = generic(provider.issuer, check="1", client_secret="", name="Anders")
    page = client_as(people.administrator).post(f"{LIST}/{row.id}", typed, status=200)
    assert "Dit klopt" in page.text
    assert page.fields["name"] == "Anders"
    assert only(session).name == "Voorbeeldstad"


@pytest.fixture
def in_production(app: Flask) -> Iterator[None]:
    """The same application with the settings of a real installation."""
    example = app.config["SETTINGS"]
    app.config["SETTINGS"] = Settings(base_url="https://samenhang.example", secret_key=SECRET)
    yield
    app.config["SETTINGS"] = example


@pytest.mark.parametrize(
    "issuer",
    ["https://127.0.0.1:5432", "https://localhost", "https://10.0.0.1", "https://169.254.169.254", "https://[::1]"],
)
def test_our_own_network_cannot_be_asked(client_as, people: People, in_production, issuer: str) -> None:
    text = check(client_as(people.administrator), issuer)
    assert "op internet staan, dus niet in een intern netwerk" in text


def test_plain_http_is_for_examples_only(client_as, people: People, provider: Provider, in_production) -> None:
    page = client_as(people.administrator).post(NEW, generic(provider.issuer, check="1"), status=422)
    assert "Het begint met https://" in page.text
    assert "https://samenhang.example/inloggen/organisatie/terug" in page.text
    assert provider.asked == []
