"""The mails about a plan: the days of one day together, and how it goes with an action."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from app.post.letters import Block, Button, Letter, LetterLink, Places, one_line
from app.texts.mails.colleagues import SIGN_IN, Asker, greeting, quote
from app.texts.mails.signing_in import question_line
from app.texts.reminders import name_of, told_when
from app.texts.words import counted, listing
from app.web.formatting import day_and_date

HEADS = {
    "overdue": "De laatste dag hiervan is voorbij:",
    "day": "Dit is vandaag:",
    "week": "Dit komt eraan:",
}
"""By moment, in the order of the mail."""
TO_LEADERS = "Deze dagen staan op de planning van een traject voor basisvaardigheden."
TO_OWNERS = "In een plan voor basisvaardigheden staat iets dat jij doet. Deze mail helpt je eraan denken."
OVERDUE = "Is iets al klaar? Geef dat dan aan. Is er meer tijd nodig? Spreek dan een nieuwe dag af."
ONCE = "Je krijgt zo’n mail hooguit één keer per dag, en alleen als er iets op de planning staat."
DONE = "Is een stap of een actie klaar? Geef dat aan op de planning. Dan krijg je er geen mail meer over."
CLOSED = "Wordt het traject afgesloten, dan stoppen deze mails."
TURN_OFF = ("Minder mails", "Zet uit wat je niet wilt krijgen.")
OWNING = (
    "Is je actie klaar, of gaat die niet door? Geef dat aan bij de actie. Dan krijg je er geen mail meer over. "
    "Doet iemand anders deze actie? Laat het weten aan de coördinator van de gemeente."
)


@dataclass(frozen=True, slots=True)
class DueThing:
    """What has a day: its kind, its title (of a step its id), and of which municipality."""

    kind: str
    title: str
    municipality: str
    owned: bool
    """Whether it is told to the owner of an action."""

    @property
    def name(self) -> str:
        """It, with where it is."""
        return f"{name_of(self.kind, self.title)}, {one_line(self.municipality)}"


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One thing that a mail tells: when it is, and where it can be seen."""

    moment: str
    """week, day or overdue."""
    about: DueThing
    due: date
    at: time | None
    address: str


def digest(name: str, lines: Sequence[DigestLine], today: date, choosing: str, contact: str) -> Letter:
    """The mail with all that somebody is told on this day; one line or more. `choosing`: where to turn it off."""
    owns = any(line.about.owned for line in lines)
    leads = not all(line.about.owned for line in lines)
    return Letter(
        subject=_subject(lines),
        greeting=greeting(name) if name.strip() else "Hallo,",
        blocks=(
            TO_LEADERS if leads else TO_OWNERS,
            *_sections(lines, today),
            *([SIGN_IN] if owns else []),
            ONCE,
            *_how_it_stops(lines),
            Places([LetterLink(*TURN_OFF, choosing)]),
        ),
        contact=question_line(contact),
    )


def _how_it_stops(lines: Sequence[DigestLine]) -> Iterator[str]:
    led = [line.about.kind for line in lines if not line.about.owned]
    if led:
        yield CLOSED if set(led) == {"appointment"} else f"{DONE} {CLOSED}"
    if len(led) < len(lines):
        yield OWNING


def _subject(lines: Sequence[DigestLine]) -> str:
    if len(lines) == 1:
        (line,) = lines
        endings = {"overdue": "de laatste dag is voorbij", "day": "vandaag", "week": "binnen een week"}
        return (
            f"{one_line(line.about.municipality)}: {name_of(line.about.kind, line.about.title)}, "
            + (endings[line.moment])
        )
    where = sorted({one_line(line.about.municipality) for line in lines})
    places = listing(where) if len(where) <= 3 else counted(len(where), "gemeente", "gemeenten")
    return f"{places}: je hebt {counted(len(lines), 'herinnering', 'herinneringen')}"


def _sections(lines: Sequence[DigestLine], today: date) -> Iterator[Block]:
    for moment, head in HEADS.items():
        found = [line for line in lines if line.moment == moment]
        if found:
            yield head
            yield Places([_place(line, today) for line in found])
        if found and moment == "overdue":
            yield OVERDUE


def _place(line: DigestLine, today: date) -> LetterLink:
    when = told_when(line.about.kind, line.moment, line.due, line.at, (line.due - today).days)
    return LetterLink(line.about.name, when, line.address)


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """What somebody is asked to keep up to date."""

    title: str
    function: str
    """Of who does it; may be empty."""
    until: date | None


def action_mail(asker: Asker, action: OwnedAction, address: str, line: str = "") -> Letter:
    """The mail to who does an action; `line` is what the asker says to them. It knows no name: just a function."""
    who, where, title = one_line(asker.name), one_line(asker.municipality), one_line(action.title)
    return Letter(
        subject=f"{where}: hoe gaat het met jouw actie?",
        greeting="Hallo,",
        blocks=(
            f"{who} werkt voor de gemeente {where} aan een plan voor basisvaardigheden. "
            f"In dat plan staat een actie die jij doet: ‘{title}’.{_function(action)}{_until(action)}",
            "Wil je laten weten hoe het met deze actie gaat? Dat kost je een paar minuten.",
            *quote(who, line),
            Button("Werk je actie bij", address),
            SIGN_IN,
            "Je laat weten of de actie loopt, klaar is of stopt. Je kunt er een notitie bij schrijven. "
            "En je kunt de einddatum veranderen.",
            "Doe jij deze actie niet? Antwoord dan op deze mail. Dan hoef je verder niets te doen.",
        ),
        contact=asker.contact,
    )


def _function(action: OwnedAction) -> str:
    return f" Daarbij staat: {one_line(action.function)}." if action.function else ""


def _until(action: OwnedAction) -> str:
    return f" De einddatum is {day_and_date(action.until)}." if action.until else ""
