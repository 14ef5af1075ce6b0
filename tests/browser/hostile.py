"""Texts that attack, in every field that takes text, and the places where they must show as text."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import User
from tests.browser.acts import push
from tests.browser.flows import option, unfolded
from tests.browser.visitor import Visitor
from tests.factories import People, make_people

ATTACK = """<script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}'שלום🎉"""
"""A script, a way out of an attribute, a template, quotes, Hebrew and an emoji; short enough for a title."""


def attack(field: str) -> str:
    """The text for one field, to be recognised by its first letters."""
    return f"{field} {ATTACK}"


TITLE, RENAMED, OWN = attack("T"), attack("H"), attack("E")
REASON, NOTE, CHANGED = attack("Reden"), attack("Stuk"), attack("Bericht")
TAKEN, AGREED, DISSENT, REMARK = attack("Over"), attack("Besluit"), attack("Anders"), attack("Opmerking")
NAME, FUNCTION, PLACE = attack("N"), attack("F"), attack("G")


def hostile_people(session: Session) -> People:
    """The six people with names, functions and municipalities that attack."""
    people = make_people(session)
    session.execute(update(User).values(name=NAME, function=FUNCTION))
    people.municipality.name = people.elsewhere.name = PLACE
    return people


@dataclass(frozen=True)
class Shown:
    """A page, who looks at it, and the texts that stand on it."""

    path: str
    who: str
    texts: tuple[str, ...]


def start(coordinator: Visitor) -> str:
    """Start a round with hostile titles; its address."""
    page = coordinator.go("/inventarisaties/nieuw")
    for summary in page.locator("main summary").all():
        summary.click()
    page.get_by_label("Naam van de inventarisatie").fill(TITLE)
    for box in page.locator("input[name=domains]").all()[:8]:
        box.check()
    page.locator("input[name=name_geld]").fill(RENAMED)
    page.get_by_label("Eigen domein 1").fill(OWN)
    push(page, "Start met deze domeinen")
    return "/inventarisaties/" + page.url.split("/inventarisaties/")[1]


def answer(coordinator: Visitor, here: str) -> None:
    """Answer one question with everything, hand in, and start the review."""
    page = coordinator.go(f"{here}/vragen/geld/A.BE")
    option(page, "2").check()
    unfolded(page, "Toelichting").fill(REASON)
    page.get_by_label("Soort bewijs").select_option(label="Document")
    unfolded(page, "Waar staat het?").fill(NOTE)
    push(page, "Opslaan en stoppen")
    coordinator.go(f"{here}/controle")
    push(page, "Lever je antwoorden in")
    coordinator.go(f"{here}/bespreking-starten")
    push(page, "Start de bespreking")


def review(adviser: Visitor, here: str) -> None:
    """Remark, agree by hand, take over."""
    page = adviser.go(f"{here}/bespreken/geld/A.BE")
    unfolded(page, "Nieuwe opmerking").fill(REMARK)
    push(page, "Voeg de opmerking toe")
    adviser.go(f"{here}/bespreken/geld/A.BL")
    option(page, "1").check()
    page.get_by_label("Waarom deze score?").fill(AGREED)
    unfolded(page, "Ziet iemand het anders?").fill(DISSENT)
    push(page, "Opslaan en verder")
    adviser.go(f"{here}/bespreken/geld")
    page.get_by_label("Waarom nemen jullie deze antwoorden over?").fill(TAKEN)
    push(page, "Neem ")


def send_back(adviser: Visitor, here: str) -> None:
    """Let a domain be answered again."""
    page = adviser.go(f"{here}/terugsturen")
    option(page, "geld", "domains").check()
    page.get_by_label("Wat moet er anders?").fill(CHANGED)
    push(page, "Stuur terug")


def finish(coordinator: Visitor, adviser: Visitor, here: str) -> None:
    """Hand in again, approve and agree."""
    push(coordinator.go(f"{here}/opnieuw-inleveren"), "Lever")
    push(adviser.go(f"{here}/akkoord"), "Toch akkoord")
    push(coordinator.go(f"{here}/vaststellen"), "Stel de inventarisatie vast")


DISCUSSED = (
    Shown("{here}/bespreken/geld", "adviser", (RENAMED,)),
    Shown("{here}/bespreken/geld/A.BE", "adviser", (RENAMED, FUNCTION, REASON, NOTE, TAKEN, REMARK)),
    Shown("{here}/bespreken/geld/A.BL", "adviser", (AGREED, DISSENT)),
    Shown("{here}/bespreken/geld/kansen", "adviser", (RENAMED,)),
    Shown("{here}/bespreken/geld/uitleg", "adviser", (RENAMED, FUNCTION, TAKEN, AGREED)),
    Shown("{here}/rapport", "adviser", (TITLE, PLACE, RENAMED, OWN)),
    Shown("{here}/rapport/bijlage", "adviser", (RENAMED, OWN, AGREED)),
)
SENT_BACK = (
    Shown("/", "coordinator", (NAME, PLACE, TITLE)),
    Shown("/inventarisaties", "coordinator", (PLACE, TITLE)),
    Shown("{here}", "coordinator", (PLACE, TITLE, RENAMED, OWN, CHANGED)),
    Shown("{here}/vragen/geld/A.BE", "coordinator", (RENAMED,)),
    Shown("{here}/vragen/geld", "coordinator", (RENAMED,)),
    Shown("{here}/vragen/eigen_1/A.BE", "coordinator", (OWN,)),
    Shown("{here}/controle", "coordinator", (TITLE, RENAMED, OWN, REASON, NOTE)),
    Shown("{here}/bespreken", "adviser", (PLACE, TITLE, RENAMED, OWN, CHANGED)),
    Shown("{here}/bespreken/geld", "adviser", (RENAMED, CHANGED)),
    Shown("{here}/bespreken/geld/A.BE", "adviser", (RENAMED, FUNCTION, REASON, NOTE, TAKEN, REMARK)),
    Shown("{here}/bespreken/geld/A.BL", "adviser", (AGREED, DISSENT)),
    Shown("{here}/terugsturen", "adviser", (OWN,)),
    Shown("/beheer/gemeenten", "administrator", (PLACE,)),
    Shown("/beheer/mensen", "administrator", (NAME, PLACE)),
    Shown("/beheer/mensen/nieuw", "administrator", ()),
)
AFTER = (
    Shown("{here}/rapport", "coordinator", (PLACE, RENAMED, OWN)),
    Shown("{here}/rapport/bijlage", "coordinator", (RENAMED, OWN, AGREED, TAKEN, REASON, REMARK)),
    Shown("{here}/rapport?soort=wethouder", "reader", (PLACE,)),
    Shown("{here}/rapport?soort=adviseur", "adviser", (PLACE, RENAMED)),
    Shown("{here}/vaststellen/klaar", "coordinator", (PLACE, TITLE)),
    Shown("{here}/heropenen", "coordinator", (PLACE, TITLE)),
)
