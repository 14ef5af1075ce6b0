"""What became of a version of the questionnaire, in words: classes, parts, and what they mean for comparing."""

from questionnaires.model import ChangeClass, ChangeKind

SECTIONS: dict[ChangeKind, str] = {
    "question": "Vragen",
    "option": "Antwoorden",
    "domain": "Domeinen",
    "override": "Afwijkende teksten",
    "action": "Verbeteracties",
    "facet": "Facetten",
}
EXPLAINED: dict[ChangeKind, str] = {
    "question": "Waar een vraag per domein anders klinkt, staat hier ‘dit domein’.",
    "option": "Bij elke vraag horen 5 antwoorden. Ze tellen van 0 tot en met 4.",
    "domain": "Hoe een domein heet en welke woorden erbij horen.",
    "override": "Bij sommige domeinen klinkt een vraag een beetje anders.",
    "action": "De acties die Samenhang voorstelt. Acties die jullie al kozen, blijven zoals ze zijn.",
    "facet": "Elk facet hoort bij 1 dimensie van het profiel.",
}
CLASSES: dict[ChangeClass, str] = {
    "carried": "zelfde tekst, iets anders eromheen",
    "grammar": "alleen taal",
    "reworded": "anders verwoord, zelfde vraag",
    "moved": "op een andere plaats",
    "meaning_changed": "andere betekenis",
    "merged": "samengevoegd",
    "split": "gesplitst",
    "retired": "vervallen",
    "added": "nieuw",
}
REWORDED = "anders verwoord"
"""What `reworded` is called of what is no question."""
UNCHANGED = "gelijk gebleven"
NEW_QUESTIONS: dict[ChangeClass, str] = {
    **CLASSES,
    "retired": CLASSES["added"],
    "split": "samengevoegd uit andere vragen",
    "merged": "deel van een gesplitste vraag",
}
"""Where a new question comes from, by the class that it has when the table is read backwards."""
TOTAL = "Samen"

COMPARABLE = "Kun je vergelijken"
NOT_COMPARABLE = "Kun je niet vergelijken"
SAME = "Het antwoord van toen en dat van nu gaan over hetzelfde."
OF_OTHER_QUESTION = "De vraag waar dit bij hoort, betekent nu iets anders."
CHANCES = "Antwoorden op vragen over kansen vergelijken we nooit."
NO_MATTER = "Voor het vergelijken maakt dit niet uit."
COUNTS_ELSEWHERE = "De vragen van dit facet tellen nu mee bij een andere dimensie. Dat geldt dan voor toen en voor nu."
MOVED_COUNTS = "Het antwoord telt nu op de nieuwe plaats mee. Dat geldt dan voor toen en voor nu."
WHY_NOT: dict[ChangeClass, str] = {
    "meaning_changed": "De vraag betekent nu iets anders.",
    "retired": "Deze vraag stellen we niet meer.",
    "added": "Deze vraag was er nog niet.",
    "split": "Van 1 vraag zijn er meer gemaakt.",
    "merged": "Van meer vragen is er 1 gemaakt.",
    "moved": "De vraag heeft een nieuw nummer. Daarmee is het een andere vraag.",
}
WHY_NOT_DOMAIN: dict[ChangeClass, str] = {
    "retired": "Dit domein is er niet meer.",
    "added": "Dit domein was er nog niet.",
    "split": "Van 1 domein zijn er meer gemaakt.",
    "merged": "Van meer domeinen is er 1 gemaakt.",
    "moved": "Het domein heeft een nieuw kenmerk. Daarmee is het een ander domein.",
}

QUESTION = "Vraag"
HELP = "Uitleg"
PLACE = "Plaats"
EVIDENCE = "Voorbeelden van bewijs"
ANCHOR = "Vaste vraag bij het vergelijken"
YES_NO = {True: "ja", False: "nee"}
NUMBER = "Nummer"
AXES = {"return": "wat het kan opleveren", "feasibility": "hoe haalbaar het is"}
ANSWER = "Antwoord"
NAME = "Naam"
SHORT = "Korte naam"
EXPLANATION = "Uitleg"
FACT = "Feit"
PRACTICE = "Actie uit de praktijk"
DEFAULT = "Staat aan bij het begin"
OWN_DOMAIN = "Domeinen die een gemeente zelf toevoegt"
DIMENSION = "Dimensie"
TITLE = "Titel"
TEXT = "Tekst"
WHO = "Wie"
PARTNERS = "Met wie"
EFFORT = "Hoeveel werk"
EFFORTS = {"small": "klein", "medium": "middelgroot", "large": "groot"}
DONE_WHEN = "Klaar als"
AT_QUESTION = "Hoort bij vraag"
BASIS = "Bron"


def answer_of(value: str, question_id: str) -> str:
    """The name of an answer text."""
    return f"Antwoord {value} bij vraag {question_id}"


def in_domain(question_id: str, domain: str) -> str:
    """The name of a text that differs."""
    return f"Vraag {question_id} bij {domain}"


def word_in_questions(name: str) -> str:
    """The label of a word that comes into questions."""
    return f"Woord in de vragen: {name}"


def place_of(dimension: str, facet: str, level: str) -> str:
    """Where a question about a domain stands."""
    return f"{dimension} (facet {facet}), niveau {level}"


def lead(old: int, comparable: int, before: int, after: int) -> str:
    """How many old questions can be compared."""
    which = f"Alle {old}" if comparable == old else f"{comparable} van de {old}"
    return f"{which} vragen van versie {before} kun je vergelijken met versie {after}."


def without_changes(kinds: list[str]) -> str:
    """The parts in which nothing differs."""
    names = [kind[:1].lower() + kind[1:] for kind in kinds]
    listed = f"{', de '.join(names[:-1])} en de {names[-1]}" if len(names) > 1 else names[0]
    return f"Aan de {listed} is niets veranderd."


def unchanged(kind: str, count: int) -> str:
    """The heading over the parts that stayed."""
    return f"{kind}: {count} gelijk gebleven"
