"""What the adviser's edition says: a conclusion by rule, its numbers, and what goes with what colleagues said."""

from collections.abc import Mapping, Sequence

from app.texts.words import counted, listing, part_of
from scoring.assessment import Value

VALUES = {"unknown": "?", "not_applicable": "–"}
"""Of what has no score."""
IN_WORDS = {"?": "weet ik niet", "–": "niet van toepassing"}
ELSEWHERE = (
    "Alle antwoorden staan in Excel. Scores en ideeën staan in het hele rapport. "
    "Rijen waarover niets te zeggen is, staan er niet."
)
PEOPLE = "Wie vulde in"
SAID = "Toelichtingen"
REALLY = {
    "yes": "Er is werkelijk iets veranderd.",
    "no": "Er veranderde niets, maar jullie kijken er nu anders naar.",
    "unknown": "Jullie weten niet of er werkelijk iets veranderde.",
}
"""What an agreed score says of the difference with the earlier round (S25)."""
SEES_DIFFERENTLY = "Ziet het anders"
REMARK = "Opmerking"
SINCE = "Sinds de vorige ronde"
PROOFS = {"backed": "met bewijs", "impression": "alleen een eigen indruk", "bare": "geen bewijs"}
MATRIX = "Scores per vraag en domein; bij 3 of 4 staat of er bewijs is"
LEGEND = "Bij een * zien collega’s het duidelijk anders. ? is niet bekend, – niet van toepassing."
MARKED = "Een ! staat bij een 3 of 4 zonder bewijs."
TOTALS = "Totalen die nog kunnen veranderen"
REACH = "De lijn is wat een totaal nog kan worden."
ASK = "Vraag waar het uit blijkt"
OWN_WORDS = "Wat collega’s schreven bij de open vragen. Deel deze teksten niet."


GENERAL_QUESTIONS = "de algemene vragen"


def conclusion(people: int, apart: str | None, unknown: str | None, bare: int) -> str:
    """What stands out most: the domain that colleagues see most differently, else what to ask further about.

    `people` is how many answered; `unknown` the domain with most that is unknown, `bare` the high scores without
    evidence.
    """
    if apart:
        return f"Over {apart} denken collega’s het meest verschillend. Begin daar."
    asked = [
        *([f"bij {unknown}"] if unknown else []),
        *([f"bij {counted(bare, 'hoge score', 'hoge scores')} zonder bewijs"] if bare else []),
    ]
    first = {0: "Niemand vulde iets in.", 1: "Eén persoon vulde in."}.get(people, "Collega’s zien niets heel anders.")
    further = f"Vraag door {', en '.join(asked)}." if asked else "Er staat niets open."
    return f"{first} {further}" if people else first


def filled_in(names: Sequence[str], of: int) -> str:
    """About what somebody answered, of so many parts."""
    return "Alles" if len(names) == of else ", ".join(names)


def placed(counts: Mapping[str, int], most: int = 3) -> str:
    """`8 bij Werk, 2 bij Wonen`: where most of something is."""
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    if len(ordered) == 1:
        return f"bij {ordered[0][0]}"
    return ", ".join(f"{n} bij {name}" for name, n in ordered[:most]) + (" en meer" if len(ordered) > most else "")


def moved(down: int, up: int, others: int) -> str:
    """Which way agreed scores went from the answers."""
    found = ((down, "omlaag"), (up, "omhoog"), (others, "van of naar ‘niet van toepassing’"))
    return ", ".join(f"{n} {way}" for n, way in found if n)


def differences(n: int, shown: int) -> str:
    """Over what colleagues see differently."""
    title = f"{counted(n, 'vraag die', 'vragen die')} collega’s duidelijk anders zien"
    return f"{title}: de {shown} grootste verschillen" if shown < n else f"{title}, grootste verschil eerst"


def spread(n: int) -> str:
    """Over answers that lie apart, and not far."""
    return counted(n, "vraag met verspreide antwoorden", "vragen met verspreide antwoorden")


def more(n: int) -> str:
    """What is not told here, and stands in Excel."""
    return f"Nog {counted(n, 'vraag staat', 'vragen staan')} alleen in Excel."


def others(counts: Sequence[tuple[str, int]]) -> str:
    """How often what lies between the highest and the lowest answers was given."""
    given = listing([f"{n} keer {IN_WORDS.get(label, label)}" for label, n in counts])
    return f"Ook {given}. Wie en waarom, staat in Excel."


def in_words(answers: Sequence[str], agreed: str | None) -> str:
    """The strip of a question in words."""
    given = ", ".join(IN_WORDS.get(answer, answer) for answer in answers)
    told = f"Antwoorden: {given}." if answers else "Geen antwoorden."
    return f"{told} Afgesproken: {IN_WORDS.get(agreed, agreed)}." if agreed else told


def label(value: Value) -> str:
    """An answer as it stands before what was said with it."""
    return "n.v.t." if value == "not_applicable" else ("?" if value == "unknown" else str(value))


def agreed_label(value: Value) -> str:
    """What was agreed, as it stands before its reason."""
    return f"Afgesproken {label(value)}"


def evidence(bare: int, impressions: int) -> str:
    """How many high scores rest on nothing, or on an own impression alone."""
    if bare + impressions == 0:
        return "Bewijs: bij elke hoge score staat bewijs"
    nothing = f"bij {counted(bare, 'hoge score', 'hoge scores')} staat niets"
    impressed = f"bij {impressions} alleen een eigen indruk"
    return f"Bewijs: {', '.join([*([nothing] if bare else []), *([impressed] if impressions else [])])}"


def also(names: Sequence[str]) -> str:
    """The high scores without evidence that belong to no domain."""
    return f"Ook over de hele gemeente zonder bewijs: {listing(names)}."


def unsure(names: Sequence[str]) -> str:
    """Of which questions somebody is not sure."""
    return f"Iemand is niet zeker van: {listing(names)}."


def changed(n: int) -> str:
    """How many agreed scores differ from what was answered."""
    if n == 0:
        return "Iemand ziet een afgesproken score anders"
    return f"In het gesprek veranderde{'' if n == 1 else 'n'} {counted(n, 'score', 'scores')}"


def unchanged(n: int) -> str:
    """How many agreed scores are what was answered."""
    are = "afgesproken score is" if n == 1 else "afgesproken scores zijn"
    return f"{n} andere {are} gelijk aan de antwoorden."


def unknown(n: int, needed: Mapping[str, int]) -> str:
    """What is not known, and how many answers give a domain a total."""
    first = f"Niet bekend: {counted(n, 'antwoord', 'antwoorden')}"
    if len(needed) != 1:
        return first
    (name, answers), *_ = needed.items()
    return f"{first}. {name} heeft er {answers} nodig voor een totaal"


def order(uncertain: int, ranked: int, domains: int) -> str:
    """How certain the order is (S21), and how many domains take part in it."""
    part = f", en {ranked} van de {domains} domeinen doen mee" if ranked < domains else ""
    if uncertain == 0:
        return f"De volgorde is zeker{part}"
    return f"De volgorde is niet zeker: {counted(uncertain, 'domein kan', 'domeinen kunnen')} nog wisselen{part}"


def place(best: int, worst: int) -> str:
    """The place of a domain, with the room that it has (S21)."""
    return f"{best}" if best == worst else f"{best} tot {worst}"


def comparable(whole: int, domains: int) -> str:
    """How many domains can be compared later, with all their anchor questions."""
    return f"Straks te vergelijken: {part_of(whole, domains)} domeinen helemaal"


def anchors(missed: Sequence[str]) -> str:
    """Which domains miss an anchor question (S23), each with how many have a score."""
    return f"Een volgende meting vergelijken we op de ankervragen. Niet overal is een score: bij {listing(missed)}."


def said(n: int) -> str:
    """Over what was said and is told nowhere else."""
    return f"Wat er verder gezegd is: {counted(n, 'toelichting', 'toelichtingen')}"


def too_many(n: int) -> str:
    """Where what was said can be read when it is too much for paper."""
    return f"Het zijn er {n}. Lees ze in Excel: daar kun je zoeken en sorteren."


def about(function: str | None, confidence: str | None, proof: str | None) -> str:
    """Who said it, how sure they are and what it rests on, between brackets; nothing where there is nothing."""
    parts = [part for part in (function, confidence, proof) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def all_alike(function: str, domain: str, n: int, value: int) -> str:
    """Somebody who gave the same answer to everything in a domain."""
    return f"Iemand gaf bij {domain} {n} keer hetzelfde antwoord: {value} ({function}). Vraag hoe dat komt."
