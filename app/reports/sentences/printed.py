"""What the printed report says by rule: the headline of a domain, titles, and how the report is read."""

from collections.abc import Sequence

from app.reports.sentences import profile
from app.reports.sentences.story import Conclusion
from app.texts.words import listing, sentence_start

DOMAINS = "Per domein: wat is er te winnen?"
BESIDE_HEADS = ("Domein", "Totaal", "Wat opvalt")
GENERAL_HEADS = ("Onderwerp", "Score")
UNKNOWN = "Wat we nog niet weten, en wie het kan weten"
UNKNOWN_HEADS = ("Domein", "Nog niet bekend", "Wie dit kan weten")
CHANCES = "Waar ligt de meeste kans?"
CHANCE_HEADS = ("Domein", "Kans", "Te winnen", "Haalbaar", "Ambitie", "Wat de antwoorden zeggen")
IDEA_HEADS = ("Idee", "Wat", "Wie", "Klaar als", "Hoort bij")
GUIDE = "Zo lees je dit rapport"
DIMENSIONS = "Onderwerpen"
LEVELS = "Niveaus"
WORDS = "Vijf woorden"
NOT_ZERO = "Wat we niet weten, telt niet als 0"
STEPS = "Nu en 1 stap verder"
SIGNS = "Tekens"
UNKNOWN_SIGN = ("?", "Nog niet bekend. Dat is iets anders dan 0.")
PART_SIGN = ("*", "1 van de 2 antwoorden is bekend.")
OUT_SIGN = ("–", "Niet van toepassing.")
BAND = (
    "De stippellijn is de bandbreedte: hoe laag en hoe hoog een score nog kan worden. Het is geen statistische marge."
)
ALL_KNOWN = "Bij een score zonder bandbreedte is alles bekend."
BORDER = "Staat er ‘op de grens’? Dan is het hoogstens 2,5 punt tot een ander woord. Maak dat verschil niet te groot."
LITTLE = "te weinig"
NOW = "Nu"
SO_FAR = "Nu: zo ver is het domein met deze vraag."
NEXT = "1 stap verder: het vak met de stippellijn."
KNOWN = "Wat weten we?"
SURE = "Hoe zeker is het?"
NOT = "Wat is het niet?"


def headline(
    unknown_levels: Sequence[str],
    known: bool,
    gap: tuple[str, str] | None,
    words: Sequence[str],
    lowest: Sequence[str],
) -> str:
    """What a domain comes down to, by the first rule that holds; where nothing does, that it has a score.

    `unknown_levels` have no score at all; `gap` is which level stands above which (S12); `words` are those of the
    dimensions, and `lowest` is which of them are lowest.
    """
    if unknown_levels:
        return f"Bij {listing([level.lower() for level in unknown_levels])} weten we nog niets"
    if not known:
        return "We weten nog te weinig voor een totaal"
    if gap:
        return f"{sentence_start(gap[0].lower())} is verder dan {gap[1].lower()}"
    if words and len(set(words)) == 1:
        return f"Elke dimensie is {words[0]}"
    verb = "is" if len(lowest) == 1 else "zijn"
    return f"{sentence_start(listing([name.lower() for name in lowest]))} {verb} het laagst"


def beside(lowest: Conclusion, domains: int) -> str:
    """The title above all domains beside each other."""
    head = lowest[0]
    which = f"{domains} domeinen naast elkaar" if domains > 1 else "Het ene domein"
    return f"{which}: {head[:1].lower()}{head[1:]}"


def legend(signs: Sequence[tuple[str, str]]) -> str:
    """How the numbers and signs of the map are read."""
    return " ".join(
        ("Getallen zijn afgerond.", *(f"‘{sign}’: {meaning[:1].lower()}{meaning[1:]}" for sign, meaning in signs))
    )


def intro(questions: int, levels: int, dimensions: int) -> str:
    """How many questions there are, and what their answers count for."""
    return (
        f"Elk domein heeft {questions} vragen, over {dimensions} onderwerpen en {levels} niveaus. "
        "Elk antwoord telt 0, 25, 50, 75 of 100 punten. Een score is het gemiddelde."
    )


def score(points: str, word: str) -> str:
    """`47 In opbouw`, or that too little is known."""
    return f"{points} {word}" if points else f"? {profile.TOO_LITTLE_KNOWN.lower()}"


def band(low: str, high: str) -> str:
    """How far a score can still move."""
    return f"{low} tot {high}"


def chance_keys(start: int, borders: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """How the chances are read: the dot, the dashed lines and where the axis begins."""
    lines = listing([f"vanaf {border} ‘{word}’" for border, word in reversed(borders)])
    return "de kans nu", f"stippellijnen: {lines}", f"de as begint bij {start}, niet bij 0"


def now(word: str) -> str:
    """How far a question is."""
    return f"Nu: {word}"


def grounds(agreed: int, asked: int) -> str:
    """On what the scores rest."""
    return (
        f"{agreed or 'Geen'} van de {asked} scores {'is' if agreed == 1 else 'zijn'} samen afgesproken, met een reden."
    )
