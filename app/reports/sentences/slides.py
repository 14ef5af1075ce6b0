"""The sentences of the presentation: what a title says in every case, and the steps that come after a report."""

from collections.abc import Sequence

from app.reports.sentences.story import Conclusion
from app.texts.words import counted, listing

STEPS = {
    "priorities": ("Kiezen", "Domeinen en besluit"),
    "actions": ("Acties", "Wie doet wat, en wanneer klaar"),
    "partners": ("Uitvoeren", "Met partners"),
    "evaluation": ("Evalueren", "Opnieuw kijken: wat veranderde?"),
}
"""The steps after the inventory, in a word and a few."""
NAME = "Presentatie"
MAP = "Score per domein, van 0 tot 100"
LEGEND = "De woorden van laag naar hoog, met hun punten"
FIRST_STEP = "Eerste stap."
NOT_NEEDED = "niet nodig"
WHY = "Waarom dit telt: veel inwoners hebben moeite met basisvaardigheden"
OWN_SOURCE = "Vul in, met bron en jaar"
SAME_QUESTIONS = "Dezelfde vragen bij beide domeinen. Bron: de antwoorden."
ONE_DOMAIN = "De vragen met de hoogste score. Bron: de antwoorden."
_TO_ONE = ((" Jij steunt dat.", " Het college steunt dat."), (", en jij steunt dat.", ", en het college steunt dat."))
"""As it is said now, and as it was before."""


def brand(municipality: str) -> str:
    """Above the conclusion: what it is about."""
    return f"Basisvaardigheden in {municipality}"


def when(preliminary: bool, date: str | None, version: int) -> str:
    """How far the report is: agreed on a day, or not yet; and which version, after the first."""
    if preliminary:
        return "voorlopig"
    agreed = f"vastgesteld op {date}" if date else "vastgesteld"
    return f"{agreed} · versie {version}" if version > 1 else agreed


def pair_title(best: str, weakest: str, differ: bool, lacks: bool) -> str:
    """What the best domain has arranged and the weakest hardly; otherwise that it is further, or alike."""
    if not differ:
        return f"Tussen {best} en {weakest} is weinig verschil"
    if lacks:
        return f"Wat {best} al regelde, mist {weakest} nog"
    return f"Op dezelfde vragen is {best} verder dan {weakest}"


def single_title(name: str) -> str:
    """There is one domain with a total, so that there is nothing to hold it against."""
    return f"Alleen van {name} weten we genoeg"


NO_PAIR = "Van geen enkel domein weten we genoeg om te vergelijken"
ASK = "Deze mensen kunnen ons verder helpen:"


def source(name: str) -> str:
    """Where a number comes from."""
    return f"Bron: {name}"


def proposal_title(conclusion: Conclusion, begins: bool) -> str:
    """Where to begin, as our proposal; otherwise why there is none."""
    head = conclusion[0]
    return f"Ons voorstel: {head[:1].lower()}{head[1:]}" if begins else head


def from_to(points: str, word: str, goal: str) -> str:
    """How far a domain is, and how far it should come."""
    return " naar ".join(each for each in (", ".join(filter(None, (points, word))), goal) if each)


def first_step(title: str) -> str:
    """The first action that the bank has for it."""
    return f"{title}."


def chances(points: Sequence[str]) -> str:
    """The chances of what is proposed."""
    return f"Kans {listing(points)} van 100." if points else ""


def decisions_title(n: int) -> str:
    """How many decisions are asked."""
    return f"We vragen het college om {counted(n, 'besluit', 'besluiten')}"


def below_decisions(blank: bool) -> str:
    """What to do with the lines, where there are any, and whose choice it is."""
    fill_in = "Vul dit in voor de vergadering. " if blank else ""
    return f"{fill_in}De gemeente kiest zelf, en zegt waarom."


def of_the_college(text: str) -> str:
    """A decision as a whole college hears it; on the page of the alderman it is said to one person."""
    for to_one, to_all in _TO_ONE:
        text = text.replace(to_one, to_all)
    return text


def months_title(months: int) -> str:
    """What comes after the report."""
    return f"De komende {months} maanden: kiezen, doen en terugkijken"


def step_said(what: str, hours: int) -> str:
    """A step in a few words, with the hours that it may take."""
    return f"{what} · {hours} uur"


def next_steps(proposed: int, last: str) -> str:
    """What to do now, then, and in the last month."""
    which = f"over {'het domein' if proposed == 1 else f'de {proposed} domeinen'}" if proposed else "hoe het verdergaat"
    return (
        f"Deze maand: het college besluit {which}. Daarna: per domein 1 of 2 acties, met een naam en een datum. "
        f"Vanaf {last}: kijken wat er veranderde."
    )


def hours_said(hours: int, months: int) -> str:
    """How much time it may take, and that it is a proposal."""
    return f"Samen {hours} uur in {months} maanden, voor de coördinator en de collega’s. De data zijn een voorstel."


def timeline(steps: Sequence[tuple[str, str]]) -> str:
    """The picture in words: each step, and until when it goes on."""
    return f"Tijdlijn. {' '.join(f'{name}: {until}.' for name, until in steps)}"


def signs(unknown: bool, part: bool, not_asked: bool) -> str:
    """The signs of the map; one only where it is used."""
    found = ["? is nog niet bekend. Dat is iets anders dan 0."] if unknown else []
    found += ["* 1 of meer antwoorden zijn nog niet bekend."] if part else []
    found += ["– is niet van toepassing."] if not_asked else []
    return " ".join(found) or "Alle scores zijn bekend. Donkerder is meer geregeld."
