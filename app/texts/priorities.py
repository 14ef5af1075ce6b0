"""What is said around the choice of domains: when it can be made, what would change the order, and what changed."""

from collections.abc import Iterable, Sequence

from app.texts.words import AMBITIONS, counted, listing, sentence_start

MOST = 3
"""Domains to begin with, at most."""

# When it can be done

NOT_YET = {
    "open": "Je kunt domeinen kiezen als de inventarisatie is vastgesteld. Eerst beantwoorden jullie de vragen. Daarna "
    "bespreken jullie de antwoorden en stelt de coördinator de inventarisatie vast.",
    "in_review": "Je kunt domeinen kiezen als de inventarisatie is vastgesteld. Jullie bespreken nu de antwoorden. "
    "Is dat klaar? Dan stelt de coördinator de inventarisatie vast.",
}
"""By the state of an inventory of which nothing was agreed yet."""
THEN = "Daarna zie je hier welke domeinen de meeste kans hebben, en kies je waarmee je begint."
REOPENED = (
    "De inventarisatie is heropend. Daarom kun je nu niet kiezen. Dat kan weer als de inventarisatie opnieuw is "
    "vastgesteld. Tot dan zie je hier de volgorde en de keuze van daarvoor."
)
SAVED = "De keuze is opgeslagen."
SAME = "Er is niets veranderd. De keuze staat er al."

# What a form says

PROPOSED = " Het rapport stelt dit domein voor."

NONE_CHOSEN = "Kies ten minste 1 domein om mee te beginnen."
DECIDED_BY_MISSING = "Schrijf op wie dit besloot, bijvoorbeeld: het college."
BOTH = "Je begint met dit domein. Vraag het dan niet ook als ambassadeur."


def standing(place: str, word: str, chance: str, span: tuple[int, int]) -> str:
    """Where a domain stands in the order: `Plaats 1 (gelijk), niet zeker (plaats 1 tot 2): Nu kansrijk, kans 80,4.`"""
    best, worst = span
    certainty = "" if best == worst else f", niet zeker (plaats {best} tot {worst})"
    return f"Plaats {place}{certainty}: {word}, kans {chance}."


def no_place(needed: str) -> str:
    """A domain without a place in the order."""
    return f"Nog geen plaats in de volgorde. Nog nodig: {needed}."


def too_many(chosen: int) -> str:
    return f"Je koos {chosen} domeinen. Kies er hoogstens {MOST}: haal er {chosen - MOST} weg."


def reason_missing(name: str) -> str:
    return f"Schrijf op waarom je met {name} begint."


def moved(name: str, place: int, chosen: int) -> str:
    """Where a domain stands in the own order after a button was pushed."""
    if not place:
        return f"{sentence_start(name)} is nog niet gekozen. Kies het domein eerst."
    return f"{sentence_start(name)} staat nu op plaats {place} van {chosen}."


# The picture of chances


def headline(now: Sequence[str], close: bool, prepared: int, later: int, ranked: int) -> str:
    """What the picture shows, with the names of the domains that have a good chance now.

    They are `close` when the place of none of them is certain.
    """
    if now:
        have = f"{counted(len(now), 'domein is', 'domeinen zijn')} nu kansrijk"
        return f"{have}: {now[0]}" if len(now) == 1 else f"{have} en liggen dicht bij elkaar" if close else have
    if prepared:
        return f"{counted(prepared, 'domein is', 'domeinen zijn')} kansrijk met voorwerk"
    if later:
        return "Nu is geen domein kansrijk"
    return "De ambitie is al bereikt" if ranked else "Nog geen volgorde van kans"


ABOUT_CHANCE = (
    "De kans gaat over wat er te winnen is (hoeveel inwoners, hoeveel nut) en of het nu kan (moment, mensen, wat er al "
    "is)."
)
OPENINGS = ("we bereiken een ", "het is een ")
"""Words at the beginning of a statement that a list of them can do without."""


TOO_LITTLE = "Nog geen plaats: te weinig bekend"
REACHED = "De ambitie is al bereikt"


def chance(chance: str, word: str) -> str:
    """`Kans 80: nu kansrijk`."""
    return f"Kans {chance}: {word.lower()}"


def begin(names: Sequence[str], leading: bool) -> str:
    return f"{'Jullie beginnen' if leading else 'De gemeente begint'} met {listing(names)}"


def why(statements: Iterable[str]) -> str:
    """What chance answers say, in short: `heel grote groep, goed moment, 1 collega wil beginnen`."""
    pairs = ((said, next((each for each in OPENINGS if said.startswith(each)), "")) for said in statements)
    return ", ".join(said.removeprefix(opening) for said, opening in pairs)


def places(best: int, worst: int) -> str:
    """Which place a domain has in the order, or which it can have: `plaats 1 tot 4`."""
    return f"plaats {best}" if best == worst else f"plaats {best} tot {worst}"


def in_words(word: str, chance: str, low: str, high: str) -> str:
    """The dot and the line of a domain for who does not see them."""
    return f"{word}, kans {chance} ({low} tot {high}): "


def with_ambition(word: str, name: str, rank: int) -> str:
    return f"Met ambitie {word} kwam {name} op plaats {rank}."


# What would change the order

CHANCE_QUESTIONS = {"K1": "het bereik", "K2": "het nut", "K3": "het moment", "K4": "de mensen"}
"""What the chance questions are about, by id."""
FIRM = (
    "De volgorde is stevig. Is het antwoord op één kansvraag een stap hoger of lager, of kies je bij één domein een "
    "andere ambitie? Dan houdt elk domein zijn plaats."
)
ONE_RANKED = "Er is maar 1 domein met een kans. Er is dus nog geen volgorde die kan veranderen."
ABOUT_QUESTIONS = (
    "De kansvragen gaan over het bereik, het nut, het moment en de mensen. Al het andere blijft hier gelijk."
)


def changing(names: Sequence[str], ranked: int) -> str:
    """Of which domains a small change gives another place."""
    if len(names) == ranked:
        return "Bij elk domein kan een kleine verandering genoeg zijn voor een andere plaats."
    can = "kan" if len(names) == 1 else "kunnen"
    return f"Door één kleine verandering {can} {listing(names)} een andere plaats krijgen. De andere domeinen niet."


def unmoved(names: Sequence[str]) -> str:
    """The domains of which no small change gives another place."""
    return f"Eén kleine stap bij {listing(names)} verandert niets."


def step(about: Sequence[str], steps: int, name: str, rank: int, now: int) -> str:
    """What a step on one of the chance questions does; `about` says what those are about."""
    which = listing(about, "of")
    higher = "hoger" if steps > 0 else "lager"
    return f"Als het antwoord over {which} één stap {higher} was, dan kwam {name} op plaats {rank} (nu {now})."


def other_ambition(old: int, new: int, name: str, rank: int, now: int) -> str:
    return (
        f"Als de ambitie {AMBITIONS[new]} was, en niet {AMBITIONS[old]}, dan kwam {name} op plaats {rank} (nu {now})."
    )


# What changed from one choice to the next


def changed(added: Sequence[str], removed: Sequence[str], moved: bool, rewritten: Sequence[str]) -> list[str]:
    """What differs from the choice before; `rewritten` has the domains that got another reason."""
    return [
        *([f"Erbij: {listing(added)}."] if added else []),
        *([f"Eraf: {listing(removed)}."] if removed else []),
        *(["De volgorde is anders."] if moved else []),
        *([f"Een andere uitleg bij {listing(rewritten)}."] if rewritten else []),
    ]


def asked_changed(added: Sequence[str], removed: Sequence[str]) -> list[str]:
    return [
        *([f"Nu ook gevraagd als ambassadeur: {listing(added)}."] if added else []),
        *([f"Niet meer gevraagd als ambassadeur: {listing(removed)}."] if removed else []),
    ]


def decided_otherwise(old: str, new: str) -> str:
    return f"Besloten door {new}. Eerst was dat {old}."


def newer_report(number: int) -> str:
    """Somebody chose while a new version of the report was made."""
    return (
        f"Er is intussen een nieuwe versie van het rapport: versie {number}. We hebben de keuze niet opgeslagen. "
        "Kijk of je keuze past bij de volgorde van nu. Past die? Sla de keuze dan opnieuw op."
    )


def older_report(old: int, new: int) -> str:
    """The choice rests on an older version of the report than there is now."""
    return f"De keuze hoort bij versie {old} van het rapport. Nu is er versie {new}."


def other_version(old: int, new: int) -> str:
    """The choice rests on another version of the report than the one before."""
    return f"Gemaakt bij versie {new} van het rapport. De vorige bij versie {old}."


NOTHING_ELSE = "Alleen de opmerking is anders."
