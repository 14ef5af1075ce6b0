"""What a review says about an agreed score that is another one than in the earlier round."""

from fractions import Fraction

from app.formatting import number
from app.texts.counting import counted
from app.texts.words import SPECIAL
from questionnaires.model import GENERAL

UNSAID = "Anders dan toen. Nog niets over gezegd."
SAID = {
    "yes": "Ja, er is echt iets veranderd.",
    "no": "Nee, we kijken er nu anders naar.",
    None: "Nog niet gezegd of er echt iets veranderde.",
}
"""What stands with an agreed score, by `changed`."""
SAID_ALONE = {"yes": "er is echt iets veranderd", "no": "ik kijk er nu anders naar"}
"""What somebody says of their own answer."""
SAVED = "Opgeslagen wat jullie zeggen over het verschil met toen."
NOTHING_TO_SAY = (
    "De afgesproken score is intussen veranderd. Er is nu geen verschil met toen meer om iets over te zeggen. "
    "Daarom is er niets opgeslagen."
)
UNSAID_COUNTS = (
    "Jullie kunnen gewoon verder. Zolang niemand iets zegt, telt zo’n verschil mee als verandering, net als bij ‘ja’. "
    "Jullie kunnen het zeggen tot jullie vaststellen."
)
NO_DIFFERENCE = "De afgesproken score is niet anders dan toen, of de twee kun je niet vergelijken."
NO_DIFFERENCES = "Van geen enkele vraag hier is de afgesproken score anders dan toen."
NOT_AGREED_YET = "Daarna zie je de score van toen ernaast."
EVIDENCE_HINT = (
    "Waaraan kun je zien dat dit klopt? Dit is het bewijs bij de afgesproken score. "
    "Met bewijs kan een verandering onderbouwd heten."
)
HOW_IT_COUNTS = (
    "Ja? Dan telt het verschil mee als we toen en nu vergelijken.",
    "Nee? Dan heet het ‘anders bekeken’. We rekenen dan voor beide momenten met de score van nu.",
    "Nog niets gezegd? Dan telt het verschil mee, net als bij ‘ja’.",
    "Een zichtbare verandering heet pas onderbouwd als er bewijs is bij minstens 1 vraag die dezelfde kant op ging. "
    "Het mag bewijs zijn bij de afgesproken score of bij een antwoord.",
)
"""S24 and S25, for the domains."""
GENERAL_COUNTS = (
    "De algemene vragen rekenen we niet mee als we toen en nu vergelijken. "
    "Wat jullie zeggen, blijft wel bij de afgesproken score staan.",
)
OTHER_MEANING = "Deze vraag betekent nu iets anders dan toen. Daarom vergelijken we de scores niet."
OTHER_WORDS = "De woorden zijn anders dan toen. De vraag betekent nog hetzelfde."
NEW_QUESTION = "Deze vraag zat niet in de vorige ronde. Er is dus geen score van toen."
NOT_AGREED_THEN = "Er was toen geen score afgesproken. Dit is wat de antwoorden samen gaven."


def hint(domain: str) -> str:
    """What stands below the question about one agreed score of a domain, or of the general part."""
    if domain == GENERAL:
        return "Kijken jullie er alleen anders naar dan toen? Kies dan nee."
    return "Kijken jullie er alleen anders naar dan toen? Dan tellen we het niet als verandering."


def counted_words(state: str, points: Fraction | None) -> str:
    """What counted in the earlier round: `2`, `gemiddeld 2,5`, or why there was no score."""
    if points is None:
        return SPECIAL["not_applicable"] if state == "not_applicable" else "Niet bekend"
    value = points / 25
    return number(value, 0) if value.denominator == 1 else f"gemiddeld {number(value)}"


def how_many_differ(count: int) -> str:
    """How many agreed scores are another one than then."""
    return f"Bij {counted(count, 'vraag', 'vragen')} is de afgesproken score anders dan toen."


def how_many_unsaid(count: int) -> str:
    """How many agreed scores differ from then without anybody saying if something really changed."""
    return f"Bij {counted(count, 'vraag', 'vragen')} is nog niet gezegd of er echt iets veranderde."


def how_many_of_them_unsaid(count: int, differing: int) -> str:
    """The same, after how many differ."""
    if count == 0:
        return "Jullie hebben daarbij gezegd of er echt iets veranderde."
    where = "Daarbij" if count == differing else f"Bij {count} daarvan"
    return f"{where} is nog niet gezegd of er echt iets veranderde."


def in_domain(title: str, count: int) -> str:
    """The same about one domain, short."""
    return f"{title}: bij {counted(count, 'vraag', 'vragen')}"


def saved(count: int) -> str:
    """What saving the page of a whole domain did."""
    if count == 0:
        return "Er was niets nieuws om op te slaan."
    return f"Opgeslagen bij {counted(count, 'vraag', 'vragen')}: wat jullie zeggen over het verschil met toen."
