"""What comes in and goes out with every response: hosts, sizes, characters, headers, cookies (D9, D10, D13, D15)."""

import unicodedata
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app import create_app
from app.doors.door import HEADERS
from app.factory import build_app
from app.models import Answer
from config import Settings
from tests.factories import make_agreed, make_assessment

SECRET = "een geheim van ruim tweeendertig tekens"
NOT_OURS = ("elders.example", "localhost.elders.example", "elders.example:80", "localhost@elders.example", "", "a b")
KEPT = {
    "line breaks": "een\r\ntwee\rdrie\n\nvier",
    "emoji": "👩🏽‍🏫 en 🇳🇱",
    "right to left": "voor \u202eachterstevoren\u202c שלום na",
    "composed": "cafe\u0301",
    "mark-up": "<jan@gemeente.nl> <b>&amp; {{ 7 * 7 }} <script>alert(1)</script>",
    "formula": "=1+1",
    "mathematics": "$x^{a$",
    "private use": "\ue000 \U0010fffd",
    "null bytes in words": "\\0 %00 \\u0000",
}


@pytest.fixture
def address(session, people):
    """A question."""
    return f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld/A.BE"


STRICT = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
"""Where a page may get something from, and where it may be shown."""


def check_headers(response, *, kept=False):
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, name
    assert kept or response.headers["Cache-Control"] == "no-store"
    response.close()


@pytest.mark.parametrize("host", NOT_OURS)
def test_another_host_is_refused(client_as, host):
    for path in ("/", "/inloggen", "/bestaat-niet"):
        response = client_as(None).ask(path, headers={"Host": host})
        assert (response.status_code, response.get_data(as_text=True)) == (400, "Dit adres hoort niet bij Samenhang.\n")
        check_headers(response)


def test_a_forwarded_host_is_not_believed(client_as):
    response = client_as(None).ask("/inloggen", headers={"X-Forwarded-Host": "elders.example"})
    assert "elders.example" not in response.get_data(as_text=True)


def test_every_answer_has_the_headers(client_as, people, address, session):
    client = client_as(people.coordinator)
    report = address.split("/vragen")[0] + "/rapport"
    for path in ("/", "/bestaat-niet", "/uitloggen", "/?x=%00", "/gezond", f"{report}.json", f"{report}.pdf"):
        check_headers(client.ask(path))
    check_headers(client.ask("/", method="OPTIONS"))
    check_headers(client.ask("/", method="HEAD"))
    check_headers(client.ask(address, method="POST", data={"csrf_token": "nee"}))
    check_headers(client.ask(address, method="POST", data={"csrf_token": client.token, "reason": "x" * 2_000_000}))
    check_headers(client_as(None).ask("/"))
    check_headers(client_as(people.other).ask(address))
    check_headers(client.ask("/static/bestaat-niet.css"))
    assert client.ask("/static/../config.py").status_code == 404


def test_pages_ask_nothing_of_others_and_stand_in_no_frame(client_as):
    headers = client_as(None).ask("/inloggen").headers
    policy = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))
    assert policy == STRICT
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    for name in ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"):
        assert headers[name] == "same-origin"


def test_a_static_file_carries_nobodys_session(client_as, people):
    client = client_as(people.coordinator)
    found = client.ask("/static/site.css")
    unchanged = client.ask("/static/site.css", headers={"If-None-Match": found.headers["ETag"]})
    assert (found.status_code, unchanged.status_code) == (200, 304)
    for response in (found, unchanged):
        assert "Set-Cookie" not in response.headers
        check_headers(response, kept=True)


def test_over_https_cookies_are_bound_to_the_host(tmp_path):
    settings = Settings(
        secret_key=SECRET, base_url="https://samenhang.example", database_url=f"sqlite:///{tmp_path / 'https.db'}"
    )
    client = build_app(settings).test_client()
    response = client.get("/inloggen", base_url="https://samenhang.example")
    cookies = response.headers.getlist("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == ["__Host-samenhang"]
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookies[0].split("; ")
    assert "Domain" not in cookies[0]
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert client.get("/voorbeeld/post", base_url="https://samenhang.example").status_code == 404


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [("/beheer/mensen/nieuw", 270_000, 413), ("/beheer/mensen/nieuw", 250_000, 422), ("/inloggen", 300_000, 413)],
)
def test_what_is_too_large_is_refused(client_as, people, path, size, status):
    client = client_as(people.administrator if "beheer" in path else None)
    client.post(path, {"name": "x" * size}, status=status)


def test_a_page_of_answers_may_be_larger(client_as, people, address):
    client = client_as(people.coordinator)
    page = client.post(address, {"value": "1", "reason": "x" * 900_000}, status=422)
    assert "maximaal 5000 tekens" in page.text.replace(".", "")
    client.post(address, {"value": "1", "reason": "x" * 1_100_000}, status=413)
    parts = {f"veld{number}": "x" for number in range(2100)}
    client.post(address, parts, status=413, content_type="multipart/form-data")


@pytest.mark.parametrize("text", KEPT.values(), ids=list(KEPT))
def test_text_is_kept_exactly_and_shown_as_text(client_as, session, people, address, text):
    client = client_as(people.coordinator)
    client.post(address, {"value": "1", "reason": text, "seen": "0"})
    kept = session.scalars(select(Answer.reason)).one()
    session.commit()
    assert kept == unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert client.get(address).fields["reason"].removeprefix("\n") == kept


@pytest.mark.parametrize("strange", ["\0", "\x1b", "\x85", "\ufdd0", "\uffff", "\U0001ffff"])
@pytest.mark.parametrize("field", ["reason", "evidence_note", "evidence_link"])
def test_what_no_document_could_hold_is_refused(client_as, session, people, address, field, strange):
    form = {"value": "1", "seen": "0", "evidence_kind": "document", field: f"https://een{strange}woord"}
    page = client_as(people.coordinator).post(address, form, status=422)
    assert "teken in dat we niet kunnen opslaan" in page.text
    assert page.fields[field].strip() == "https://eenwoord"
    assert session.scalars(select(Answer)).all() == []


def test_half_a_surrogate_stays_visible(client_as, session, people, address):
    client = client_as(people.coordinator)
    body = f"csrf_token={client.token}&value=1&seen=0&reason=half%ED%A0%80"
    response = client.ask(address, method="POST", data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 303
    assert session.scalars(select(Answer.reason)).one() == "half%ED%A0%80"


@pytest.mark.parametrize("name", ["value", "confidence", "evidence_kind", "seen", "next", "held_form"])
def test_strange_choices_never_break_anything(client_as, people, address, name):
    client = client_as(people.coordinator)
    for strange in ("\0", "\uffff", "-1", "9" * 400, "٣", "²", "' OR 1=1 --", "💥"):
        form = {"csrf_token": client.token, "value": "1", "seen": "0", name: strange}
        assert client.ask(address, method="POST", data=form).status_code in (303, 409, 422)


def test_names_in_an_address_of_a_file_stay_one_line(client_as, session, people):
    people.municipality.name = 'Stad "x"; filename=evil.exe\r\nX-Evil: 1/../é'
    session.commit()
    assessment = make_assessment(session, people, state="in_review")
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 1})
    response = client_as(people.adviser).ask(f"/inventarisaties/{assessment.id}/rapport.json")
    header = response.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=rapport-stad-x-filename-evil-exe-x-evil-1-")
    assert "X-Evil" not in response.headers
    assert (response.mimetype, response.headers["X-Content-Type-Options"]) == ("application/json", "nosniff")


@pytest.mark.parametrize(
    "wanted",
    [
        "//elders.example",
        "/\\elders.example",
        "\\\\elders.example",
        "https://elders.example",
        "https:elders.example",
        "javascript:alert(1)",
        "/\t/elders.example",
        "/\n/elders.example",
        " //elders.example",
        "///elders.example",
        "elders.example",
        "@elders.example",
    ],
)
def test_signing_in_leads_nowhere_else(client_as, people, wanted):
    response = client_as(people.coordinator).ask("/inloggen", query_string={"verder": wanted})
    assert response.headers["Location"] == "/"


def test_an_address_holds_no_such_character_either(client_as, people):
    for path in ("/inventarisaties?x=%00", "/%EF%BF%BF", "/beheer/mensen?zoek=%EF%BF%BF", "/hulp?%C2%85=1"):
        client_as(people.administrator).get(path, status=400)


@pytest.mark.parametrize(("proxies", "told"), [(0, ["unknown_proxy"]), (1, [])])
def test_a_proxy_that_the_settings_do_not_know_is_told_once(tmp_path, monkeypatch, proxies, told):
    heard = []
    monkeypatch.setattr("app.doors.door.log", SimpleNamespace(warning=lambda event, **_: heard.append(event)))
    client = create_app(
        Settings(example=True, proxies=proxies, database_url=f"sqlite:///{tmp_path}/some.db")
    ).test_client()
    client.get("/over-het-model")
    assert heard == []
    for _ in range(2):
        client.get("/over-het-model", headers={"X-Forwarded-For": "192.0.2.7"})
    assert heard == told
