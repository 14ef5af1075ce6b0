"""What only the alderman's page says: why it matters, with sources, and what is asked; and the words of its page.

`app.reports.alderman` makes the page of this and of the full edition.
"""

from collections.abc import Sequence

from app.documents.model import BulletList, Section
from app.reports.document.chances import WORDS
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.overview import DomainTotal, proposed, start_and_later
from app.texts.words import counted, listing, sentence_start

BASIC_SKILLS = (
    "Ongeveer 2,5 miljoen volwassenen in Nederland hebben moeite met basisvaardigheden. "
    "(Bron: folder van het Maatwerktraject, 2023.)"
)
WHY = "Waarom dit telt"
DECIDE = "3 besluiten die we vragen"
STAND = "Waar we staan (0 tot 100, donkerder is meer geregeld)"
HEADS = ("Besluit", "Wie", "Bedrag, uren", "Vóór")
TOTAL = "Totaal"
NOT_NEEDED = "niet nodig"
BLANK = "…" * 9
"""A line to write on, where nobody filled anything in."""
NO_PROPOSAL = (
    "Er is nog geen voorstel, want daarvoor weten we te weinig. "
    "Het eerste voorstel komt als de vragen over kansen zijn beantwoord."
)
ALL_REACHED = "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt. Ons voorstel: houd dit vast."
HOLD = "Opdracht: de domeinen die al zo ver zijn, houden dat vast. Jij steunt dat."
WAIT_OR_BEGIN = "Keuze: wachten we op een beter moment, of beginnen we toch met een domein?"
DECISIONS = (
    "Uren en geld: een vaste contactpersoon per domein, en een bedrag voor de eerste acties.",
    "Moment: college en raad praten hierover en kijken naar de resultaten.",
)
"""The second and the third decision that are asked: the first depends on the proposal."""


def fact(text: str, source: str, year: str | None) -> str:
    """A fact with its source, and its year where the source's title does not name it."""
    when = f", {year}" if year and year not in source else ""
    return f"{text} (Bron: {source}{when}.)"


def only_later(n: int) -> str:
    """There are domains that can grow, and none to begin with now."""
    which = "Dit domein kan" if n == 1 else "Deze domeinen kunnen"
    return f"We stellen nu geen domein voor om mee te beginnen. {which} later aan de beurt komen."


def assignment(names: Sequence[str]) -> str:
    """The first decision: what is asked of the domains to begin with."""
    where = listing(names) if names else "de domeinen die we kiezen"
    join = "werkt mee" if len(names) == 1 else "werken mee"
    return f"Opdracht: {where} {join}. Jij steunt dat."


def above(municipality: str, title: str) -> str:
    """Which report it is, and for whom: what stands above the conclusion."""
    return f"Voor de wethouder · {municipality} · {title}"


def in_municipality(name: str) -> str:
    """What the number of people in the municipality itself is about."""
    return f" volwassenen in {name} hebben moeite met basisvaardigheden."


def with_source(text: str, source: str) -> str:
    """A sentence with where its number comes from."""
    return f"{text} (Bron: {source}.)" if source else text


FILLED = ("Ingevuld", "Wat later is ingevuld, hoort niet bij het vastgestelde rapport.")
"""A word and its text in a file with something filled in; how to check a file is left out: this one has no code."""


def total(name: str, score: str, word: str) -> str:
    """A domain with its score, as a line; `?` is none."""
    return f"{name}: {score}, {word}." if score != "?" else f"{name}: nog te weinig bekend."


GROUNDS = ("samen afgesproken", "uit losse antwoorden", "niet bekend")
"""On what a score rests, or that there is none."""


def begin_with(names: Sequence[str]) -> str:
    """What is proposed, as a sentence."""
    return f"Begin bij {listing(names)}."


def adds_up(parts: Sequence[tuple[int, str]]) -> str:
    """On what the scores rest; together these are all."""
    return f"{', '.join(f'{n} {what}' for n, what in parts)}."


def of_all(asked: int, parts: Sequence[tuple[int, str]]) -> str:
    """The same with how many there are."""
    return f"{counted(asked, 'score', 'scores')}: {adds_up(parts)}"


STANDS = ("nog niet begonnen", "nog los geregeld", "in opbouw", "op orde", "op orde")
"""How a domain stands, by its word."""


def title(standings: Sequence[DomainTotal], domains: int, scale: Sequence[str]) -> str:
    """The conclusion: the best and the weakest of these, which go from high to low; `domains` is how many there are."""
    if not standings:
        return "We weten nog te weinig om te zeggen waar we staan."
    first, last = standings[0], standings[-1]
    steps = [scale.index(each.word) for each in standings]
    every = "Het ene domein" if domains == 1 else f"Alle {domains} domeinen"
    if len(standings) < domains:
        every = f"Alle {len(standings)} domeinen met een score"
    if len(standings) == 1:
        rest = "" if domains == 1 else f" Van {_others(domains - 1)} weten we nog te weinig."
        return f"{first.name} is {STANDS[steps[0]]}.{rest}"
    weakest = listing(_shortened([each.name for each in standings if each.score == last.score]))
    if first.score == last.score:
        return f"{every} zijn {STANDS[steps[0]]}. Ze staan even hoog."
    if STANDS[steps[0]] == STANDS[steps[-1]]:
        return f"{every} zijn {STANDS[steps[0]]}. Bij {weakest} is het minst geregeld."
    best = _shortened([each.name for each in standings if each.score == first.score])
    verb = "is" if len(best) == 1 and best[0] == first.name else "zijn"
    return f"{listing(best)} {verb} {STANDS[steps[0]]}. Bij {weakest} is nog het minst geregeld."


def _others(n: int) -> str:
    return "het andere domein" if n == 1 else f"de andere {n} domeinen"


def _shortened(names: Sequence[str]) -> list[str]:
    return list(names) if len(names) < 3 else [f"{len(names)} domeinen"]


def legend(scale: Sequence[str], unknown: bool) -> str:
    """The words from low to high, and the sign for what is not known."""
    return f"{' – '.join(scale)}.{' ‘?’: nog te weinig bekend.' if unknown else ''}"


def where_to_begin(names: Sequence[str]) -> str:
    """The heading above the reasons."""
    return f"Waarom beginnen bij {listing(names)}?" if names else "Waar beginnen?"


def grows(name: str, word: str, goal: str) -> str:
    """A domain, how far it is and how far it should come."""
    return f"{name}: van {word} naar {goal}" if word and goal else name


def why(chance: str, answers: str) -> str:
    """What the answers on the chance of a domain say; without them what the chance is."""
    return f"{sentence_start(answers or WORDS[chance])}."


def not_here(outside: int, known: bool) -> str:
    """The heading above why the weakest domain is not proposed."""
    if not known:
        return "Wat weten we nog niet?"
    if not outside:
        return "En het zwakste domein?"
    return "Waarom niet bij het zwakste domein?" if outside == 1 else "Waarom niet bij de zwakste domeinen?"


def weakest_proposed(names: Sequence[str]) -> tuple[str, str]:
    belong = "hoort" if len(names) == 1 else "horen"
    return f"{listing(names)} {belong} bij het voorstel", "Daar is het minst geregeld, en er valt nu iets te winnen."


def no_place(name: str, needed: str) -> tuple[str, str]:
    """A domain without a place in the order."""
    return f"{name} staat nog niet in de volgorde", needed or "Daarvoor weten we nog te weinig."


def kept(name: str) -> tuple[str, str]:
    """A domain that reached its ambition."""
    return f"{name} is al zo ver als de ambitie vraagt", "Daar hoef je niet te beginnen."


def less_chance(name: str, chance: str, against: tuple[str, str] | None) -> tuple[str, str]:
    """A domain with a chance that is not greater than that of the last proposed one."""
    if against is None:
        return f"Bij {name} is de kans nu klein", f"De kans is {chance} van 100."
    other, points = against
    how = "niet groter" if chance == points else "kleiner"
    return f"Bij {name} is de kans {how}", f"Die is {chance} van 100, bij {other} {points}."


def unknown_domains(names: Sequence[str], known: bool, whom: str) -> tuple[str, str]:
    """Domains without a total; `whom` can be asked."""
    who = listing(names) if len(names) < 4 else f"{len(names)} domeinen"
    ask = f" Vraag: {whom}." if whom else ""
    return f"{sentence_start(who)}{' ook' if known else ''} nog niet", f"Daar weten we nog te weinig van.{ask}"


def how_sure(agreed: int, asked: int) -> str:
    """The heading above the bar."""
    join = "is" if agreed < 2 else "zijn"
    return f"Hoe zeker is dit? {agreed or 'Geen'} van de {asked} scores {join} samen afgesproken"


def filled_in(who: str) -> str:
    """Who filled in, and what that means."""
    return f"Ingevuld door {who[:1].lower()}{who[1:]} Het is een oordeel, geen rapportcijfer."


def differ(n: int) -> str:
    """How many questions without an agreed score people see differently."""
    return f"Over {counted(n, 'vraag', 'vragen')} zonder afspraak denken collega’s verschillend."


def left_out(n: int) -> str:
    """What has no score because it does not apply."""
    count = "telt" if n == 1 else "tellen"
    return f"{counted(n, 'vraag is', 'vragen zijn')} niet van toepassing. Die {count} niet mee."


MOST_FACTS = 2
"""One of the country, and one of a domain; the files have more."""


def alderman_sections(material: Material) -> tuple[Section, ...]:
    """The facts and the decisions, each as lines."""
    return (
        Section(id="waarom", title=WHY, blocks=(BulletList(items=tuple(_facts(material))),)),
        Section(
            id="besluiten",
            title=DECIDE,
            blocks=(BulletList(items=(_first_decision(material), *DECISIONS), ordered=True),),
        ),
    )


def _facts(material: Material) -> list[str]:
    """What is known of the country, and the sourced fact of the first domain that has one, the proposed ones first."""
    order: dict[DomainMaterial, None] = dict.fromkeys((*proposed(material), *material.domains))
    facts = [domain.domain.fact for domain in order if domain.domain.fact is not None]
    asked = material.questionnaire
    found = [fact(each.text, asked.source(each.source).title, each.year) for each in facts]
    return [BASIC_SKILLS, *found][:MOST_FACTS]


def _first_decision(material: Material) -> str:
    start, later = start_and_later(material)
    if start or not material.result.ranking:
        return assignment([domain.name for domain in start])
    return WAIT_OR_BEGIN if later else HOLD
