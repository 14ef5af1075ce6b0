"""What the network says: how one stands among others, taking part, the country, and shared actions."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.state.places import REGIONS, SIZE_CLASSES
from app.texts.trajectories import STEPS
from app.texts.words import counted, listing
from app.web.formatting import long_date

PLACES = {
    "high": "hoogste kwart",
    "above": "boven het midden",
    "middle": "rond het midden",
    "below": "onder het midden",
    "low": "laagste kwart",
}
"""Where an own score lies among those of others."""
TOO_FEW = "Er doen nog te weinig gemeenten mee om dit te tonen."
TOO_FEW_GROUP = "Dit tonen we pas als elke groep groot genoeg is."
NO_FIGURE = "te weinig gemeenten"
FIGURE_GONE = "nu geen cijfer: het wacht op negen nieuwe scores"
ALL_GONE = "Er zijn nu geen cijfers"
UNTIL = "Er stopten gemeenten, of ze kregen nieuwe scores. Er komen weer cijfers als er negen nieuwe scores zijn."
NO_SCORE = "nog te weinig bekend"
WHAT_JOINING_IS = (
    "Doe je mee, dan zie je hoe je ervoor staat tussen andere gemeenten. En jouw scores tellen mee in wat zij zien."
)
WHO_SEES = "Andere gemeenten zien jullie scores niet. Jullie adviseur wel, zoals in het rapport."
OTHER_SCORE = (
    "Staat er een score uit het rapport bij? Dan is die anders: "
    "hier tellen alleen vragen die in alle versies van de vragenlijst hetzelfde zijn."
)
SIZES: Mapping[int, str] = {size: f"ten minste {size}" for size in (5, 10, 20, 50, 100)}
ALL = "Alle gemeenten die meedoen"
FILTERS: Mapping[str, str] = {
    **{f"size:{name}": f"Gemeenten met {text}" for name, text in SIZE_CLASSES.items()},
    **{f"region:{name}": text for name, text in REGIONS.items()},
}
"""By how addresses name them."""
FEWER = "minder dan 5"
FINISHED = "Klaar met het traject"
STAGES: Mapping[str, str] = {**STEPS, "finished": FINISHED}
DOING: Mapping[str, str] = {
    "inventory": "inventariseren",
    "priorities": "prioriteren",
    "actions": "formuleren acties",
    "partners": "mobiliseren en voeren uit",
    "evaluation": "evalueren",
    "finished": "zijn klaar",
}
"""The steps as what municipalities do."""
NOT_COVERED = (
    "Wie de scores van meer gemeenten kent, kan meer uitrekenen. Dat zijn adviseurs van meer gemeenten. "
    "En gemeenten die elkaar hun scores vertellen: zij kunnen een score van een andere gemeente ongeveer afleiden."
)
JOINED = "Je gemeente doet mee met het netwerk."
WAITING = "tot er genoeg gemeenten zijn om samen binnen te komen: minstens negen. Dat gebeurt ’s nachts."
MAILED = "De coördinator krijgt een mail als"
LEFT = "Je gemeente doet niet meer mee met deze ronde. In nieuwe cijfers tellen jullie scores niet meer mee."
MEANWHILE_GIVEN = "Iemand anders heeft intussen al toestemming gegeven. Je hoeft niets meer te doen."
MEANWHILE_LEFT = "Iemand anders heeft de toestemming intussen al ingetrokken. Je hoeft niets meer te doen."
NOT_AGREED = "Deze ronde is nog niet vastgesteld. Stel de inventarisatie eerst vast. Daarna kun je meedoen."
NOT_CONFIRMED = "Zet een vinkje als je namens de gemeente toestemming geeft."
CONFIRM = "Ik geef toestemming namens de gemeente"
CSV_QUESTIONS = ("Korte naam", "Vraag", "Code", "Midden (0-100)", "Aantal gemeenten")
CSV_STAGES = ("Stap", "Aantal gemeenten")


def most_are(stages: Sequence[tuple[str, int]]) -> str:
    """Where most municipalities are: the step of the highest number, or the two that are equal."""
    most = max((count for _, count in stages), default=0)
    names = [DOING[step] for step, count in stages if count == most]
    return f"De meesten {listing(names, 'of')}" if most and len(names) <= MOST_NAMED else "Landelijk beeld"


def told(count: int) -> str:
    """A number of municipalities as it may be told: rounded down to fives."""
    return f"ten minste {count}" if count else FEWER


def counts(counted: int, total: int, since: date | None) -> str:
    """Which of the own scores came in, and what the rest waits for."""
    if since is None:
        return f"Jullie scores tellen nog niet mee. Ze wachten {WAITING} {MAILED} de eerste meetellen."
    if counted == total:
        return f"Al jullie scores zijn binnen, de laatste sinds {long_date(since)}."
    came = f"{counted} van jullie {total} scores zijn binnen, de laatste sinds {long_date(since)}."
    return f"{came} De andere wachten {WAITING} {MAILED} alle binnen zijn."


def half(low: int, high: int) -> str:
    return f"{low} tot {high}" if low != high else f"rond {low}"


def headline(high: Sequence[str], low: Sequence[str], *, is_told: bool, is_spread: bool) -> str:
    """Which domains stand high and low among others; what can be said when none does."""
    said = [_stand(names, word) for names, word in ((high, "hoog"), (low, "laag")) if names]
    if said:
        return ", ".join(said)
    if is_spread:
        return "Jullie plaats verschilt per dimensie"
    return "Jullie staan rond het midden" if is_told else "Netwerk"


MOST_NAMED = 2


def _stand(names: Sequence[str], word: str) -> str:
    if len(names) > MOST_NAMED:
        return f"{len(names)} domeinen staan {word}"
    return f"{listing(names)} {'staat' if len(names) == 1 else 'staan'} {word}"


def moments(first: date, last: date) -> str:
    if first == last:
        return f"Stand van {long_date(last)}."
    return f"Cijfers van {long_date(first)} tot en met {long_date(last)}."


OWN_DOMAIN = "Een eigen domein"
"""How a domain that a municipality added is called: its name would tell whose it is."""
OWN_DOMAIN_FILTER = "eigen"
"""The same in an address."""
ANONYMOUS = "Een andere gemeente"
NO_QUESTION = "Geen vraag"
NO_EFFORT = "Niet ingevuld"
SHOWS_NAME = {"yes": "Ja, anderen zien de naam van onze gemeente", "no": "Nee, anderen zien ‘Een andere gemeente’"}
STATES = {
    "proposed": "Nog niet begonnen",
    "planned": "Gepland",
    "running": "Bezig",
    "done": "Klaar",
    "stopped": "Gestopt",
}
"""How far an action was when it was shared."""
LABELS = {
    "title": "Titel",
    "domain": "Domein",
    "question": "Vraag",
    "text": "Wat houdt de actie in?",
    "partners": "Met wie?",
    "done_when": "Waaraan zie je dat het klaar is?",
    "effort": "Hoeveel moeite kost het?",
    "experience": "Hoe ging het?",
    "shows_name": "Naam van de gemeente",
    "state": "Hoe ver de actie is",
}
"""What others read of a shared action, in the order of the form."""
NAME_SHOWN, NAME_HIDDEN = "Zichtbaar", "Niet zichtbaar"
NOTHING = "Niets"

TITLE_MISSING = "Vul in wat je deed, in een paar woorden."
DOMAIN_UNKNOWN = "Dit domein staat niet in de vragenlijst. Kies een ander domein."
QUESTION_UNKNOWN = "Deze vraag is er niet. Kies een andere vraag, of geen vraag."
QUESTION_GENERAL = (
    "Deze vraag gaat over de hele gemeente. Kies bij het domein ‘Algemene vragen’, of kies een andere vraag."
)
QUESTION_OF_DOMAIN = "Deze vraag gaat over een domein. Kies bij het domein geen ‘Algemene vragen’, of kies geen vraag."
EFFORT_UNKNOWN = "Kies klein, gemiddeld of groot, of laat het open."
EXPERIENCE_MISSING = "Vertel in twee zinnen hoe het ging. Daar leren anderen het meest van."
NAME_MISSING = "Kies of anderen de naam van je gemeente zien."

SHARED = "De actie is gedeeld. Andere gemeenten vinden haar vanaf nu."
CHANGED = "Het is veranderd. Andere gemeenten zien vanaf nu de nieuwe tekst."
UNCHANGED = "Er is niets veranderd."
WITHDRAWN = "De actie is teruggetrokken. Andere gemeenten vinden haar niet meer."
NOT_SHARED = "Deze actie was al niet meer gedeeld. Er is niets veranderd."
CHANGED_MEANWHILE = "Iemand anders veranderde intussen wat jullie delen. Jouw tekst is nog niet opgeslagen."
SHARED_MEANWHILE = "Iemand anders deelde deze actie intussen. Jouw tekst is nog niet opgeslagen."
WITHDRAWN_MEANWHILE = "Iemand anders trok deze actie intussen terug. Jouw tekst is niet gedeeld."

CHANGED_HIDDEN = "De tekst is opgeslagen. De actie blijft verborgen tot de beheerder haar weer toont."
HIDDEN = "Deze actie is nu niet te lezen: een beheerder heeft haar verborgen."
HIDDEN_TITLE = "Een beheerder heeft deze actie verborgen"
HIDDEN_HELP = "Andere gemeenten zien haar nu niet. Pas de tekst aan en vraag de beheerder om haar weer te tonen."
REASON_MISSING = "Schrijf op waarom je deze actie verbergt. Wie haar deelde, leest dit."
HIDDEN_MEANWHILE = "Een andere beheerder verborg deze actie intussen al, met een andere reden. Er is niets veranderd."
TEXT_CHANGED_MEANWHILE = "De gemeente veranderde de tekst intussen. Lees hem opnieuw. Klopt je reden nog?"
NOW_HIDDEN = "De actie is verborgen. Wie haar deelde, krijgt een mail met je reden."
NOW_SHOWN = "De actie is weer te lezen. Wie haar deelde, krijgt een mail."

GONE = "Deze actie wordt niet meer gedeeld. De andere gemeente heeft haar teruggetrokken."
GONE_TITLE = "Een actie die niet meer gedeeld wordt"
OWN_NOT_COPIED = "Dit is jullie eigen actie. Zij staat al in jullie plan."
NO_PLAN = "Daarvoor heb je een traject nodig dat open is. Begin een traject, of open het weer. Kom daarna terug."
TRAJECTORY_MISSING = "Kies in welk plan de actie komt."
DOMAIN_MISSING = "Kies bij welk domein de actie hoort."

QUESTION_MISSING = "Schrijf op wat je wilt weten."
MUNICIPALITY_MISSING = "Kies namens welke gemeente je de vraag stelt."
ASKED = "Je vraag is verstuurd. Je krijgt een mail als er een antwoord is."
ASKED_BEFORE = "Deze vraag was al verstuurd. Je krijgt een mail als er een antwoord is."
NO_ADVISER = (
    "Vragen lopen via een adviseur. Er is nu geen adviseur die je vraag kan doorgeven. "
    "Vraag de Stichting om een adviseur voor jouw gemeente."
)
OWN_NOT_ASKED = "Dit is een actie van jullie eigen gemeente. Daarover kun je hier geen vraag stellen."
ANSWER_MISSING = "Schrijf het antwoord op."
ANSWERED = "Het antwoord is opgeslagen. Wie de vraag stelde, krijgt een mail."
ANSWERED_MEANWHILE = "Een andere adviseur gaf intussen een antwoord. Jouw tekst is nog niet opgeslagen."


def source(name: str) -> str:
    """Whose action it is."""
    return f"Gemeente {name}"


def taken_from(name: str | None) -> str:
    """Where a copied action comes from; None: the other municipality does not show its name."""
    return f"Overgenomen van gemeente {name}" if name else "Overgenomen van een andere gemeente"


def groups(offered: Sequence[str]) -> list[tuple[str, str]]:
    """With whom somebody can compare, to choose from."""
    return [("", ALL), *((name, FILTERS[name]) for name in offered)]


def found(total: int) -> str:
    return f"{counted(total, 'actie past', 'acties passen')} bij wat je zoekt."


def shared(*, again: bool, hidden: bool) -> str:
    """What sharing an action, or changing what is shared, amounts to."""
    return CHANGED_HIDDEN if hidden else CHANGED if again else SHARED


def copied(title: str) -> str:
    """That an action was put in the own plan, and what to do next."""
    return f"‘{title}’ staat in jullie plan. Kies ‘Verander de actie’ en vul in wie het doet, en wanneer het klaar is."


def copied_before(title: str) -> str:
    return f"‘{title}’ stond al in jullie plan. Er is niets veranderd."


def declined(reason: str) -> str:
    """Why an action cannot come in the plan with its question."""
    return f"Jullie besloten eerder dat er bij deze vraag geen actie komt. De reden was: {reason}"


def name_in_text(name: str, where: Sequence[str]) -> str:
    """That the name of a municipality stands in what it shares without its name."""
    places = listing([f"‘{LABELS[field]}’" for field in where])
    return f"Je koos om de naam niet te tonen. Maar ‘{name}’ staat nog bij {places}. Haal de naam daar weg."


def too_many(most: int, minutes: int) -> str:
    """That a municipality asked as many questions as it can in an hour."""
    wait = counted(minutes, "minuut", "minuten")
    return (
        f"Je gemeente kan {most} vragen per uur stellen. Dat aantal is bereikt. Je vraag is nog niet verstuurd. "
        f"Probeer het over {wait} opnieuw."
    )


def how_to_answer(sharing: str | None, *, own: bool, hidden: bool, other_adviser: bool) -> str:
    """What an adviser does with a question; `sharing` is the municipality that shared, when they may know it."""
    if sharing and own and hidden:
        return f"Bespreek de vraag met gemeente {sharing}. Noem haar naam niet in je antwoord: zij wil anoniem blijven."
    if sharing:
        return f"Bespreek de vraag met gemeente {sharing}. Schrijf daarna het antwoord op."
    if other_adviser:
        return (
            "De gemeente die dit deelde, wil anoniem blijven. Haar adviseur heeft deze vraag ook gekregen. "
            "Weet jij het antwoord? Dan kun jij het ook opschrijven."
        )
    return (
        "De gemeente die dit deelde, wil anoniem blijven en heeft nu geen adviseur. "
        "Schrijf op wat je zelf weet, of dat het niet lukt om het na te vragen."
    )
