"""What happened to who takes part: inviting, dividing, replacing, handing in, and taking part again."""

from collections import Counter
from datetime import date
from typing import Any

from app.texts.words import counted, listing
from app.trail.telling import Entry, Telling, Told, ToldFact, about_person, plain, texts_of, worded
from app.web.formatting import long_date

DECISIONS = {
    "instead": "de collega antwoordt in plaats van wie het voorstelde",
    "beside": "de collega antwoordt ook, naast wie het voorstelde",
    "declined": "de collega wordt niet gevraagd",
}
DETAILS = {"name": "de naam", "function": "de functie", "level": "het niveau", "personal_line": "de persoonlijke regel"}
LEVELS = {"bestuur": "bestuur", "beleid": "beleid", "uitvoering": "uitvoering"}


def _people(did: str, then: str = "") -> Telling:
    """A sentence about people whose ids are the new value: one by name, more by number."""

    def tell(entry: Entry) -> Told:
        people = [entry.names.person(person) for person in texts_of(entry.new)]
        if len(people) == 1:
            return Told(f"{did} {people[0]}{then}.")
        facts = (ToldFact("Wie", "", "; ".join(people)),) if people else ()
        return Told(f"{did} {counted(len(people), 'collega', 'collega’s')}{then}.", facts=facts)

    return tell


def _added(entry: Entry) -> Told:
    rows = [row for row in entry.new if isinstance(row, dict)] if isinstance(entry.new, list) else []
    people = [_function(row) for row in rows]
    if len(people) == 1:
        return Told(f"voegde een collega toe: {people[0]}.", facts=_cells_of(entry, rows[0]))
    facts = tuple(ToldFact(_function(row), "", _cells(entry, row.get("parts"))) for row in rows)
    return Told(f"voegde {counted(len(people), 'collega', 'collega’s')} toe.", facts=facts)


def _function(row: Any) -> str:
    function, level = row.get("function") or "invuller", _level(row.get("level"))
    return f"{function}, {level}" if level else str(function)


def _level(level: Any) -> str:
    # An old row may hold anything, also what cannot be looked up.
    return LEVELS.get(str(level), "")


def _cells_of(entry: Entry, row: Any) -> tuple[ToldFact, ...]:
    cells = _cells(entry, row.get("parts"))
    return (ToldFact("Vragen", "", cells),) if cells else ()


def _cells(entry: Entry, cells: Any) -> str:
    if cells == "everything":
        return "alle vragen"
    return "; ".join(entry.names.cell(cell) for cell in texts_of(cells))


def _divided(entry: Entry) -> Told:
    new = entry.new if isinstance(entry.new, dict) else {}
    facts = tuple(
        ToldFact(entry.names.person(person), _cells(entry, entry.old_of(person)), _cells(entry, cells))
        for person, cells in new.items()
    )
    return Told("veranderde wie welke vragen beantwoordt.", facts=facts)


def _changed(entry: Entry) -> Told:
    changed = [DETAILS[name] for name in texts_of(entry.new_of("changed")) if name in DETAILS]
    what = listing(changed) or "de gegevens"
    facts = (*entry.fact("Functie", "function"), *entry.fact("Niveau", "level", _level))
    return Told(f"veranderde {what} van {entry.person}.", facts=facts)


def _replaced(entry: Entry) -> Told:
    successor = entry.names.person(str(entry.new))
    return Told(f"liet de vragen van {entry.person} overnemen door {successor}.")


def _deadline(entry: Entry) -> Told:
    facts = (
        *entry.fact("Laatste dag", "deadline", _day),
        *entry.fact("Herinnering vanzelf, dagen vooraf", "reminder_days"),
    )
    day = worded(entry.new_of("deadline"), _day)
    if entry.old_of("deadline") == entry.new_of("deadline") or not day:
        return Told("veranderde wanneer collega’s vanzelf een herinnering krijgen.", facts=facts)
    return Told(f"zette de laatste dag om te antwoorden op {day}.", facts=facts)


def _day(text: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(text)))
    except ValueError:
        return str(text)


def _proposed(entry: Entry) -> Told:
    domain, question = entry.new_of("domain"), entry.new_of("question")
    if domain and question:
        return Told("stelde voor dat een collega antwoordt op", entry.names.item(f"{domain}/{question}"), ".")
    about = entry.names.domain(str(domain)) if domain else "een deel van de vragen"
    return Told(f"stelde voor dat een collega de vragen over {about} beantwoordt.")


def _decided(entry: Entry) -> Told:
    return Told(f"besloot over een voorstel: {DECISIONS.get(str(entry.new), 'het is afgehandeld')}.")


def _name_shown(entry: Entry) -> Told:
    if entry.new is False:
        return Told("wil de eigen naam niet meer bij de antwoorden in de bespreking.")
    return Told("vindt het goed dat de eigen naam bij de antwoorden staat in de bespreking.")


ACTIONS: dict[str, Telling] = {
    "add_people": _added,
    "change_participant": _changed,
    "correct_address": about_person("verbeterde het e-mailadres van", "."),
    "give_cells": _divided,
    "keep_general": plain("gaf de algemene vragen terug aan de coördinator, omdat niemand anders ze nog had."),
    "invite_people": _people("nodigde", " uit"),
    "invite_again": about_person("stuurde de uitnodiging opnieuw aan", "."),
    "remind_people": _people("stuurde een herinnering aan"),
    "thank_people": _people("bedankte"),
    "withdraw_person": about_person("trok de deelname in van", "."),
    "replace_person": _replaced,
    "set_deadline": _deadline,
    "propose_colleague": _proposed,
    "decide_proposal": _decided,
    "submit_answers": plain("leverde de antwoorden in."),
    "show_name": _name_shown,
}
"""What can happen to who takes part, by the name of the action."""


def _given(entry: Entry) -> Told:
    new: Any = entry.new if isinstance(entry.new, dict) else {}
    facts = tuple(
        ToldFact(entry.names.person(str(person)), "", "\n".join(entry.names.item(item) for item in texts_of(items)))
        for person, items in new.items()
    )
    return Told("gaf collega’s dezelfde losse vragen als in de vorige ronde.", facts=facts)


def _given_away(entry: Entry) -> Told:
    domains = Counter(item.partition("/")[0] for item in texts_of(entry.new))
    lines = [f"{entry.names.domain(domain)}: {counted(n, 'vraag', 'vragen')}" for domain, n in domains.items()]
    facts = (ToldFact("Niet meer bij ‘Samen invullen’", "", "; ".join(lines)),) if lines else ()
    return Told("liet de vragen bij collega’s die zij in de vorige ronde ook alleen beantwoordden.", facts=facts)


PEOPLE_AGAIN: dict[str, Telling] = {
    "give_questions_again": _given,
    "give_away_again": _given_away,
}
"""What can happen when people take part again, by the name of the action."""
