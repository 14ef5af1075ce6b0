"""Taking over a list of municipalities: every way in which it is published, a preview, all or nothing."""

import io
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Municipality, User
from tests.factories import People
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
PATH = "/beheer/gemeenten/inlezen"
STATLINE = (
    '"ID";"Gemeentecode_1";"GemeentecodeGM_2";"Gemeentenaam_3";"Provinciecode_4";"Provincienaam_5"\r\n'
    '"1";"363";"GM0363  ";"Amsterdam";"27";"Noord-Holland"\r\n'
    '"2";"518";"GM0518";"\'s-Gravenhage";"28";"Zuid-Holland"\r\n'
    '"3";"820";"GM0820";"Nuenen, Gerwen en Nederwetten";"30";"Noord-Brabant"\r\n'
)
NAMES = {"GM0363": "Amsterdam", "GM0518": "'s-Gravenhage", "GM0820": "Nuenen, Gerwen en Nederwetten"}
PLAIN = "GM_CODE;GM_NAAM\n363;Amsterdam\n0518;'s-Gravenhage\nGM0820;Nuenen, Gerwen en Nederwetten\n"


def names(session: Session) -> dict[str, str]:
    """The municipalities that were not there from the start."""
    rows = session.execute(select(Municipality.code, Municipality.name)).all()
    session.commit()
    return {code: name for code, name in rows if not code.startswith("GM99")}


def confirm(client: Client, preview: Page) -> Page:
    """Press the button below the preview."""
    assert preview.h1 == "Controleer wat er verandert"
    fields = {name: preview.fields[name] for name in ("text", "confirmed")}
    return client.follow(client.post(PATH, fields))


@pytest.mark.parametrize(
    "data",
    [
        STATLINE.encode(),
        STATLINE.encode("utf-8-sig"),
        STATLINE.replace(";", ",").encode(),
        PLAIN.encode(),
        PLAIN.replace(";", "\t").encode(),
        PLAIN.encode("utf-16"),
        PLAIN.split("\n", 1)[1].encode(),
        b"\n\n" + PLAIN.encode() + b"\n;\n",
        b'statcode,statnaam\nGM0363,Amsterdam\nGM0518,\'s-Gravenhage\nGM0820,"Nuenen, Gerwen en Nederwetten"',
    ],
)
def test_every_way_of_writing_gives_the_same(
    client_as: ClientAs, session: Session, people: People, data: bytes
) -> None:
    client = client_as(people.administrator)
    preview = client.post(PATH, {"file": (io.BytesIO(data), "gemeenten.csv")}, status=200)
    assert names(session) == {}
    assert "Nieuw: 3" in preview.text
    page = confirm(client, preview)
    assert "3 gemeenten toegevoegd of aangepast" in page.text
    assert names(session) == NAMES


def test_a_file_from_an_old_windows_program(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    data = "GM_CODE;GM_NAAM\nGM1900;Súdwest-Fryslân\nGM0518;’s-Gravenhage\n".encode("cp1252")
    confirm(client, client.post(PATH, {"file": (io.BytesIO(data), "oud.csv")}, status=200))
    assert names(session) == {"GM1900": "Súdwest-Fryslân", "GM0518": "’s-Gravenhage"}


def test_names_are_changed_and_the_rest_stays(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    confirm(client, client.post(PATH, {"text": PLAIN}, status=200))
    changed = 'GM_CODE;GM_NAAM\nGM0363;Groot-Amsterdam\nGM0518;\'s-Gravenhage\nGM0014;"Groningen ""Stad"""\n'
    preview = client.post(PATH, {"text": changed}, status=200)
    assert "Nieuw: 1 Andere naam: 1 Blijft hetzelfde: 1" in preview.text
    confirm(client, preview)
    assert names(session) == NAMES | {"GM0363": "Groot-Amsterdam", "GM0014": 'Groningen "Stad"'}
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.at.desc())).first()
    assert entry is not None
    assert entry.action == "import_municipalities"
    assert entry.old == {"GM0363": "Amsterdam"}
    assert entry.new == {"GM0363": "Groot-Amsterdam", "GM0014": 'Groningen "Stad"'}


def test_the_same_list_twice_changes_nothing(client_as: ClientAs, people: People) -> None:
    client = client_as(people.administrator)
    preview = client.post(PATH, {"text": PLAIN}, status=200)
    confirm(client, preview)
    again = client.post(PATH, {"text": PLAIN}, status=200)
    assert "Je hoeft niets te doen" in again.text
    assert "confirmed" not in again.fields
    # The button pressed twice is harmless too.
    confirm(client, preview)


def test_every_problem_is_named_with_its_line(client_as: ClientAs, session: Session, people: People) -> None:
    text = "GM_CODE;GM_NAAM\nGM0363;Amsterdam\nAB12;Foutdam\nGM0518;\n363;Mokum\nGM0014;" + "x" * 81 + "\nGM1;a;b\n"
    page = client_as(people.administrator).post(PATH, {"text": text, "confirmed": "ja"}, status=422)
    for problem in (
        "Regel 3: ‘AB12’ is geen gemeentecode",
        "Regel 4: de naam ontbreekt",
        "Regel 5: GM0363 staat ook op regel 2",
        "Regel 6: de naam is langer dan 80 tekens",
        "Regel 7: hier staan 3 kolommen, in de eerste regel 2",
    ):
        assert problem in page.text
    assert page.fields["text"].splitlines() == text.splitlines()
    assert names(session) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Kies een bestand of plak een lijst."),
        ("GM_CODE;GM_NAAM\n", "Er staan geen gemeenten in"),
        ("Provincie;Hoofdstad\nUtrecht;Utrecht\n", "De eerste regel heeft geen kolomnamen die we kennen"),
        ("Gemeentenaam;Provincie\nUtrecht;Utrecht\n", "De kolom met de gemeentecode ontbreekt"),
        ("GM_CODE;Provincie\nGM0344;Utrecht\n", "De kolom met de gemeentenaam ontbreekt"),
        ('GM_CODE;GM_NAAM\nGM0344;"Utrecht\nGM0363;Amsterdam\n', "deze regel kunnen we niet lezen"),
        (
            "GM_CODE,GM_NAAM\nGM0820\n",
            "hier staat 1 kolom, in de eerste regel 2. Kijk of de code en de naam er allebei staan",
        ),
        ("GM_CODE,GM_NAAM\nGM0820,Nuenen, Gerwen\n", "Zet een naam met een komma erin tussen aanhalingstekens"),
        ("GM0344\nGM0363\n", "de naam ontbreekt"),
        ('GM0344;"Ut\nrecht"\n', "Zet de naam op één regel"),
        # As much as comes in; it must not take seconds.
        ("GM0344;Utrecht" + ";" * 1_000_000, "Regel 1: hier staan meer dan 200 kolommen"),
        ("GM_CODE;GM_NAAM\n" + "a\n" * 500_000, "meer dan 10000 regels"),
        ("GM_CODE;GM_NAAM\nGM0344;" + "e\u0300\u0316" * 200_000, "deze regel kunnen we niet lezen"),
    ],
)
def test_a_list_that_is_none_is_refused(
    client_as: ClientAs, session: Session, people: People, text: str, message: str
) -> None:
    assert message in client_as(people.administrator).post(PATH, {"text": text}, status=422).text
    assert names(session) == {}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x81\x8d\x8f", "Dit bestand kunnen we niet lezen"),
        (b"PK\x03\x04" + bytes(range(256)), "Dit bestand kunnen we niet lezen"),
        ("GM_CODE;GM_NAAM\nGM0344;Utr\x01echt\n".encode("utf-16"), "Dit bestand kunnen we niet lezen"),
    ],
)
def test_a_file_of_another_kind_is_refused(client_as: ClientAs, people: People, data: bytes, message: str) -> None:
    page = client_as(people.administrator).post(PATH, {"file": (io.BytesIO(data), "lijst.xlsx")}, status=422)
    assert message in page.text


def test_a_file_and_a_pasted_list_together_are_refused(client_as: ClientAs, people: People) -> None:
    data = {"file": (io.BytesIO(PLAIN.encode()), "lijst.csv"), "text": PLAIN}
    assert "niet allebei" in client_as(people.administrator).post(PATH, data, status=422).text


def sent(client: Client, data: bytes) -> tuple[int, str]:
    """Status and text for a large file, sent as a browser does."""
    token = f'--grens\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{client.token}\r\n'
    head = '--grens\r\nContent-Disposition: form-data; name="file"; filename="lijst.csv"\r\n\r\n'
    body = token.encode() + head.encode() + data + b"\r\n--grens--\r\n"
    response = client.ask(PATH, method="POST", data=body, content_type="multipart/form-data; boundary=grens")
    return response.status_code, response.get_data(as_text=True)


def test_a_file_may_be_large_but_not_larger_than_4_mb(client_as: ClientAs, people: People) -> None:
    client = client_as(people.administrator)
    lines = "".join(f"GM{number:04d};{'x' * 70}\n" for number in range(1, 9901))
    status, text = sent(client, lines.encode())
    assert (status, "Nieuw: 9900" in text) == (200, True)
    assert sent(client, b"x" * (4 * 1024 * 1024))[0] == 413
    status, text = sent(client, b"GM_CODE;GM_NAAM\n" + b"x;y\n" * 9_000)
    assert status == 422
    assert "andere problemen" in text
    assert len(text) < 100_000


def test_names_are_shown_and_not_executed(client_as: ClientAs, people: People) -> None:
    text = "GM_CODE;GM_NAAM\nGM0344;<script>alert(1)</script>\n"
    page = client_as(people.administrator).post(PATH, {"text": text}, status=200)
    assert "<script>alert(1)</script>" in page.text
    assert [one.get("src") for one in page.all("script")] == ["/static/typed.js"]


def places(session: Session) -> dict[str, tuple[str | None, str | None]]:
    """The class of inhabitants and the province of those that were not there from the start."""
    rows = session.execute(select(Municipality.code, Municipality.size_class, Municipality.region)).all()
    session.commit()
    return {code: (size, region) for code, size, region in rows if not code.startswith("GM99")}


def test_inhabitants_and_province_come_along(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    heads = "GM_CODE;GM_NAAM;Inwoners;Provincie\n"
    text = f"{heads}363;Amsterdam;934.927;Noord-Holland\n820;Nuenen;19999;\n14;Groningen;;fryslân\n"
    preview = client.post(PATH, {"text": text}, status=200)
    assert "Andere grootte of provincie: 3" in preview.text and "100.000 inwoners of meer" in preview.text
    assert places(session) == {}
    confirm(client, preview)
    known = {"GM0363": ("100+", "Noord-Holland"), "GM0820": ("0-20", None), "GM0014": (None, "Friesland")}
    assert places(session) == known
    # A list that does not say leaves them as they were; one that does changes them and nothing else.
    assert "Je hoeft niets te doen" in client.post(PATH, {"text": "GM_CODE;GM_NAAM\n363;Amsterdam\n"}, status=200).text
    again = client.post(PATH, {"text": "GM_CODE;GM_NAAM;Inwoners\n820;Nuenen;20.001\n"}, status=200)
    assert "Nieuw: 0 Andere naam: 0 Andere grootte of provincie: 1 Blijft hetzelfde: 0" in again.text
    confirm(client, again)
    assert places(session) == known | {"GM0820": ("20-50", None)}
    told = session.scalars(select(AuditEntry).where(AuditEntry.action == "place_municipalities")).all()
    assert [entry.new for entry in told][-1] == {"GM0820": {"size_class": "20-50", "province": ""}}
    session.commit()
    assert "veranderde de grootte of de provincie" in client.get("/beheer/geschiedenis").text


def test_a_wrong_number_or_province_stops_the_whole_list(client_as: ClientAs, session: Session, people: People) -> None:
    text = "GM_CODE;GM_NAAM;Inwoners;Provincie\n363;Amsterdam;veel;Utrecht\n820;Nuenen;100;Holland\n"
    page = client_as(people.administrator).post(PATH, {"text": text, "confirmed": "ja"}, status=422)
    assert "Regel 2: ‘veel’ is geen aantal inwoners" in page.text
    assert "Regel 3: ‘Holland’ is geen provincie" in page.text
    assert places(session) == {}
