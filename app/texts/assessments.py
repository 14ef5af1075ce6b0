"""What the application says while people start an inventory, answer its questions, and close each domain."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from app.texts.words import CONFIDENCE, EVIDENCE, counted, listing, round_label
from app.web.formatting import HERE, clock_time, day_and_date, long_date, long_moment, number
from questionnaires.model import Question
from scoring.result import Score

CHOOSE_ANSWER = "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’."
CHOOSE_OR_SKIP = "Kies een antwoord. Of kies ‘Sla over’."
REASON_MISSING = "Leg uit waarom deze vraag niet van toepassing is."
EVIDENCE_KIND_MISSING = "Kies wat voor bewijs dit is."
LINK_INCOMPLETE = "Vul het hele adres in. Bijvoorbeeld: https://www.voorbeeldstad.example/beleidsplan"

TITLE_MISSING = "Geef de inventarisatie een naam."
ROUND_MISSING = "Kies een eerste meting of een vervolgmeting."
EVALUATION_TOO_EARLY = "Een vervolgmeting kan pas als er een inventarisatie is vastgesteld. Kies ‘Eerste meting’."
QUESTIONNAIRE_UNKNOWN = "Deze vragenlijst kun je niet kiezen. Kies de vragenlijst die op deze pagina staat."
DOMAINS_MISSING = "Kies minstens 1 domein, of voeg een eigen domein toe."
DOMAIN_UNKNOWN = "Dit domein staat niet in de vragenlijst. Kies uit de domeinen op deze pagina."
TITLE_TWICE = "Deze naam komt twee keer voor. Geef elk domein een eigen naam."

TYPED_ELSEWHERE = "Je typte bij deze vraag ook iets in een ander venster. Kies Opslaan, of open de vraag opnieuw."
NOT_KEPT = "Nog niet opgeslagen."


def draft_kept(time: str) -> str:
    return f"Concept bewaard om {time}. Nog niet opgeslagen."


def draft_again(typed_at: datetime, now: datetime) -> str:
    today = typed_at.astimezone(HERE).date() == now.astimezone(HERE).date()
    when = f"om {clock_time(typed_at)}" if today else f"op {long_moment(typed_at)}"
    return f"Nog niet opgeslagen: wat je {when} typte, staat er weer."


def unsaved_line(number: int) -> str:
    return "1 tekst is nog niet opgeslagen" if number == 1 else f"{number} teksten zijn nog niet opgeslagen"


SAVED = "Je antwoorden zijn opgeslagen."
SAVED_LAST = "Je antwoorden zijn opgeslagen. Dit was de laatste vraag."


def name_unused(title: str) -> str:
    return f"Je koos ‘{title}’ niet. Kies dat domein ook, of maak dit veld leeg."


BEGIN_SMALL = "Begin klein: 3 tot 5 domeinen is een goede start. Later kun je er meer doen."


def besides(number: int, general: int) -> str:
    asked = f"Elk domein heeft {number} vragen. Daarbij komen {general} algemene vragen, {duration(general)}."
    return f"{asked} Straks vul je samen in of verdeel je de vragen over collega’s. Er gaat nog geen mail weg."


def start_sum(title: str, own: Sequence[str], deadline: str) -> str:
    """What is in the fold: `Eerste meting 2026 · geen eigen domein · nog geen laatste dag`."""
    last = f"laatste dag {deadline}" if deadline else "nog geen laatste dag"
    return " · ".join([*([title] if title else []), listing(own) or "geen eigen domein", last])


NEXT_STEP = {
    "answer": "Beantwoord de vragen.",
    "answer_again": "Een domein is teruggestuurd. Kijk je antwoorden daar nog eens na en lever ze opnieuw in.",
    "handed_in_again": "Je hebt opnieuw ingeleverd. Je hoeft nu niets te doen.",
    "submitted": "Je antwoorden zijn ingeleverd. Je kunt ze nog veranderen tot de bespreking begint.",
    "closed": "De laatste dag om te antwoorden is voorbij. Je kunt je antwoorden lezen.",
    "start_review": "Je antwoorden zijn ingeleverd. Is iedereen klaar? Start de bespreking.",
    "wait_answers": "De gemeente vult in. Je hoeft nu niets te doen.",
    "in_review": "De bespreking is bezig. Bekijk de antwoorden en maak afspraken over de scores.",
    "wait_review": "De antwoorden worden besproken. Je hoeft nu niets te doen.",
    "agreed": "Het rapport is klaar. Lees het rapport.",
    "read": "Lees het rapport.",
    "done": "De inventarisatie is vastgesteld. Je kunt je antwoorden lezen.",
}
"""What can be done next, by what the assessment waits for."""


def progress(answered: int, total: int) -> str:
    if not answered:
        return "Nog niet begonnen"
    return "Klaar" if answered == total else f"{answered} van {total} beantwoord"


def time_left(minutes: int) -> str:
    return f"nog {duration(minutes)}"


def duration(minutes: int) -> str:
    """About how long something takes: in steps of five minutes, and from an hour on in halves of an hour."""
    if minutes < 60:
        return f"ongeveer {max(5, -(-minutes // 5) * 5)} minuten"
    halves = -(-minutes // 30)
    hours = str(halves // 2) + (",5" if halves % 2 else "")
    return f"ongeveer {hours} uur"


def deadline_line(deadline: date, today: date) -> str:
    """Until which day somebody can answer, and how long that is."""
    left = (deadline - today).days
    if left < 0:
        return f"De laatste dag om te antwoorden was {day_and_date(deadline)}."
    if left == 0:
        return "Vandaag is de laatste dag om te antwoorden."
    how_long = "Dat is morgen." if left == 1 else f"Je hebt nog {left} dagen."
    return f"Je kunt antwoorden tot en met {day_and_date(deadline)}. {how_long}"


def days_left(deadline: date, today: date) -> str:
    """How long it still is, above the last day itself."""
    left = (deadline - today).days
    if left < 0:
        return "De laatste dag is voorbij"
    return "Vandaag is de laatste dag" if left == 0 else f"Nog {counted(left, 'dag', 'dagen')}"


def last_day(deadline: date, today: date) -> str:
    return f"Dat was {day_and_date(deadline)}." if deadline < today else f"Tot en met {day_and_date(deadline)}."


UNTIL_RESUBMIT = "tot de coördinator alles opnieuw inlevert"
"""Until when answers that were sent back can change, inside a sentence."""


def changeable_until(deadline: date | None) -> str:
    """Until when answers can change, inside a sentence."""
    if deadline is None:
        return "tot de bespreking begint"
    return f"tot en met {day_and_date(deadline)}, tenzij de bespreking eerder begint"


def colleagues_done(invited: int, done: int) -> str:
    """How many colleagues are done, in a few words."""
    if not invited:
        return "Nog geen collega’s uitgenodigd"
    if done == invited:
        return "Je collega is klaar" if invited == 1 else f"Alle {invited} collega’s zijn klaar"
    return f"{done} van {counted(invited, 'collega', 'collega’s')} {'is' if done == 1 else 'zijn'} klaar"


def only_sent_back(titles: Sequence[str]) -> str:
    return f"Teruggestuurd: {listing(titles)}. Alleen daar kun je je antwoorden nog veranderen."


EARLIER_UNKNOWN = "Kies naast welke ronde we de vervolgmeting leggen."
FROM_TODAY = "We stellen een dag voor die 3 weken na vandaag ligt."
IN_TWO_WEEKS = "We stellen een werkdag voor, over 2 weken."
ONLY_FIRST = "Start je nu toch? Dan wordt het een nieuwe eerste meting, die we nergens naast leggen."
COMPARED = " De betekenis is dezelfde. Daarom vergelijken we wel."
NOT_COMPARED = " Daarom vergelijken we niet."
KEPT_HIDDEN = (
    "De antwoorden van toen blijven verborgen. Je ziet een oud antwoord pas als je zelf opnieuw hebt geantwoord. "
    "Zo kijkt iedereen met een frisse blik."
)
OWN_NAMES = (
    "Geef je een eigen domein een andere naam? Dan is het voor ons een ander domein. "
    "We leggen het dan niet naast de vorige ronde."
)


def proposed_title(number: int, year: int, taken: Collection[str]) -> str:
    """A name that says which round it is, and that no other round has: `Vervolgmeting 2 (2027)`."""
    title = f"{round_label(number)} ({year})" if number else f"{round_label(0)} {year}"
    count, free = 1, title
    while free in taken:
        count += 1
        free = f"{title}, nummer {count}"
    return free


def title_of_another(fitting: str) -> str:
    return f"Deze naam hoort bij een andere keuze. Bij jouw keuze past bijvoorbeeld: {fitting}"


def reopened(titles: Sequence[str]) -> str:
    named = listing([f"‘{title}’" for title in titles])
    are, them = ("is", "die ronde") if len(titles) == 1 else ("zijn", "die rondes")
    return f"{named} {are} heropend. Stel {them} eerst opnieuw vast. Daarna kan er een vervolgmeting op volgen."


def not_agreed(title: str, *, has_others: bool = True) -> str:
    """That a round was chosen that is not agreed (any more), and what can be done: choose one of the others."""
    if not has_others:
        return f"‘{title}’ is nu niet vastgesteld. Stel die ronde eerst vast. {ONLY_FIRST}"
    return f"‘{title}’ is nu niet vastgesteld. Kies een andere ronde, of stel ‘{title}’ eerst vast."


def about_round(label: str, agreed_on: date, version: int, domains: Sequence[str]) -> str:
    return f"{label}, vastgesteld op {long_date(agreed_on)}. Versie {version} van de vragenlijst. {listing(domains)}."


def gone_domains(names: Sequence[str]) -> str:
    """That domains of then are not in the questionnaire any more; nothing when all are."""
    if not names:
        return ""
    one = len(names) == 1
    return (
        f"{listing(names)} {'staat' if one else 'staan'} niet meer in de vragenlijst. "
        f"Wil je {'dit domein' if one else 'deze domeinen'} toch meten? Voeg {'het' if one else 'ze'} toe als eigen "
        f"domein. We kunnen {'het' if one else 'ze'} dan niet naast de vorige ronde leggen."
    )


def goes_on(title: str) -> str:
    return f"Er loopt al een vervolgmeting hierop: ‘{title}’."


def versions(before: int, after: int) -> str:
    return f"Toen gebruikten jullie versie {before} van de vragenlijst. Nu is er versie {after}."


def ten_months(label: str, is_first: bool, day: date, today: date) -> str:
    since = "de eerste meting" if is_first else label
    is_when = "Dat is vandaag." if day == today else "Die dag is al geweest." if day < today else "Die dag komt nog."
    return f"Tien maanden na {since}: {long_date(day)}. {is_when} Eerder of later meten mag ook."


def from_plan(start: date, end: date) -> str:
    when = f"van {long_date(start)} tot en met {long_date(end)}"
    return f"Ons voorstel past bij de planning van het traject. Daarin staat evalueren {when}."


def merged(name: str, into: str | None) -> str:
    if into is None:
        return (
            f"De gemeente {name} bestaat niet meer. Daarom kun je er geen inventarisatie meer voor starten. "
            "Wat er al is, kun je blijven lezen."
        )
    return (
        f"{name} hoort nu bij de gemeente {into}. Daarom kun je voor {name} geen inventarisatie meer starten. "
        f"Begin met een eerste meting voor {into}. Wat er van {name} al is, kun je blijven lezen."
    )


def only_together(title: str) -> str:
    """That nobody has to be asked again: there were no colleagues."""
    return f"De inventarisatie is gestart. In ‘{title}’ vulden jullie alles samen in. Daarom kun je meteen beginnen."


def version_lines(*, reworded: int, changed: int, regrouped: int, retired: int, added: int) -> list[str]:
    """What became of the questions between two versions, a sentence for each kind of change that there is."""
    lines = (
        (changed, "1 vraag heeft nu een andere betekenis.", "{} vragen hebben nu een andere betekenis.", NOT_COMPARED),
        (reworded, "1 vraag is anders opgeschreven.", "{} vragen zijn anders opgeschreven.", COMPARED),
        (regrouped, "1 vraag is samengevoegd of gesplitst.", "{} vragen zijn samengevoegd of gesplitst.", NOT_COMPARED),
        (retired, "1 vraag is weggehaald.", "{} vragen zijn weggehaald.", ""),
        (added, "1 vraag is nieuw.", "{} vragen zijn nieuw.", " Daarop is er geen antwoord van toen."),
    )
    return [(one if count == 1 else many.format(count)) + then for count, one, many, then in lines if count]


CLOSING = {
    "goes_well": "Wat gaat er goed binnen {domein}?",
    "problem": "Wat is het grootste probleem binnen {domein}?",
    "who_helps": "Wie kan ons verder helpen?",
}
"""`{domein}` is filled in as in the questions themselves."""

HINTS = {
    "goes_well": "Iets waar jullie trots op zijn, of waar anderen van kunnen leren.",
    "problem": "Wat houdt jullie het meest tegen?",
    "who_helps": "Een collega, een afdeling of een organisatie. Noem geen inwoners.",
}


MOST_LISTED = 10
"""Up to so many open questions each is a link; more are counted by domain."""


def open_line(number: int) -> str:
    return "1 vraag is nog open" if number == 1 else f"{number} vragen zijn nog open"


def answers_line(number: int) -> str:
    return f"Je {counted(number, 'antwoord', 'antwoorden')}" if number else "Je antwoorden"


def handed_in_line(answered: int, still_open: int) -> str:
    going = "1 antwoord gaat mee." if answered == 1 else f"{answered} antwoorden gaan mee."
    left = "1 vraag blijft open." if still_open == 1 else f"{still_open} vragen blijven open."
    return f"{going} {left}" if still_open else f"{going} Je hebt alle vragen beantwoord."


def apart_line(unknown: int, absent: int) -> str:
    """How many answers stand apart: `1 × weet ik niet, 2 × n.v.t.`"""
    found = ((unknown, "weet ik niet"), (absent, "n.v.t."))
    return ", ".join(f"{number} × {what}" for number, what in found if number)


def checked_line(total: int, answered: int, unknown: int, absent: int, reasons: int) -> str:
    """What the answers to a part are: `14 antwoorden, 1 × weet ik niet, 3 toelichtingen`."""
    how_many = counted(answered, "antwoord", "antwoorden") if answered == total else f"{answered} van {total}"
    said = counted(reasons, "toelichting", "toelichtingen") if reasons else ""
    return ", ".join(one for one in (how_many, apart_line(unknown, absent), said) if one)


DOTS = {"done": "beantwoord", "unsure": "weet ik niet", "open": "nog open"}
"""How a question is, read aloud with its number."""
SHORT = 60
"""Characters of a text that a fold shows of what is in it."""


EXAMPLES = " Denk aan: "


def split_question(question: Question) -> tuple[str, str]:
    """What is asked, and what helps to answer it: examples (`Denk aan: ...`) make the heading long."""
    asked, mark, examples = question.text.partition(EXAMPLES)
    return asked, f"Denk aan: {examples} {question.help}" if mark else question.help


def filled_in(reason: str, evidence: Sequence[str], confidence: str) -> str:
    """What is filled in besides the answer: `“Elk doet het zelf.” · gesprek met een collega · redelijk zeker`."""
    said = reason if len(reason) <= SHORT else f"{reason[:SHORT].rstrip()}…"
    about = [EVIDENCE.get(one, one) for one in evidence] + [CONFIDENCE.get(confidence, "")]
    return " · ".join([f"“{said}”"] * bool(said) + [one[0].lower() + one[1:] for one in about if one])


QUESTION = "Mag je naam bij je antwoorden staan in de bespreking?"
CHOOSE = "Kies ‘Ja’ of ‘Nee’."
CHOICES = {"no": "Nee, laat alleen mijn functie zien", "yes": "Ja, laat mijn naam en mijn functie zien"}
NOW_SHOWN = "In de bespreking staat je naam nu bij je antwoorden. Je kunt dat altijd terugdraaien."
NOW_HIDDEN = "In de bespreking staat alleen je functie bij je antwoorden."


PARTS: Mapping[str, str] = {
    "score": "De afgesproken score",
    "chance": "Je antwoord op deze vraag",
    "settle": "Waarom er geen afspraak nodig is",
    "answer": "Je antwoord op een opmerking",
    "addressee": "Voor wie een opmerking is",
    "remark": "Je nieuwe opmerking",
}
"""What was typed, by the part of the page."""
KEPT_SCORE = "De opgeslagen score blijft staan."
KEPT_CHANCE = "Het opgeslagen antwoord blijft staan."


GIVEN_AWAY = "bij collega’s"
NOTHING_YET = "nog leeg"
NOT_APPLICABLE = "n.v.t."
NOT_KNOWN = "niet bekend"
TOO_LITTLE_KNOWN = "nog te weinig bekend"
PROVISIONAL = "Voorlopig: dit zijn alleen de gezamenlijke antwoorden, zonder die van collega’s."
MAY_CHANGE = "In de bespreking kan het nog veranderen."
UNSEEN = "Collega’s zien dit niet."
NO_TOTAL = "Voor een totaal is nog te weinig bekend."
ALL_EQUAL = "De drie dimensies staan gelijk."


def still(questions: int) -> str:
    return f"nog {counted(questions, 'vraag', 'vragen')}"


def points(score: Score, scored: int, applicable: int) -> str:
    """`54,2`, and of how many questions when not of all: `54,2 (3 van 4)`."""
    shown = number(score) if score is not None else "–"
    return shown if scored == applicable else f"{shown} ({scored} van {applicable})"


def total(score: Score, word: str | None, near_border: bool | None) -> str:
    """Where the domain stands."""
    if score is None or word is None:
        return NO_TOTAL
    where = f"{word.lower()}, op de grens" if near_border else word.lower()
    return f"Alles samen: {where}, {number(score)} van de 100 punten."


def highest(dimension: str) -> str:
    return f"{dimension} is het verst."


def lowest(dimension: str, level: str | None) -> str:
    return f"Bij {dimension.lower()} is het meest te winnen{f', vooral bij {level.lower()}' if level else ''}."


def answered(total: int, unknown: int, absent: int, reasons: int) -> str:
    """What somebody did: how they answered all questions of a part."""
    apart = ((unknown, "weet ik niet"), (absent, "niet van toepassing"))
    kinds = [f"{times} keer ‘{what}’" for times, what in apart if times]
    known = total - unknown - absent
    how = listing([*([f"{known} met een antwoord"] if known else []), *kinds]) if kinds else ""
    all_of = "Je hebt de vraag beantwoord" if total == 1 else f"Je hebt alle {total} vragen beantwoord"
    done = f"{all_of}: {how}." if how else f"{all_of}."
    return f"{done} Bij {counted(reasons, 'vraag', 'vragen')} schreef je een toelichting." if reasons else done


def left(questions: int, duration: str) -> str:
    return f"Nog {counted(questions, 'vraag', 'vragen')}, {duration}."
