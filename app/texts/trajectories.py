"""What people read about the ten months: the words of a trajectory, how far each step is, what is next, and closing."""

from collections.abc import Sequence
from datetime import date, time

from app.texts.words import counted, listing
from app.web.formatting import day_and_date, day_in_year, long_date, number, short_date

STEPS = {
    "inventory": "Inventariseren",
    "priorities": "Prioriteren",
    "actions": "Acties formuleren",
    "partners": "Mobiliseren en uitvoeren",
    "evaluation": "Evalueren",
}
"""The five steps of the leaflet, by their ids."""
STEPS_EXPLAINED = {
    "inventory": "Breng in beeld hoe integraal de aanpak nu is, per beleidsdomein.",
    "priorities": "Kies de domeinen waarmee je begint. Hoogstens drie.",
    "actions": "Spreek per domein af wat er verandert, wie dat doet en wanneer het klaar is.",
    "partners": "Zoek partners bij de acties en voer ze uit.",
    "evaluation": "Kijk waar het beleid meer integraal is geworden. Daarna kan de cirkel opnieuw beginnen.",
}
STATES = {
    "proposed": "Voorgesteld",
    "planned": "Gepland",
    "running": "Bezig",
    "done": "Klaar",
    "stopped": "Gestopt",
}
"""Of an action, in the order of a board."""
UNFINISHED = ("proposed", "planned", "running")
"""The states of an action that still has to be done."""
EFFORTS = {"small": "Kleine moeite", "medium": "Gemiddelde moeite", "large": "Grote moeite"}
PARTNER_KINDS = {
    "language": "Taalaanbieder of Taalhuis",
    "library": "Bibliotheek",
    "welfare": "Welzijn en sociaal werk",
    "health": "Zorg en gezondheid",
    "work": "Werk en inkomen",
    "education": "Onderwijs en opvang",
    "housing": "Woningcorporatie",
    "employer": "Werkgever",
    "volunteers": "Vrijwilligers en bewoners",
    "government": "Overheid",
    "other": "Anders",
}
APPOINTMENT_KINDS = {
    "meeting": "Overleg",
    "session": "Werksessie",
    "visit": "Bezoek",
    "decision": "Besluit in college of raad",
    "other": "Anders",
}
CLOSED = (
    "Dit traject is afgesloten. Wil je nog iets veranderen? Open het traject dan weer op de pagina van de tien maanden."
)


STEP_STATES = {"to_come": "Nog niet begonnen", "busy": "Bezig", "done": "Klaar", "late": "Te laat"}
STEP_MARKS = {"to_come": "planned", "busy": "running", "done": "done", "late": "late"}
"""The shape that stands for each."""
_COORDINATOR = "De coördinator is aan zet."
WHO = {
    "coordinator": _COORDINATOR,
    # What was sent back, the coordinator hands in again for all.
    "municipality": _COORDINATOR,
    "adviser": "De adviseur is aan zet.",
    "owners": "De eigenaren van de acties zijn aan zet.",
    "nobody": "",
}
YOU = "Jij bent aan zet."
TASKS: dict[str, tuple[str, str]] = {
    "answer": ("Beantwoord de vragen van de inventarisatie", "Daarna kan de bespreking beginnen."),
    "answer_again": ("Pas de teruggestuurde domeinen aan", "Lever ze daarna opnieuw in bij de bespreking."),
    "open_points": ("Kijk wat er nog open is", "De adviseur schreef op wat er nog nodig is voor het akkoord."),
    "agree": ("Stel de inventarisatie vast", "De adviseur heeft akkoord gegeven."),
    "review": (
        "Bespreek de antwoorden",
        "Spreek per vraag een score af. Daarna kan de inventarisatie worden vastgesteld.",
    ),
    "choose": ("Kies de domeinen waarmee je begint", "Hoogstens drie. Het rapport laat zien welke kansrijk zijn."),
    "act": ("Spreek de eerste acties af", "Kies acties uit de lijst met voorstellen, of bedenk ze zelf."),
    "plan": (
        "Maak van de voorstellen afspraken",
        "Zet bij elke actie wie het doet en wanneer het klaar is. Zet de actie daarna op ‘Gepland’.",
    ),
    "partners": ("Zoek partners bij de acties", "Zet op een rij met welke organisaties je samenwerkt."),
    "evaluate": (
        "Start de vervolgmeting",
        "Dat is een tweede inventarisatie. Je ziet dan waar het beleid meer integraal is geworden.",
    ),
    "carry_out": ("Voer de acties uit", "Werk bij hoe het met de acties gaat."),
    "evaluating": ("Ga verder met de vervolgmeting", "Is die vastgesteld? Dan is de laatste stap klaar."),
    "close": ("Sluit het traject af", "Alle stappen zijn gedaan. Na het afsluiten kun je alles nog lezen."),
    "close_merged": (
        "Sluit het traject af",
        "De gemeente is opgegaan in een andere gemeente. Daarom komt er geen vervolgmeting meer. "
        "Na het afsluiten kun je alles nog lezen.",
    ),
    "nothing": ("Het traject is afgesloten", "Je kunt alles nog lezen. Er hoeft niets meer te gebeuren."),
}
"""What is next, as the text of a link, and a line about it."""
WHERE = {
    "answer": "/inventarisaties/{inventory}",
    "answer_again": "/inventarisaties/{inventory}",
    "open_points": "/inventarisaties/{inventory}/bespreken",
    "agree": "/inventarisaties/{inventory}/bespreken",
    "review": "/inventarisaties/{inventory}/bespreken",
    "choose": "/inventarisaties/{inventory}/prioriteren",
    "act": "/traject/{trajectory}/acties",
    "plan": "/traject/{trajectory}/acties",
    "partners": "/traject/{trajectory}/partners",
    "evaluate": "/inventarisaties/nieuw?gemeente={municipality}&eerder={inventory}",
    "carry_out": "/traject/{trajectory}/acties",
    "evaluating": "/inventarisaties/{evaluation}",
    "close": "/traject/{trajectory}/afsluiten",
    "close_merged": "/traject/{trajectory}/afsluiten",
    "nothing": "/traject/{trajectory}",
}
"""Where each is done."""
WHERE_STEPS = {
    "inventory": WHERE["answer"],
    "priorities": WHERE["choose"],
    "actions": WHERE["act"],
    "partners": WHERE["partners"],
    "evaluation": WHERE["evaluating"],
}
REOPENED = (
    "De inventarisatie is heropend. Het traject gaat door op wat eerder is vastgesteld. "
    "Wordt de inventarisatie opnieuw vastgesteld? Kijk dan of de keuze van domeinen nog klopt."
)
NO_EVALUATION_ANY_MORE = (
    "De gemeente is opgegaan in een andere gemeente. Daarom kan er geen vervolgmeting meer beginnen."
)
NO_EVALUATION = "Start de vervolgmeting"
COMPARED = "/inventarisaties/{evaluation}/vergelijking"
"""Where people read what changed, once the second round is agreed."""

DAY_MISSING = "Vul een dag in."
DAY_UNREADABLE = "Vul een dag in zoals 4-12-2026: dag, maand en jaar."
DAY_FAR_AWAY = "Deze dag is meer dan vijf jaar weg van de eerste dag van het traject. Kijk of het jaar klopt."
FIRST_DAY_FAR_AWAY = "Deze dag is meer dan vijf jaar weg van vandaag. Kijk of het jaar klopt."
END_BEFORE_START = "De laatste dag is voor de eerste dag. Vul een latere laatste dag in, of een eerdere eerste dag."
TOO_EARLY = "Deze stap begint nu voor de stap ervoor. Laat hem op dezelfde dag of later beginnen."
NOT_YET = "Deze dag moet nog komen. Vul hier alleen in wat al is gebeurd."
WITHOUT_START = "Vul ook in wanneer de stap begon."
PROPOSED = (
    "Dit zijn nieuwe voorstellen vanaf de eerste dag die je koos. Er is nog niets opgeslagen. "
    "Kloppen ze? Kies dan onderaan ‘Opslaan’."
)
DAYS_SAVED = "De dagen zijn opgeslagen."
STARTED = "Het traject is begonnen. De dagen per stap zijn een voorstel: je kunt ze veranderen."
ALREADY_STARTED = "Dit traject was al begonnen. We hebben niets veranderd."
CLOSED_NOW = "Het traject is afgesloten. Je kunt alles nog lezen."
OPEN_AGAIN = "Het traject is weer open. Je kunt alles weer veranderen."

STEP_MISSING = "Kies bij welke stap dit hoort."
HOURS_MISSING = "Vul in hoeveel uur het was."
HOURS_UNREADABLE = "Vul een getal in, bijvoorbeeld 2 of 1,5."
HOURS_NOT_QUARTERS = "Rond af op een kwartier. Bijvoorbeeld 0,25 of 1,5 of 2,75."
HOURS_TOO_MANY = "Vul hoogstens 100 uur in een keer in. Is het echt meer? Verdeel het over een paar regels."
HOURS_TOO_FEW = "Vul minstens een kwartier in: 0,25."
HOURS_TO_COME = "Deze dag moet nog komen. Vul de uren in als ze zijn gemaakt."
WHO_MISSING = "Vul in wie het deed. Een functie is genoeg, bijvoorbeeld: beleidsmedewerker."
HOURS_ADDED = "De uren zijn erbij gezet."
HOURS_CHANGED = "De regel is veranderd."
HOURS_REMOVED = "De regel is weggehaald en telt niet meer mee."
TARGET_UNREADABLE = "Vul een heel getal in van 1 tot en met 500."
TARGET_SAVED = "Het aantal uren is opgeslagen."

TITLE_MISSING = "Vul in waar de afspraak over gaat."
KIND_MISSING = "Kies wat voor afspraak het is."
TIME_UNREADABLE = "Vul een tijd in zoals 9.30 of 14:00. Of laat het leeg voor een hele dag."
LENGTH_UNREADABLE = "Vul een heel aantal minuten in, van 5 tot en met 1440. Bijvoorbeeld 90."
LENGTH_WITHOUT_TIME = "Vul ook in hoe laat de afspraak begint. Of laat de duur leeg."
APPOINTMENT_ADDED = "De afspraak is gemaakt."
APPOINTMENT_CHANGED = "De afspraak is veranderd."
APPOINTMENT_CANCELLED = "De afspraak is afgezegd. Hij staat nog bij wat geweest is."


def who(name: str, is_you: bool) -> str:
    """Who is at turn, as a sentence."""
    return YOU if is_you else WHO[name]


def stand_line(step: str | None, state: str, is_closed: bool) -> str:
    """Where a trajectory is, in a list; without a step all of them have ended."""
    if is_closed:
        return "afgesloten"
    return f"{STEPS[step]}, {STEP_STATES[state].lower()}" if step else "alle stappen zijn klaar"


def state_line(state: str, late: int) -> str:
    """How a step goes against its planned days, when there is something to say."""
    if not late:
        return ""
    days = counted(late, "dag", "dagen")
    return f"{days} later klaar dan gepland" if state == "done" else f"{days} over de laatste dag"


def hours(minutes: int) -> str:
    """Time in hours, with as many decimals as it needs: 1,5 uur."""
    return f"{hour_number(minutes)} uur"


def hour_number(minutes: int) -> str:
    """The same without the word: 1,5."""
    decimals = 0 if minutes % 60 == 0 else 1 if minutes % 30 == 0 else 2
    return number(minutes / 60, decimals)


def spent_title(spent: int, total: int) -> str:
    """How many hours were spent, as a heading; `spent` in minutes, `total` in hours."""
    return f"{hour_number(spent)} van de {total} uur"


def spent_line(spent: int, total: int) -> str:
    """How the hours lie against what the trajectory may take; `spent` in minutes, `total` in hours."""
    left = total * 60 - spent
    if left < 0:
        return f"Er zijn {hours(spent)} gemaakt. Dat is {hours(-left)} meer dan de {total} uur die je ervoor had."
    if left == 0:
        return f"Alle {total} uur zijn gemaakt."
    return f"Er zijn {hours(spent)} gemaakt van de {total} uur. Er is nog {hours(left)} over."


def share_line(spent: int, share: int) -> str:
    """The hours of one step against its share."""
    over = spent - share * 60
    more = f", {hours(over)} meer dan gedacht" if over > 0 else ""
    return f"{hour_number(spent)} van {share} uur{more}"


def left(spent: int, hours_: int) -> str:
    """What is left of the hours, or how much there is too many; `spent` in minutes."""
    minutes = hours_ * 60 - spent
    return f"{hour_number(minutes)} over" if minutes >= 0 else f"{hour_number(-minutes)} te veel"


def next_title(step: str, task: str) -> str:
    """What is next, as the heading of the ten months: Stap 3: spreek de eerste acties af."""
    label = TASKS[task][0]
    return f"Stap {list(STEPS).index(step) + 1}: {label[:1].lower()}{label[1:]}"


def step_line(state: str, started: date | None, ended: date | None, planned: date) -> str:
    """How far a step is and since when, on one line; `planned` is its first planned day."""
    if state == "to_come":
        return f"Later, begint {short_date(planned)}"
    if ended:
        return f"Klaar, {f'{short_date(started)} tot ' if started and started != ended else 'op '}{short_date(ended)}"
    return f"{STEP_STATES[state]}, {f'sinds {short_date(started)}' if started else 'nog niet begonnen'}"


def when_planned(start: date, end: date) -> str:
    return f"Gepland: {long_date(start)} tot en met {long_date(end)}."


def due_days(days: Sequence[tuple[date, bool]]) -> str:
    """Days on the line, the first first, each with whether it is late: 24 november 2026 (te laat) en 9 maart 2027."""
    return f"{listing([long_date(day) + (' (te laat)' if late else '') for day, late in days])}."


def next_appointment(day: date | None) -> str:
    return f"de volgende op {day_in_year(day)}" if day else "alle geweest"


def at_hour(at: time | None) -> str:
    """9.30 uur, or nothing for a whole day."""
    return f"{at.hour}.{at.minute:02d} uur" if at else ""


def when(day: date, at: time | None, minutes: int | None) -> str:
    """When an appointment is: vrijdag 4 december 2026 om 9.30 uur, 90 minuten."""
    hour = f" om {at_hour(at)}" if at else ""
    return f"{day_and_date(day)}{hour}{f', {minutes} minuten' if minutes else ''}"


def late_actions(count: int) -> str:
    return f"{counted(count, 'actie is', 'acties zijn')} te laat"


def overdue_line(ends_on: date, today: date) -> str:
    """How late an action is, after its title."""
    return f"is {counted((today - ends_on).days, 'dag', 'dagen')} te laat."
