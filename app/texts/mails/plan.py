"""The mails about a plan: its days, how it goes with an action, and what is asked about one; and the calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from app.post.letters import Block, Button, Letter, LetterLink, Places, Quote, one_line
from app.texts.mails.colleagues import SIGN_IN, Asker, greeting, quote
from app.texts.mails.reviews import COORDINATOR
from app.texts.mails.signing_in import question_line
from app.texts.trajectories import STEPS, at_hour
from app.texts.words import counted, listing
from app.web.formatting import day_and_date

FEED_MADE = "Je adres is klaar. Zet het in je agenda."
FEED_RENEWED = "Je hebt een nieuw adres. Het oude werkt niet meer."
FEED_REVOKED = "Je adres is ingetrokken. Je agenda haalt niets meer op."
CALENDAR = "Samenhang"


def name_of(kind: str, title: str) -> str:
    """What has a day: `Stap ‘Prioriteren’`, `Actie ‘Vertel het de wethouder’`."""
    if kind == "network":
        return "Netwerk"
    words = {"step": "Stap", "action": "Actie", "appointment": "Afspraak"}
    return f"{words[kind]} ‘{one_line(STEPS.get(title, title) if kind == 'step' else title)}’"


def told_when(kind: str, moment: str, due: date, at: time | None, days: int) -> str:
    """When it is, as a sentence; `days` is how many days from now."""
    far = "morgen" if days == 1 else f"over {days} dagen"
    if kind == "appointment":
        hour = f" om {at_hour(at)}" if at else ""
        return f"Dat is {'vandaag' if moment == 'day' else f'{far}, op {day_and_date(due)}'}{hour}."
    sentences = {
        "overdue": f"De laatste dag was {day_and_date(due)}.",
        "day": "Vandaag is de laatste dag.",
        "week": f"De laatste dag is {far}: {day_and_date(due)}.",
    }
    return sentences[moment]


def summary(kind: str, title: str, municipality: str) -> str:
    """How it is called in a calendar."""
    last = "" if kind == "appointment" else "Laatste dag: "
    words = name_of(kind, title) if kind != "appointment" else one_line(title)
    return f"{last}{words[:1].lower() + words[1:] if last else words} ({one_line(municipality)})"


def calendar_name(municipality: str) -> str:
    return f"{CALENDAR}: {one_line(municipality)}"


def calendar_description(address: str) -> str:
    """What an entry in a calendar says besides."""
    return f"Bekijk het in Samenhang: {address}"


SUMMARY = "Laatste dag: vragen over basisvaardigheden"


def description(municipality: str, address: str) -> str:
    """What the entry says besides."""
    return f"De gemeente {municipality} vraagt je om vragen te beantwoorden. Dat kan vandaag nog: {address}"


HEADS = {
    "overdue": "De laatste dag hiervan is voorbij:",
    "day": "Dit is vandaag:",
    "week": "Dit komt eraan:",
    "news": "Dit is nieuw:",
}
"""By moment, in the order of the mail."""
TO_LEADERS = "Deze dagen staan op de planning van een traject voor basisvaardigheden."
TO_OWNERS = "In een plan voor basisvaardigheden staat iets dat jij doet. Deze mail helpt je eraan denken."
OVERDUE = "Is iets al klaar? Geef dat dan aan. Is er meer tijd nodig? Spreek dan een nieuwe dag af."
ONCE = "Je krijgt zo’n mail hooguit één keer per dag."
DONE = "Is een stap of een actie klaar? Geef dat aan op de planning. Dan krijg je er geen mail meer over."
CLOSED = "Wordt het traject afgesloten, dan stoppen deze mails."
COUNTING = {"first": "jullie eerste scores tellen mee", "all": "al jullie scores tellen mee"}
"""By what came in with others."""
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
    """week, day, overdue or news."""
    about: DueThing
    due: date
    at: time | None
    address: str


def digest(name: str, lines: Sequence[DigestLine], today: date, choosing: str, contact: str) -> Letter:
    """The mail with all that somebody is told on this day; one line or more. `choosing`: where to turn it off."""
    owns = any(line.about.owned for line in lines)
    leads = any(not line.about.owned and line.moment != "news" for line in lines)
    return Letter(
        subject=_subject(lines),
        greeting=greeting(name) if name.strip() else "Hallo,",
        blocks=(
            *([TO_LEADERS] if leads else [TO_OWNERS] if owns else []),
            *_sections(lines, today),
            *([SIGN_IN] if owns else []),
            ONCE,
            *_how_it_stops(lines),
            Places([LetterLink(*TURN_OFF, choosing)]),
        ),
        contact=question_line(contact),
    )


def _how_it_stops(lines: Sequence[DigestLine]) -> Iterator[str]:
    led = {line.about.kind for line in lines if not line.about.owned} - {"network"}
    if led:
        yield CLOSED if led == {"appointment"} else f"{DONE} {CLOSED}"
    if any(line.about.owned for line in lines):
        yield OWNING


def _subject(lines: Sequence[DigestLine]) -> str:
    if len(lines) == 1:
        (line,) = lines
        if line.moment == "news":
            return f"{one_line(line.about.municipality)}: {COUNTING[line.about.title]} in het netwerk"
        endings = {"overdue": "de laatste dag is voorbij", "day": "vandaag", "week": "binnen een week"}
        return (
            f"{one_line(line.about.municipality)}: {name_of(line.about.kind, line.about.title)}, "
            + (endings[line.moment])
        )
    where = sorted({one_line(line.about.municipality) for line in lines})
    places = listing(where) if len(where) <= 3 else counted(len(where), "gemeente", "gemeenten")
    words = (
        ("bericht", "berichten") if any(line.moment == "news" for line in lines) else ("herinnering", "herinneringen")
    )
    return f"{places}: je hebt {counted(len(lines), *words)}"


def _sections(lines: Sequence[DigestLine], today: date) -> Iterator[Block]:
    for moment, head in HEADS.items():
        found = [line for line in lines if line.moment == moment]
        if found:
            yield head
            yield Places([LetterLink(one.about.name, _told(one, today), one.address) for one in found])
        if found and moment == "overdue":
            yield OVERDUE


def _told(line: DigestLine, today: date) -> str:
    if line.moment == "news":
        said = COUNTING[line.about.title]
        return f"{said[0].upper()}{said[1:]} sinds {day_and_date(line.due)}. Bekijk hoe jullie ervoor staan."
    return told_when(line.about.kind, line.moment, line.due, line.at, (line.due - today).days)


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """What somebody is asked to keep up to date."""

    title: str
    function: str
    """Of who does it; may be empty."""
    until: date | None


def action_mail(asker: Asker, action: OwnedAction, address: str, line: str) -> Letter:
    """The mail to who does an action; `line` is what the asker says to them. It knows no name: just a function."""
    who, where, title = one_line(asker.name), one_line(asker.municipality), one_line(action.title)
    function = f" Daarbij staat: {one_line(action.function)}." if action.function else ""
    until = f" De einddatum is {day_and_date(action.until)}." if action.until else ""
    return Letter(
        subject=f"{where}: hoe gaat het met jouw actie?",
        greeting="Hallo,",
        blocks=(
            f"{who} werkt voor de gemeente {where} aan een plan voor basisvaardigheden. "
            f"In dat plan staat een actie die jij doet: ‘{title}’.{function}{until}",
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


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a question is about, as far as the reader of the mail may know it."""

    asking: str
    """The municipality that asks."""
    title: str
    """Of the shared action."""
    sharing: str | None
    """The municipality that shared it; None when it does not show its name to the reader."""
    address: str
    contact: str


def asked_by_own(about: AskedAbout, name: str, text: str, *, other_adviser: bool) -> Letter:
    """The mail to an adviser of the municipality that asks."""
    return Letter(
        subject=f"{one_line(about.asking)}: een vraag over een actie van een andere gemeente",
        greeting=greeting(name),
        blocks=(
            f"De gemeente {one_line(about.asking)} heeft een vraag over de actie ‘{one_line(about.title)}’. "
            f"Die deelde {_who(about.sharing)}.",
            Quote(COORDINATOR, text),
            _how(about.sharing, other_adviser=other_adviser),
            Button("Bekijk de vraag", about.address),
        ),
        contact=question_line(about.contact),
    )


def asked_of_own(about: AskedAbout, name: str, text: str, *, hidden: bool) -> Letter:
    """The mail to an adviser of the municipality that shared the action."""
    where = one_line(about.sharing or "")
    anonymous = f" {where} wil niet met naam genoemd worden. Noem die naam dus niet in je antwoord." if hidden else ""
    return Letter(
        subject=f"{where}: een vraag over een gedeelde actie",
        greeting=greeting(name),
        blocks=(
            f"De gemeente {where} deelde de actie ‘{one_line(about.title)}’. "
            f"De gemeente {one_line(about.asking)} heeft daar een vraag over.",
            Quote(COORDINATOR, text),
            f"Wil je dit met {where} bespreken en daarna het antwoord opschrijven?{anonymous}",
            Button("Bekijk de vraag", about.address),
        ),
        contact=question_line(about.contact),
    )


def answered(about: AskedAbout, name: str, answer: str) -> Letter:
    return Letter(
        subject=f"{one_line(about.asking)}: er is een antwoord op je vraag",
        greeting=greeting(name),
        blocks=(
            f"Je stelde een vraag over de actie ‘{one_line(about.title)}’ van {_who(about.sharing)}. "
            "Er is een antwoord.",
            Quote("De adviseur", answer),
            Button("Bekijk je vraag en het antwoord", about.address),
        ),
        contact=question_line(about.contact),
    )


@dataclass(frozen=True, slots=True)
class SharedAction:
    """A shared action, for somebody of the municipality that shared it."""

    name: str
    email: str
    title: str
    address: str
    contact: str


def hidden(told: SharedAction, reason: str) -> Letter:
    return Letter(
        subject="Je gedeelde actie is verborgen",
        greeting=greeting(told.name),
        blocks=(
            f"Een beheerder heeft de actie ‘{one_line(told.title)}’ verborgen. Andere gemeenten zien haar nu niet.",
            Quote("De beheerder", reason),
            "Je kunt de tekst aanpassen. Vraag daarna de beheerder om de actie weer te tonen.",
            Button("Bekijk wat je deelt", told.address),
        ),
        contact=question_line(told.contact),
    )


def shown_again(told: SharedAction) -> Letter:
    return Letter(
        subject="Je gedeelde actie is weer te lezen",
        greeting=greeting(told.name),
        blocks=(
            f"Een beheerder toont de actie ‘{one_line(told.title)}’ weer. Andere gemeenten kunnen haar nu lezen.",
            Button("Bekijk wat je deelt", told.address),
        ),
        contact=question_line(told.contact),
    )


def _who(sharing: str | None) -> str:
    return f"de gemeente {one_line(sharing)}" if sharing else "een andere gemeente"


def _how(sharing: str | None, *, other_adviser: bool) -> str:
    if sharing:
        return f"Wil je dit met {one_line(sharing)} bespreken en daarna het antwoord opschrijven?"
    if other_adviser:
        return (
            "Die gemeente wil niet met naam genoemd worden. Haar adviseur krijgt deze vraag ook. "
            "Weet jij het antwoord? Dan kun jij het ook opschrijven."
        )
    return (
        "Die gemeente wil niet met naam genoemd worden en heeft nu geen adviseur. "
        "Schrijf op wat je zelf weet, of dat het niet lukt om het na te vragen."
    )
