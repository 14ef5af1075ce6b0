"""What is still open before a review starts, before handing in again, and before approving and agreeing."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.texts.participants import day as day
from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import day_and_date, long_date

UNSAID_COUNTS = (
    "Zolang niemand iets zegt, telt zo’n verschil niet mee als verandering. Hangt de uitkomst daarvan af, dan staat er "
    "‘nog niet te zeggen’."
)
LOOK_FIRST = "Kijk eerst wat er nu staat. Klik daarna opnieuw."
MEANWHILE = "Dit is opgeslagen nadat jij de pagina opende:"


class QuestionCounts(Protocol):
    """How many questions there are, and by what those count on which nothing is agreed."""

    @property
    def questions(self) -> int: ...
    @property
    def agreed(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def unknown(self) -> int: ...
    @property
    def not_applicable(self) -> int: ...


def what_counts(found: QuestionCounts) -> str:
    """By what each question counts (S1)."""
    parts = [f"Bij {found.agreed} van de {counted(found.questions, 'vraag', 'vragen')} telt de afgesproken score."]
    if found.answered:
        parts.append(f"Bij {counted(found.answered, 'vraag', 'vragen')} tellen de antwoorden, zonder afspraak.")
    parts.extend(
        f"{counted(number, 'vraag telt', 'vragen tellen')} niet mee, omdat {why}."
        for number, why in (
            (found.unknown, "het antwoord niet bekend is"),
            (found.not_applicable, "het antwoord ‘niet van toepassing’ is"),
        )
        if number
    )
    return " ".join(parts)


def points(count: int) -> str:
    return f"{counted(count, 'punt', 'punten')} om te bespreken"


def questions(count: int) -> str:
    return f"{counted(count, 'vraag', 'vragen')} zonder afspraak"


def chances(questions_: int, domains: int) -> str:
    """How many chance questions have no answer, and how many domains no ambition."""
    found = [counted(questions_, "kansvraag", "kansvragen") + " zonder antwoord"] if questions_ else []
    found += [counted(domains, "domein", "domeinen") + " zonder ambitie"] if domains else []
    return listing(found)


def unsaid(count: int) -> str:
    """About how many differences from then nobody said anything."""
    return f"{counted(count, 'score', 'scores')} anders dan toen, en nog niet gezegd of er werkelijk iets veranderde"


def threads(count: int) -> str:
    """How many remarks are not done."""
    return f"{counted(count, 'opmerking', 'opmerkingen')} niet afgehandeld"


def without_place(titles: Sequence[str]) -> str:
    """What the report cannot say about the domains with these titles, as long as chance questions are open."""
    which = f"Bij {listing(titles)}" if len(titles) < 3 else f"Bij {len(titles)} domeinen"
    return f"{which} kan het rapport dan niet zeggen of dat een goed begin is."


def approve_button(points_: int, anything: bool) -> str:
    """What the button says with so many points open, and anything open at all."""
    if points_:
        return f"Toch akkoord met {counted(points_, 'open punt', 'open punten')}"
    return "Toch akkoord" if anything else "Geef akkoord"


def told(advisers: int = 0, coordinators: int = 0, *, others: bool = False) -> str:
    """Who gets a mail, as a sentence begins: never by name; `others` when who does it is a coordinator too."""
    counts = (advisers, "adviseur", "adviseurs"), (coordinators, "coördinator", "coördinatoren")
    other = {"coördinator": "andere "} if others else {}
    found = [
        f"de {other.get(one, '')}{one}" if count == 1 else f"de {count} {other.get(one, '')}{many}"
        for count, one, many in counts
        if count
    ]
    return sentence_start(listing(found))


def thanked(count: int) -> str:
    """Which colleagues hear of it."""
    return f"{counted(count, 'collega die antwoordde', 'collega’s die antwoordden')}"


def not_done(busy: int, asked: int, titles: Sequence[str]) -> str:
    """How far those are who were asked to look again at these domains."""
    about = f"Teruggestuurd: {listing(titles)}."
    if not asked:
        return about
    if not busy:
        return f"{about} {'De collega die opnieuw keek, is' if asked == 1 else f'Alle {asked} collega’s zijn'} klaar."
    return f"{about} Van {counted(asked, 'collega', 'collega’s')} {'is' if busy == 1 else 'zijn'} er {busy} nog bezig."


def resubmit_button(busy: int) -> str:
    """What the button says with so many who are not done."""
    return f"Lever in zonder {counted(busy, 'collega', 'collega’s')}" if busy else "Lever opnieuw in"


CHOOSE = "Wat wil je doen?"
CHOICE_MISSING = "Kies wat je wilt doen."
CHOICES = {
    "remind": "Herinneren en wachten",
    "wait": "Alleen wachten",
    "move": "De laatste dag verzetten en wachten",
    "start": "Nu starten, zonder hen",
}
NOT_SEEN = "Kijk eerst wie nog niet klaar is."
MOST = 6
"""So many colleagues stand in the list; more are folded."""


def who(names: Sequence[str]) -> str:
    """Up to two names; of more how many they are."""
    return listing(names) if len(names) < 3 else f"{len(names)} collega’s"


def intro(busy: int, asked: int) -> str:
    """What starting does, and how many are not done."""
    closes = "Daarna kan niemand nog antwoorden."
    if not asked:
        return closes
    if not busy:
        return f"{closes} {'Je collega is' if asked == 1 else 'Al je collega’s zijn'} klaar."
    if asked == 1:
        return f"{closes} Je collega is niet klaar."
    done = part_of(busy, asked).replace("van de", "van je").replace("alle ", "al je ")
    return f"{closes} {sentence_start(done)} collega’s {'is' if busy == 1 else 'zijn'} niet klaar."


def promised(deadline: date | None, today: date) -> tuple[str, str]:
    """Until when they can answer as it was said to them, and what is left of it."""
    if deadline is None:
        return "Er is geen laatste dag afgesproken.", ""
    left, day = (deadline - today).days, day_and_date(deadline)
    if left < 0:
        return f"De laatste dag was {day}.", "Zij kunnen nu niet meer antwoorden."
    soon = ("Dat is vandaag.", "Dat is morgen.")
    return f"Beloofd: antwoorden kan tot en met {day}.", soon[left] if left < 2 else f"Nog {left} dagen."


def alone(domains: Sequence[str]) -> str:
    """That somebody is the only one who was asked these questions: `domains` has one for each question."""
    if not domains:
        return ""
    names = list(dict.fromkeys(domains))
    about = f" over {listing(names)}" if len(names) < 3 else ""
    return f"heeft als enige {counted(len(domains), 'vraag', 'vragen')}{about}"


def about_waiting(choice: str, mailed: Sequence[str], after: date | None) -> str:
    """Who gets a mail now (nobody named: all of them), and when the coordinator hears more."""
    told = f" Op {day_and_date(after)} mailen we jou." if after else ""
    if choice == "wait":
        return f"Er gaat nu geen mail weg.{told}"
    gets = f"{who(mailed)} {'krijgt' if len(mailed) == 1 else 'krijgen'}" if mailed else "Zij krijgen"
    if choice == "move":
        return f"{gets} een mail met de nieuwe dag. Een dag later mailen we jou."
    return f"{gets} nu een mail.{told}"


def about_starting(busy: int, unanswered: int) -> str:
    """What becomes of what they did not answer."""
    them, gets = ("deze collega", "krijgt") if busy == 1 else ("zij", "krijgen")
    left = f"{counted(unanswered, 'vraag blijft', 'vragen blijven')} zonder antwoord. " if unanswered else ""
    mail = f"{sentence_start(them)} {gets} een mail en {'kan' if busy == 1 else 'kunnen'} niet meer antwoorden."
    return f"{left}{mail} Terug kan niet: je kunt later alleen een heel domein terugsturen."


def button(choice: str, names: Sequence[str], deadline: date | None) -> str:
    return {
        "remind": f"Herinner {who(names)}",
        "wait": f"Wacht tot en met {long_date(deadline)}" if deadline else "Wacht",
        "move": "Verzet de laatste dag",
        "start": f"Start zonder {who(names)}" if names else "Start de bespreking",
    }[choice]


def waits_until(deadline: date | None) -> str:
    """That nothing was done, and when the coordinator hears more."""
    until = f" tot en met {day_and_date(deadline)}. De dag daarna krijg je een mail" if deadline else ""
    return f"Je wacht{until}. Er is niets verstuurd."


def far(name: str, before: str | None, now: str) -> str:
    """How far somebody is who was elsewhere before: `added`, or how many questions have an answer."""
    if now == "added":
        return f"{name} is toegevoegd, en is nog niet uitgenodigd."
    if before is None:
        return f"{name} doet nu mee, en is nog niet klaar."
    if before == "added":
        return f"{name} is uitgenodigd."
    begun = " is begonnen, en" if before == "0" else ""
    return f"{name}{begun} heeft nu {counted(int(now), 'vraag', 'vragen')} beantwoord."


def no_longer_busy(name: str) -> str:
    """That nobody waits for this person any more."""
    return f"{name} is klaar, of doet niet meer mee."


def day_is(deadline: date, today: date) -> str:
    """That the last day is another one, or over."""
    return f"De laatste dag {'is nu' if deadline >= today else 'was'} {day_and_date(deadline)}."
