"""What the application says while people start an inventory and answer its questions."""

from collections.abc import Sequence
from datetime import date

from app.formatting import day_and_date
from app.texts.counting import counted, listing

CHOOSE_ANSWER = "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’."
CHOOSE_OR_SKIP = "Kies een antwoord. Of kies ‘Sla deze vraag over’."
SKIPPED_WITH_TEXT = "Je typte iets. Kies een antwoord en sla op. Of haal je tekst weg: dan kun je de vraag overslaan."
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

SAVED = "Je antwoorden zijn opgeslagen."
SAVED_LAST = "Je antwoorden zijn opgeslagen. Dit was de laatste vraag."

NEXT_STEP = {
    "answer": "Beantwoord de vragen.",
    "answer_again": "Een domein is teruggestuurd. Kijk je antwoorden daar nog eens na en lever ze opnieuw in.",
    "handed_in_again": "Je hebt opnieuw ingeleverd. Je hoeft nu niets te doen.",
    "submitted": "Je antwoorden zijn ingeleverd. Je kunt ze nog veranderen tot de bespreking begint.",
    "closed": "De laatste dag om te antwoorden is voorbij. Je kunt je antwoorden lezen.",
    "start_review": "Je antwoorden zijn ingeleverd. Is iedereen klaar? Start de bespreking.",
    "wait": "De gemeente vult in. Je hoeft nu niets te doen.",
    "in_review": "De bespreking is bezig. Bekijk de antwoorden en maak afspraken over de scores.",
    "wait_review": "De coördinator en de adviseur bespreken de antwoorden. Je hoeft nu niets te doen.",
    "agreed": "Het rapport is klaar. Lees het rapport.",
    "read": "Lees het rapport.",
    "done": "De inventarisatie is vastgesteld. Je kunt je antwoorden lezen.",
}
"""What can be done next, by what the assessment waits for."""


def progress(answered: int, total: int) -> str:
    """How far somebody is with some questions, as the overview shows it."""
    if not answered:
        return "Nog niet begonnen"
    return "Klaar" if answered == total else f"{answered} van {total} beantwoord"


def time_left(minutes: int) -> str:
    """About how long it still takes."""
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


UNTIL_RESUBMIT = "tot de coördinator alles opnieuw inlevert"
"""Until when answers that were sent back can change, inside a sentence."""


def changeable_until(deadline: date | None) -> str:
    """Until when answers can change, inside a sentence."""
    if deadline is None:
        return "tot de bespreking begint"
    return f"tot en met {day_and_date(deadline)}, tenzij de bespreking eerder begint"


def colleagues_line(invited: int, done: int) -> str:
    """How many colleagues were invited and how many of them are done."""
    if not invited:
        return "Er zijn nog geen collega’s uitgenodigd."
    return f"{counted(invited, 'collega', 'collega’s')} uitgenodigd, {done} klaar."


def review_closes(busy: int, invited: int) -> str:
    """What starting the review does to colleagues who are not done."""
    if invited == 1:
        who = "Je collega is nog niet klaar."
    elif busy == invited:
        who = f"Van de {invited} collega’s is nog niemand klaar."
    else:
        who = f"{busy} van de {invited} collega’s {'is' if busy == 1 else 'zijn'} nog niet klaar."
    them = "kan deze collega" if busy == 1 else "kunnen zij"
    return f"{who} Na de start {them} niets meer invullen of veranderen."


def only_sent_back(titles: Sequence[str]) -> str:
    """What of the answers can still change while the review is going on."""
    return f"Teruggestuurd: {listing(titles)}. Alleen daar kun je je antwoorden nog veranderen."
