"""The sentences of the plan of action."""

import datetime
from collections.abc import Iterator, Sequence

from app.texts.words import counted, listing, sentence_start
from app.web.formatting import day_and_date, long_date, number

TITLE = "Plan van aanpak"
LEAD = "Met welke domeinen we beginnen, wat we daar doen, wie dat doet en wanneer."
WHOLE_MUNICIPALITY = "De hele gemeente"

CHOICE = "Wat we kiezen"
SHORT = "De acties in het kort"
ACTIONS = "Wat we gaan doen"
PARTNERS = "Met wie we dat doen"
PLANNING = "De planning"
AMBASSADORS = "Domeinen die meedenken"
STOPPED = "Acties die gestopt zijn"
SIGNING = "Besluit en handtekening"

NO_CHOICE = "Er zijn nog geen domeinen gekozen. Kies eerst hoogstens 3 domeinen en schrijf op waarom."
NO_ACTIONS = "Er zijn nog geen acties. Spreek per gekozen domein af wat je gaat doen."
NO_ACTIONS_HERE = "Voor dit domein is nog geen actie afgesproken."
NO_PARTNERS = "Er staan nog geen partners op de lijst. Zet erop met welke organisaties je samenwerkt."
NO_MEETINGS = "Er is geen afspraak gepland. Spreek af wanneer je elkaar weer ziet."
NO_REPORT = "Er is nog geen rapport vastgesteld. Daarom staat hier niet hoe ver de domeinen zijn."
FIND_OUT = "Eerst uitzoeken. Dit is nog niet bekend. Daarom kun je hier nog niets verbeteren."
NOT_NOW = "Hier doen we nu niets aan:"
AMBASSADORS_LEAD = "Deze domeinen zijn al ver. We vragen ze om te vertellen hoe dat lukte."
AGREEMENTS = "Wat we met ze afspraken:"
MEETINGS = "Afspraken die komen"

ACTION_COLUMNS = ("Actie", "Domein", "Wie", "Einddatum", "Stand")
PARTNER_COLUMNS = ("Organisatie", "Soort", "Contact", "Domeinen")
STEP_COLUMNS = ("Stap", "Voorstel", "Hoe het gaat", "Uren")
MEETING_COLUMNS = ("Wanneer", "Afspraak", "Waar")
NOTHING = "–"
SHORT_CAPTION = "Wie doet wat, en wanneer is het klaar?"
PARTNERS_CAPTION = "Onze partners"
PLANNING_CAPTION = "De 5 stappen van het traject"

DECIDES = "Wie beslist over dit plan, en op welke dag?"
COORDINATOR = "Coördinator: datum en handtekening"
ADVISER = "Adviseur: datum en handtekening"
AGREED = "Akkoord"


def running_header(municipality: str, day: datetime.date) -> str:
    """What stands above every page."""
    return f"{municipality} – {TITLE}, {long_date(day)}"


def version(report_number: int, agreed_on: datetime.date) -> str:
    return f"Versie {report_number}, vastgesteld op {long_date(agreed_on)}"


def period(first: datetime.date, last: datetime.date) -> str:
    """From the first day until and with the last."""
    if first == last:
        return long_date(first)
    start = long_date(first)
    return f"{start.rsplit(' ', 1)[0] if first.year == last.year else start} tot en met {long_date(last)}"


def closed(day: datetime.date) -> str:
    """That nothing goes on any more."""
    return f"Dit traject is afgesloten op {long_date(day)}."


def chosen(names: Sequence[str], decided_by: str, day: datetime.date) -> str:
    """What was chosen, by whom and when; the reasons come below it."""
    if not names:
        return f"We beginnen nu nog met geen domein. Besluit van: {ended(decided_by)}, {long_date(day)}."
    what = counted(len(names), "domein", "domeinen")
    return f"We beginnen met {what}: {listing(names)}. Besluit van: {ended(decided_by)}, {long_date(day)}."


def reasoned(title: str, reason: str) -> str:
    return f"{title}: {reason}" if reason.strip() else title


def compared(proposed: Sequence[str], chosen: Sequence[str]) -> str | None:
    """How the choice differs from what the tool proposed; None when nothing is known of that."""
    if not proposed:
        return None
    if list(proposed) == list(chosen):
        return "Dat is ook wat Samenhang voorstelde."
    first = f"Samenhang stelde voor: {listing(proposed)}."
    more = [name for name in chosen if name not in proposed]
    less = [name for name in proposed if name not in chosen]
    if not more and not less:
        return f"{first} We kiezen dezelfde domeinen, in een andere volgorde."
    said = [
        *([f"wel {listing(more)}"] if more else []),
        *([f"nu nog niet {listing(less)}"] if less else []),
    ]
    return f"{first} Daar kiezen we anders: {' en '.join(said)}."


def newer_report(chosen_from: int, newest: int) -> str:
    """The choice was made with an earlier version on the table."""
    return (
        f"Bij de keuze lag versie {chosen_from} van het rapport op tafel. Daarna is versie {newest} vastgesteld. "
        f"Hoe ver de domeinen zijn, komt uit versie {newest}."
    )


def weakest(place: str, points: str, word: str) -> str:
    return f"{sentence_start(place)} ({points}: {word})"


def who(owner: str, partners: str) -> str:
    if not partners:
        return owner
    return f"{ended(owner)}, samen met {partners}" if owner.strip() else f"Samen met {partners}"


def effort(name: str | None, hours: int | None) -> str:
    parts = [*([name] if name else []), *([f"ongeveer {hours} uur"] if hours else [])]
    return sentence_start(", ".join(parts))


def when(state: str, first: datetime.date | None, last: datetime.date | None) -> str:
    """How an action stands, and which days it takes as far as they are known."""
    if first and last:
        return f"{state}: {period(first, last) if first != last else long_date(first)}"
    if last:
        return f"{state}: klaar op {long_date(last)}"
    return f"{state}: vanaf {long_date(first)}" if first else f"{state}: nog geen datum"


def done(day: datetime.date) -> str:
    return f"Klaar op {long_date(day)}"


def answer(word: str, text: str) -> str:
    return f"{word}. {text}"


def still_to_agree(*, owner: bool, end: bool, done_when: bool) -> str:
    """What an action does not say yet."""
    missing = [
        *(["wie het doet"] if owner else []),
        *(["op welke dag het klaar is"] if end else []),
        *(["waaraan je ziet dat het klaar is"] if done_when else []),
    ]
    return sentence_start(f"{listing(missing)}.") if missing else ""


def without_partner(names: Sequence[str]) -> str:
    """Which chosen domains have no partner."""
    if not names:
        return "Elk gekozen domein heeft een partner."
    has, domain = ("heeft", "dit domein") if len(names) == 1 else ("hebben", "deze domeinen")
    return f"{listing(names)} {has} nog geen partner. Zoek een organisatie die {domain} kent."


def step_facts(
    planned_end: datetime.date, started: datetime.date | None, ended: datetime.date | None, day: datetime.date
) -> str:
    """How a step really goes."""
    if ended:
        return period(started, ended) if started and started <= ended else f"Klaar op {long_date(ended)}"
    found = f"Begonnen op {long_date(started)}" if started else "Nog niet begonnen"
    return f"{found}, het duurt langer dan gepland" if planned_end < day else found


def hours(minutes: int) -> str:
    """`12,5`; whole hours without a decimal."""
    return number(minutes // 60, 0) if minutes % 60 == 0 else number(minutes / 60)


def hours_of(minutes: int, share: int) -> str:
    """What a step took of its share."""
    return f"{hours(minutes)} van {share}"


def hours_spent(minutes: int, total: int) -> str:
    more = minutes - total * 60
    said = f"Tot nu toe is {hours(minutes)} van de {total} uur besteed."
    return f"{said} Dat is {hours(more)} uur meer dan afgesproken." if more > 0 else said


def moment(day: datetime.date, at: datetime.time | None) -> str:
    """The day of an appointment, and the time where there is one."""
    return f"{sentence_start(day_and_date(day))}{f', {at.hour}.{at.minute:02d} uur' if at else ''}"


def stopped(title: str, domain: str, reason: str) -> str:
    return f"{title} ({domain}). {reason}"


def decided(decided_by: str, day: datetime.date) -> str:
    return f"Besluit over de domeinen: {ended(decided_by)}, {long_date(day)}."


def ended(text: str) -> str:
    """What somebody typed, without its full stop, to stand inside a sentence."""
    return text.strip().rstrip(" .")


def lines(*texts: str) -> Iterator[str]:
    """The texts that say something."""
    return (text for text in texts if text.strip())
