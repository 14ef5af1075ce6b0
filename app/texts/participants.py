"""What a coordinator reads about colleagues: adding them, what they answer, how far they are, mails, and leaving."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.texts.assessments import duration
from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import HERE, day_and_date, long_date, long_moment, short_date

REFUSED = {
    "yourself": "Dit ben je zelf. Jij beantwoordt vragen bij ‘Samen invullen’.",
    "coordinator": "Dit is de coördinator die antwoordt bij ‘Samen invullen’.",
    "adviser": "Dit is een adviseur van je gemeente. Die beoordeelt de antwoorden, en antwoordt daarom niet mee.",
    "here": "Dit e-mailadres staat al in je lijst met collega’s.",
}
"""Why somebody cannot be added, by who has the address."""
NO_NAME = "Vul de naam van je collega in."
NO_EMAIL = "Vul het e-mailadres van je collega in."
UNKNOWN_LEVEL = "Kies bestuur, beleid of uitvoering."
UNKNOWN_CELL = "Een van de vakjes die je koos, bestaat niet. Kies opnieuw."
ADDRESS_IN_USE = (
    "Dit e-mailadres staat al in je lijst, of hoort bij iemand die niet meer meedoet. "
    "Kies die persoon in de lijst met collega’s, of voeg het adres toe als nieuwe collega."
)
ALREADY_ADDED = "Deze collega’s staan al in je lijst."
NO_DOMAIN_KNOWN = "In de functie herkennen we geen domein. Kies zelf welke domeinen passen."
NO_LEVEL_KNOWN = "Kies eerst een niveau. Dan kunnen we een verdeling voorstellen."
SUGGESTED = "Dit stellen we voor. Het is nog niet opgeslagen. Pas het aan als het niet klopt, en kies dan ‘Opslaan’."
WITHDRAWN = "Deze collega doet niet meer mee. Wil je iets veranderen? Voeg de collega dan eerst opnieuw toe."
JOINT = "Samen invullen"
WHOLE = "Alle vragen"
"""How the one cell of the general part is called."""
EVERYTHING = "Alles"
AT_ONE_SCREEN = "aan 1 scherm"
DIVIDE = "Verdeel de vragen"
SET_DEADLINE = "Spreek een laatste dag af"
MOVE_DEADLINE = "Verzet de laatste dag"
START_REVIEW = "Start de bespreking"
TO_REVIEW = "Ga naar de bespreking"
CLOSED = "De bespreking is begonnen. De verdeling kun je nu niet meer veranderen."
TO_REPORT = "Bekijk het rapport"
AGREED = "Deze inventarisatie is vastgesteld. De verdeling kun je nu niet meer veranderen."
NOBODY_YET = (
    "Elke collega krijgt een mail met een link, en beantwoordt alleen de eigen vragen. "
    "Voeg hieronder collega’s toe: er gaat nog geen mail weg."
)
READY_TO_INVITE = "De vragen zijn verdeeld. Nodig je collega’s uit."
ALL_DONE = "Iedereen is klaar. Start de bespreking. Daarna kunnen je collega’s niets meer veranderen."
NO_DEADLINE = "Je collega’s zijn bezig. Er is nog geen laatste dag."
NOTHING_TO_DO = "Je hoeft nu niets te doen."
ALL_OR_SOME = "Kies of jullie alle vragen samen invullen, of een deel."
JOINT_SAVED = "De vragen bij ‘Samen invullen’ zijn opgeslagen."
CELLS_HINT = "Achter elk niveau staat hoeveel vragen het zijn. Elke vraag kost ongeveer een minuut."
JOINT_HINT = (
    "Dit geldt alleen als jullie niet alle vragen samen invullen. "
    "De algemene vragen blijven hier, tenzij een collega ze beantwoordt."
)
YOU = "jullie"
"""How the coordinator and the adviser are called beside the names of colleagues."""


def day(moment: datetime) -> str:
    return long_date(moment.astimezone(HERE).date())


def state(word: str, answered: int, total: int, moment: datetime | None) -> str:
    """How far somebody is; `moment` is when they were invited, handed in or were withdrawn."""
    since = f" op {day(moment)}" if moment else ""
    return {
        "not_invited": "Nog niet uitgenodigd",
        "invited": f"Uitgenodigd{since}",
        "started": f"Begonnen: {answered} van {total}",
        "submitted": f"Ingeleverd{since}",
        "ended": f"Doet niet meer mee sinds {day(moment)}" if moment else "Doet niet meer mee",
    }[word]


def questions(total: int) -> str:
    """`24 vragen, ongeveer 25 minuten`."""
    return f"{counted(total, 'vraag', 'vragen')}, {duration(total)}" if total else "nog geen vragen"


def deadline(last_day: date | None, today: date) -> str:
    """Until when colleagues can answer, and how long that is."""
    if last_day is None:
        return "Er is nog geen laatste dag. Spreek er een af, dan weet iedereen waar die aan toe is."
    left = (last_day - today).days
    words = day_and_date(last_day)
    if left < 0:
        gone = "gisteren" if left == -1 else f"{-left} dagen geleden"
        return f"De laatste dag was {words}, {gone}. Collega’s kunnen niet meer antwoorden."
    return f"{sentence_start(words)}: {('vandaag', 'morgen')[left] if left < 2 else f'nog {left} dagen'}."


def division(domains: Sequence[str], total: int, level: str | None) -> str:
    """A suggested division: these domains (of so many) at a level."""
    if not level:
        return "Nog geen niveau. Kies straks zelf het niveau en de domeinen."
    if not domains:
        return "Nog geen vragen. Kies straks zelf de domeinen."
    names = f"Alle {total} domeinen" if len(domains) == total > 2 else listing(domains)
    return f"{names}, {level.lower()}"


def added(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is toegevoegd. Er is nog geen uitnodiging verstuurd."
    return f"{len(names)} collega’s zijn toegevoegd. Er zijn nog geen uitnodigingen verstuurd."


FILTERS = {"bezig": "Nog niet klaar", "geen-mail": "Nog geen mail", "klaar": "Klaar"}
"""The choices of colleagues, by how they stand in the address."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is, in a list: not_invited, invited, started, submitted or ended."""

    state: str
    answered: int
    total: int
    moment: datetime | None
    """When they came to this state; of who answers, when they were invited."""
    reminded_at: datetime | None = None

    @property
    def text(self) -> str:
        """In a word or two."""
        return {
            "not_invited": "Nog geen mail",
            "invited": "Niet begonnen",
            "started": f"{self.answered} van {self.total}",
            "submitted": "Klaar",
            "ended": "Doet niet meer mee",
        }[self.state]

    @property
    def since(self) -> str:
        """Since when, or when a mail went out."""
        if self.reminded_at and self.state in ("invited", "started"):
            return f"herinnerd op {_short(self.reminded_at)}"
        if self.moment is None or self.state == "started":
            return ""
        before = {"invited": "mail op ", "submitted": ""}.get(self.state, "sinds ")
        return f"{before}{_short(self.moment)}"


def _short(moment: datetime) -> str:
    return short_date(moment.astimezone(HERE).date())


def team_line(total: int, done: int, last_day: date | None, today: date, is_open: bool) -> str:
    """How many colleagues are done, and how long the others have."""
    if not total:
        return "Nog geen collega’s"
    many = done > 1 or done == total > 1
    are = ("zijn" if many else "is") if is_open else ("waren" if many else "was")
    who = f"{part_of(done, total).capitalize()} collega’s" if total > 1 else "De enige collega"
    line = f"{who} {are} {'' if done or total > 1 else 'nog niet '}klaar"
    return f"{line}, {days_left(last_day, today)}" if is_open and last_day and done < total else line


def days_left(last_day: date, today: date) -> str:
    """How long it is until the last day: `nog 9 dagen`."""
    left = (last_day - today).days
    if left < 0:
        return "de laatste dag is voorbij"
    return ("vandaag is de laatste dag", "nog 1 dag")[left] if left < 2 else f"nog {left} dagen"


def given(by_levels: Sequence[tuple[Sequence[str], Sequence[str]]]) -> str:
    """What somebody was given, as (levels, domains): `Armoede, Gezin: bestuur; Werk: beleid`."""
    said = []
    for levels, domains in by_levels:
        names = ", ".join(domains) if len(domains) < 4 else f"{len(domains)} domeinen"
        said.append(f"{names}: {', '.join(levels)}" if levels else names)
    return "; ".join(said)


def first_names(names: Sequence[str]) -> Mapping[str, str]:
    """A short name for each: the first one, where nobody else is called so."""
    firsts = {name: next(iter(name.split()), name) for name in names}
    counts = Counter(firsts.values())
    return {name: first if counts[first] == 1 else name for name, first in firsts.items()}


def without_colleague(none: int, cells: int) -> str:
    if not none:
        return "Elk vak heeft een collega"
    return f"{none} van de {cells} vakken {'heeft' if none == 1 else 'hebben'} nog geen collega"


def goes_by_itself(day: date) -> str:
    return f"Op {long_date(day)} gaat er vanzelf een herinnering naar wie nog niet klaar is."


def thank(count: int) -> str:
    return f"Bedank {counted(count, 'collega', 'collega’s')}"


def answers(count: int) -> str:
    return "Nog geen antwoord" if count == 0 else counted(count, "antwoord", "antwoorden")


def taken_away(title: str, level: str | None, count: int) -> str:
    return f"{title}{f', {level.lower()}' if level else ''}: {counted(count, 'antwoord', 'antwoorden')}"


def without_questions(names: Sequence[str]) -> str:
    return f"{listing(names)} {'heeft' if len(names) == 1 else 'hebben'} nog geen vragen."


def nobody_answers(domains: Sequence[str]) -> str:
    return f"Er zijn vragen die niemand beantwoordt: {listing(domains)}."


def invite(count: int) -> str:
    return f"Nodig {counted(count, 'collega', 'collega’s')} uit"


def remind(count: int) -> str:
    return f"Herinner {counted(count, 'collega', 'collega’s')}"


def too_late(count: int) -> str:
    are = "is 1 collega" if count == 1 else f"zijn {count} collega’s"
    return f"De laatste dag is voorbij en er {are} nog niet klaar. Verzet de laatste dag, of start de bespreking."


def proposals(count: int) -> str:
    return f"{counted(count, 'voorstel', 'voorstellen')} van collega’s"


def no_longer_here(count: int) -> str:
    return f"{counted(count, 'collega doet', 'collega’s doen')} niet meer mee"


def single_question(domain: str, given_away: bool) -> str:
    return f"1 vraag over {domain} beantwoordt een collega" if given_away else f"1 losse vraag over {domain}"


def saved(name: str) -> str:
    return f"De gegevens en vragen van {name} zijn opgeslagen."


def divided(domain: str) -> str:
    return f"De verdeling van {domain} is opgeslagen."


NAME_MISSING = "Vul in welke collega het beter weet."
SAME_PERSON = "Dit is je eigen e-mailadres. Vul het adres van je collega in, of laat het leeg."
TOO_MANY = (
    "Er wachten al veel voorstellen van jou op de coördinator. Dit voorstel is niet verstuurd. "
    "Wacht tot de coördinator heeft beslist, of bel even."
)


def decision(decided: str | None, name: str, *, whole: bool) -> str:
    """What became of a proposal, for who made it; `whole`: about all questions of a domain."""
    this = "deze vragen" if whole else "deze vraag"
    return {
        None: "Dit wacht op de coördinator.",
        "instead": f"{name} beantwoordt {this} nu.",
        "beside": f"{name} beantwoordt {this} nu ook.",
        "declined": "De coördinator wil dat jij dit invult.",
    }[decided]


def proposed(name: str, *, whole: bool) -> str:
    mine = "blijven de vragen van jou" if whole else "blijft de vraag van jou"
    return f"Je voorstel over {name} is verstuurd. De coördinator beslist. Tot die tijd {mine}."


NO_LINES = "Plak hier de collega’s die je wilt toevoegen, ieder op een eigen regel."
NO_ADDRESS = "er staat geen e-mailadres. Zet op elke regel 1 e-mailadres."
TWO_ADDRESSES = "er staan 2 e-mailadressen. Zet elke persoon op een eigen regel."
REFUSED_LINE = {
    "yourself": "dit ben je zelf. Jij beantwoordt vragen bij ‘Samen invullen’. Haal deze regel weg.",
    "coordinator": "dit is de coördinator die antwoordt bij ‘Samen invullen’. Haal deze regel weg.",
    "adviser": "dit is een adviseur van je gemeente. Die antwoordt niet mee. Haal deze regel weg.",
    "here": "dit e-mailadres staat al in je lijst met collega’s. Haal deze regel weg.",
}
"""The same of a line that was pasted."""
BROKEN = "deze regel kunnen we niet lezen. Kijk of alle aanhalingstekens ook weer sluiten."
TOO_MANY_CELLS = (
    "er staan meer kolommen dan we kennen. Zet boven de lijst een regel met de namen: naam; e-mail; functie; niveau."
)


def wrong_address(typed: str) -> str:
    return f"‘{typed[:60]}’ is geen goed e-mailadres. Een adres ziet eruit als naam@gemeente.nl."


def repeated(first: int) -> str:
    return f"dit e-mailadres staat ook op regel {first}. Haal een van de twee weg."


def unknown_level(typed: str) -> str:
    return f"we kennen het niveau ‘{typed[:40]}’ niet. Kies bestuur, beleid of uitvoering, of laat het leeg."


def too_long(what: str, length: int) -> str:
    return f"de {what} is langer dan {length} tekens. Maak die korter."


def too_many(found: int, most: int) -> str:
    return f"Je lijst heeft {found} collega’s. Voeg er hooguit {most} tegelijk toe. De rest kun je daarna plakken."


def at_line(number: int, text: str, message: str) -> str:
    shown = f"{text[:60]}…" if len(text) > 60 else text
    return f"Regel {number} (‘{shown}’): {message}"


def several_problems(count: int) -> str:
    return f"Deze lijst heeft {count} problemen. Ze staan boven aan deze pagina."


MAIL_WAITING = "wordt verstuurd"
MAIL_LATE = "nog niet aangekomen, we proberen het opnieuw"
MAIL_FAILED = "niet aangekomen, controleer het adres"

DAY_MISSING = "Vul de laatste dag in. Bijvoorbeeld: 4-12-2026"
DAY_UNREADABLE = "Dit is geen datum. Schrijf de dag zo: 4-12-2026"
DAY_TOO_EARLY = "Deze dag is te vroeg. Kies een dag na vandaag, zodat iedereen kan antwoorden."
DAY_TOO_LATE = "Deze dag is te ver weg. Kies een dag binnen een jaar."
REMINDER_MISSING = "Kies of er een herinnering uitgaat."
REMINDER_TOO_EARLY = (
    "Die dag is vandaag of al voorbij. Kies een herinnering die dichter bij de laatste dag ligt, of geen herinnering."
)
REMINDERS = {
    "none": "Geen herinnering",
    "1": "1 dag voor de laatste dag",
    "3": "3 dagen voor de laatste dag",
    "7": "7 dagen voor de laatste dag",
}

NOBODY_CHOSEN = "Kies minstens 1 collega."
NOT_TAKING_PART = "Iemand die je koos, doet niet meer mee. Kijk de lijst na en probeer het opnieuw."

NO_DAY_TO_COME = (
    "Er is geen laatste dag die nog komt. Spreek die eerst af, en nodig daarna uit. Of haal het vinkje weg."
)
DECISIONS = {
    "instead": "De collega antwoordt, in plaats van wie het voorstelt",
    "beside": "De collega antwoordt ook, naast wie het voorstelt",
    "declined": "Nee, de vraag blijft zoals die is",
}
DECISION_MISSING = "Kies wat je beslist."
DECIDED_BEFORE = (
    "Over dit voorstel is al beslist. Er is nu niets veranderd. Bij de collega’s zie je wie wat beantwoordt."
)
PROPOSED_THEMSELVES = "Dit is het adres van wie het voorstelt. Vul het adres van de collega in."
ALREADY_ENDED = "Deze collega doet al niet meer mee. Er is niets veranderd."
DEADLINE_OVER = (
    "De laatste dag om te antwoorden is voorbij. Collega’s kunnen daarom niet meer antwoorden. "
    "Verzet eerst de laatste dag. Daarna kun je een herinnering sturen."
)


def mail_sent(moment: datetime) -> str:
    return f"verstuurd op {long_moment(moment)}"


def too_many_mails(most: int, minutes: int) -> str:
    wait = counted(minutes, "minuut", "minuten")
    return (
        f"Je gemeente kan {most} mails per uur versturen. Dat aantal is bereikt. Er is nu niets verstuurd. "
        f"Probeer het over {wait} opnieuw, of kies minder collega’s."
    )


def people(count: int) -> str:
    """`1 collega`, `3 collega’s`."""
    return counted(count, "collega", "collega’s")


def invited(count: int) -> str:
    if not count:
        return "Iedereen die je koos, was al uitgenodigd. We hebben niets verstuurd."
    return f"We sturen de uitnodiging naar {people(count)}."


def invited_again(_: int) -> str:
    return "We sturen de uitnodiging opnieuw."


def invited_just_now(name: str, moment: datetime) -> str:
    """Why an invitation does not go out again."""
    return (
        f"{name} heeft de uitnodiging al gekregen op {long_moment(moment)}. "
        "Je kunt de uitnodiging hoogstens 1 keer per uur sturen. We hebben nu niets verstuurd."
    )


def reminded(count: int) -> str:
    if not count:
        return "Iedereen die je koos, heeft het afgelopen uur al een herinnering gekregen. We hebben niets verstuurd."
    return f"We sturen de herinnering naar {people(count)}."


def thanked(count: int) -> str:
    if not count:
        return "Iedereen die je koos, is al bedankt. We hebben niets verstuurd."
    return f"We sturen de bedankmail naar {people(count)}."


def withdrawn(name: str) -> str:
    return f"{name} doet niet meer mee."


def replaced(name: str, new: str, *, invited: bool) -> str:
    after = f"We sturen {new} een uitnodiging." if invited else f"{new} is nog niet uitgenodigd."
    return f"{new} beantwoordt nu de vragen van {name}. {after}"


def decided(decision: str, name: str) -> str:
    if decision == "declined":
        return "Je hebt het voorstel afgewezen."
    return f"{name} krijgt de vragen uit het voorstel."


def deadline_set(day: date, mails: int) -> str:
    told = f" We sturen een mail met de nieuwe dag naar {people(mails)}." if mails else ""
    return f"De laatste dag is nu {day_and_date(day)}.{told}"


def who_is_told(names: Sequence[str]) -> str:
    """Who gets a mail when the last day moves."""
    if not names:
        return "Er gaat geen mail uit: niemand is uitgenodigd die nog moet antwoorden."
    ending = "krijgt" if len(names) == 1 else "krijgen"
    return f"Verander je de dag? Dan {ending} {listing(names)} een mail met de nieuwe dag."


def about_progress(answered: int, total: int, reminded_at: datetime | None) -> str:
    """How far somebody is, below the name in a list, and when they were reminded."""
    far = f"{answered} van de {total} vragen beantwoord" if answered else "Nog niet begonnen"
    if answered == total:
        far = "Alles beantwoord, nog niet ingeleverd"
    return f"{far}. Herinnerd op {long_moment(reminded_at)}" if reminded_at else far


def about_person(function: str, email: str, questions: int) -> str:
    """Who somebody is, below the name in a list: function, address and how much is asked."""
    return " – ".join(part for part in (function, email, counted(questions, "vraag", "vragen")) if part)
