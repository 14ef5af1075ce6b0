"""Section 9: how the report came about, and what its numbers are worth."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.documents.model import BulletList, FactRow, KeyFacts, Paragraph, Section
from app.reports.document import overview
from app.reports.document.material import FUNCTIONS, Material, ReportContext
from app.texts.words import ROUNDS, counted, listing
from app.web.formatting import long_date

WAYS = {
    "together": "Samen ingevuld: coördinator en adviseur zaten samen aan 1 scherm.",
    "invited": "Collega’s vulden ieder hun eigen deel in.",
    "mixed": "Voor een deel samen ingevuld, voor een deel door collega’s die ieder hun eigen deel deden.",
}

PROVENANCE = "Gebaseerd op de folder van het Maatwerktraject; nog niet door de Stichting vastgesteld."

CONVENTIONS = (
    "De grenzen in dit rapport, zoals 62,5 punten of 2 van de 3 vragen, zijn afspraken. "
    "Ze gelden tot een proef heeft laten zien hoeveel een score verschilt als dezelfde mensen nog een keer invullen."
)

NO_INTERVAL = (
    "De bandbreedte laat zien hoe laag en hoe hoog een score nog kan worden als de onbekende antwoorden bekend zijn. "
    "Het is geen statistische marge."
)

HOW_COUNTED = (
    "Elk antwoord telt 0, 25, 50, 75 of 100 punten. Een score is het gemiddelde van de antwoorden die bekend zijn. "
    "‘Weet ik niet’ en ‘niet van toepassing’ tellen niet mee, dus ook niet als nul."
)

OWN_JUDGEMENT = (
    "De antwoorden zijn het oordeel van de mensen die invulden. Ze zijn een begin van een gesprek, geen rapportcijfer."
)

PRELIMINARY = "Voorlopig: deze inventarisatie is nog niet vastgesteld. De cijfers kunnen nog veranderen."
WITHOUT_ADVISER = "Dit rapport is vastgesteld zonder adviseur van de Stichting."

_PLURALS = dict(FUNCTIONS.values())


def people(counts: Mapping[str, int]) -> str:
    """By how many people it was filled in, and with which function."""
    total = sum(counts.values())
    if total == 0:
        return "Niemand vulde deze inventarisatie in."
    if len(counts) == 1:
        return f"{listing([f'{n} {_plural(name, n)}' for name, n in counts.items()])}."
    functions = listing([f"{n} {_plural(name, n)}" for name, n in counts.items()])
    return f"{counted(total, 'persoon', 'personen')}: {functions}."


def _plural(name: str, n: int) -> str:
    if n == 1:
        return name
    first, rest = next(((one, name[len(one) :]) for one in _PLURALS if name.startswith(one)), (name, ""))
    return f"{_PLURALS.get(first, first)}{rest}"


def agreed_by(functions: Sequence[str]) -> str:
    return f"Door {listing(functions)}." if functions else "Nog niet vastgesteld."


def agreed_scores(agreed: int, scored: int) -> str:
    """How many of the scores were agreed."""
    if scored == 0:
        return "Er zijn nog geen scores."
    if agreed == 0:
        return "Over de scores is nog niets afgesproken: ze zijn het gemiddelde van de antwoorden."
    if agreed == scored:
        return "Alle scores zijn samen afgesproken, met een reden."
    are = "is" if agreed == 1 else "zijn"
    others = "De andere zijn het gemiddelde van de antwoorden."
    return f"{agreed} van de {scored} scores {are} samen afgesproken, met een reden. {others}"


def instrument(title: str, version: int) -> str:
    """Which questionnaire was used."""
    return f"{title}, versie {version}."


def rules(version: int) -> str:
    """Which rules made the scores."""
    return f"Versie {version}."


def check(address: str) -> str:
    """Where to check that a file is the report as it was agreed."""
    return f"Op {address} zie je of een bestand precies dit rapport is, zoals het is vastgesteld."


CHANCE_BORDERS = (
    "Een kans van 65 of meer heet ‘Nu kansrijk’, een kans van 45 of meer ‘Kansrijk met voorwerk’. "
    "Domeinen die minder dan 5 punten lager staan dan het eerste van hun groep, delen een plaats. "
    "De cijfers kiezen niet. Met dezelfde cijfers kun je ook een andere volgorde verdedigen."
)


def accountability_section(material: Material) -> Section:
    """How it was filled in, by whom, with which questionnaire and rules, and the limits of it."""
    blocks = (
        KeyFacts(facts=tuple(_facts(material))),
        Paragraph(text=OWN_JUDGEMENT),
        BulletList(items=(HOW_COUNTED, NO_INTERVAL, CONVENTIONS, CHANCE_BORDERS)),
        Paragraph(text=material.questionnaire.provenance),
    )
    return Section(id="verantwoording", title="Verantwoording", blocks=blocks)


def _facts(material: Material) -> list[FactRow]:
    context, assessment = material.context, material.assessment
    found = {
        "Gemeente": f"{assessment.municipality_name} ({assessment.municipality_code})",
        "Soort": ROUNDS[assessment.round],
        "Domeinen": overview.domains_chosen([domain.name for domain in material.domains]),
        "Hoe ingevuld": WAYS[context.way] if context.way else None,
        "Wanneer": context.filled_in,
        "Door wie": people(_people_by_function(material)),
        "Vragen bekend": _coverage(material),
        "Scores": agreed_scores(*_agreed(material)),
        "Vastgesteld": agreed_text(material),
        "Datum": long_date(context.date) if context.date else None,
        "Vragenlijst": instrument(material.questionnaire.title, material.questionnaire.version),
        "Rekenregels": rules(material.result.rules),
        "Herkomst": PROVENANCE,
    }
    facts = [FactRow(label=label, text=text) for label, text in found.items() if text]
    return [*facts, *identity_facts(context)]


CHECK = "Controle"


def identity_facts(context: ReportContext) -> Iterator[FactRow]:
    """Which report this is, and where to check that a file is that report."""
    if context.document_id:
        yield FactRow(label="Kenmerk", text=context.document_id)
    if context.check_page:
        yield FactRow(label=CHECK, text=check(context.check_page), href=context.check_page)


def _people_by_function(material: Material) -> Mapping[str, int]:
    """How many people per function: given, or counted from the participants."""
    if material.context.people:
        return material.context.people
    return Counter(material.role_of(person.id) for person in material.assessment.participants)


def agreed_text(material: Material) -> str:
    """Who agreed the report, or that it is preliminary."""
    if material.context.preliminary:
        return agreed_by(())
    agreed = agreed_by(material.context.agreed_by)
    return f"{agreed} {WITHOUT_ADVISER}" if material.context.without_adviser else agreed


def _coverage(material: Material) -> str:
    found = [score for domain in material.domains for score in domain.result.dimensions.values()]
    return overview.known(sum(score.scored for score in found), sum(score.applicable for score in found))


def _agreed(material: Material) -> tuple[int, int]:
    """The chance questions do not count: nobody agrees a score for those."""
    items = [item for _, item in material.everything() if item.question.kind != "opportunity"]
    scored = [item.score for item in items if item.score.state == "scored"]
    return sum(score.agreed for score in scored), len(scored)
