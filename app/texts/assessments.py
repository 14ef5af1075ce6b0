"""What the application says while people start an inventory and answer its questions."""

CHOOSE_ANSWER = "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’."
CHOOSE_OR_SKIP = "Kies een antwoord. Of sla deze vraag over met de link onder de knoppen."
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
    "submitted": "Je antwoorden zijn ingeleverd. De coördinator kan de bespreking starten.",
    "start_review": "Je antwoorden zijn ingeleverd. Start de bespreking.",
    "wait": "De gemeente vult in. Je hoeft nu niets te doen.",
    "in_review": "De bespreking is bezig. Bekijk de antwoorden en maak afspraken over de scores.",
    "wait_review": "De coördinator en de adviseur bespreken de antwoorden. Je hoeft nu niets te doen.",
    "agreed": "Het rapport is klaar. Lees het rapport.",
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
