"""What happened to who takes part: inviting, dividing, replacing, handing in, and taking part again."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.texts.words import counted
from app.trail import wording
from app.trail.telling import Entry, Event, ToldFact, ToldField, each

DECISIONS = {
    "instead": "de collega antwoordt in plaats van wie het voorstelde",
    "beside": "de collega antwoordt ook, naast wie het voorstelde",
    "declined": "de collega wordt niet gevraagd",
}
DETAILS = {
    "name": "de naam",
    "email": "het e-mailadres",
    "function": "de functie",
    "level": "het niveau",
    "personal_line": "de persoonlijke regel",
}
CHANGED = ToldField("changed", "Veranderd", wording.listed(wording.one_of(DETAILS)))


def _cells(cells: Any, names: wording.Names) -> str:
    if cells == "everything":
        return "alle vragen"
    return "; ".join(names.cell(cell) for cell in wording.texts_of(cells))


def _people(values: Any, names: wording.Names) -> str:
    """One by function, more by number."""
    people = [names.person(one) for one in wording.texts_of(values)]
    return people[0] if len(people) == 1 else counted(len(people), "collega", "collega’s")


def _everybody(entry: Entry) -> Iterator[ToldFact]:
    if len(wording.texts_of(entry.new)) > 1:
        yield ToldFact("Wie", "", wording.many(wording.person)(entry.new, entry.names))


def _rows(values: Any) -> list[dict[str, Any]]:
    return [row for row in values if isinstance(row, dict)] if isinstance(values, list) else []


def _colleagues(values: Any, _: wording.Names) -> str:
    rows = _rows(values)
    if len(rows) == 1:
        function = _function(rows[0])
        return f"een collega toe: {function}" if function else "een collega toe"
    return f"{counted(len(rows), 'collega', 'collega’s')} toe"


def _function(row: dict[str, Any]) -> str:
    return ", ".join(filter(None, (str(row.get("function") or ""), str(row.get("level") or ""))))


def _parts(entry: Entry) -> Iterator[ToldFact]:
    rows = _rows(entry.new)
    for row in rows:
        cells = _cells(row.get("parts"), entry.names)
        if cells or len(rows) > 1:
            yield ToldFact(_function(row) or "Een collega" if len(rows) > 1 else "Vragen", "", cells)


def _deadline(entry: Entry) -> str:
    if entry.old_of("deadline") == entry.new_of("deadline") or not entry.new_of("deadline"):
        return "veranderde wanneer collega’s vanzelf een herinnering krijgen."
    return "zette de laatste dag om te antwoorden op {deadline}."


def _proposed(entry: Entry) -> str:
    if not entry.new_of("domain"):
        return "stelde voor dat een collega de vragen over een deel van de vragen beantwoordt."
    if entry.new_of("question"):
        return "stelde voor dat een collega antwoordt op {item}."
    return "stelde voor dat een collega de vragen over {domain} beantwoordt."


def _name_shown(entry: Entry) -> str:
    if entry.new is False:
        return "wil de eigen naam niet meer bij de antwoorden in de bespreking."
    return "vindt het goed dat de eigen naam bij de antwoorden staat in de bespreking."


def _given_away(entry: Entry) -> Iterator[ToldFact]:
    domains = Counter(one.partition("/")[0] for one in wording.texts_of(entry.new))
    lines = [f"{entry.names.domain(one)}: {counted(n, 'vraag', 'vragen')}" for one, n in domains.items()]
    if lines:
        yield ToldFact("Niet meer bij ‘Samen invullen’", "", "; ".join(lines))


WHOM = (ToldField("value", "Wie", _people),)
PEOPLE = (
    Event("add_people", "voegde {value}.", _parts, said=(ToldField("value", "Wie", _colleagues),)),
    Event(
        "change_participant",
        "veranderde {changed} van {person}.",
        ToldField("function", "Functie"),
        ToldField("level", "Niveau"),
        said=(CHANGED,),
    ),
    Event("correct_address", "verbeterde het e-mailadres van {person}."),
    Event("give_cells", "veranderde wie welke vragen beantwoordt.", each(wording.person, _cells)),
    Event("keep_general", "gaf de algemene vragen terug aan de coördinator, omdat niemand anders ze nog had."),
    Event("invite_people", "nodigde {value} uit.", _everybody, said=WHOM),
    Event("invite_again", "stuurde de uitnodiging opnieuw aan {person}."),
    Event("remind_people", "stuurde een herinnering aan {value}.", _everybody, said=WHOM),
    Event("thank_people", "bedankte {value}.", _everybody, said=WHOM),
    Event("withdraw_person", "trok de deelname in van {person}."),
    Event(
        "replace_person",
        "liet de vragen van {person} overnemen door {value}.",
        said=(ToldField("value", "Wie", wording.person),),
    ),
    Event(
        "set_deadline",
        _deadline,
        ToldField("deadline", "Laatste dag", wording.day),
        ToldField("reminder_days", "Herinnering vanzelf, dagen vooraf"),
    ),
    Event("propose_colleague", _proposed, said=(ToldField("domain", "Domein", wording.domain),)),
    Event(
        "decide_proposal",
        "besloot over een voorstel: {value}.",
        said=(ToldField("value", "Besluit", wording.one_of(DECISIONS)),),
    ),
    Event("submit_answers", "leverde de antwoorden in."),
    Event("show_name", _name_shown),
    Event(
        "give_questions_again",
        "gaf collega’s dezelfde losse vragen als in de vorige ronde.",
        each(wording.person, wording.many(wording.item, "\n")),
    ),
    Event(
        "give_away_again",
        "liet de vragen bij collega’s die zij in de vorige ronde ook alleen beantwoordden.",
        _given_away,
    ),
)
