"""What the history tells of colleagues who take part again in a later round."""

from collections import Counter
from typing import Any

from app.texts.counting import counted
from app.texts.history.telling import Entry, Fact, Telling, Told, texts_of


def _given(entry: Entry) -> Told:
    new: Any = entry.new if isinstance(entry.new, dict) else {}
    facts = tuple(
        Fact(entry.names.person(str(person)), "", "\n".join(entry.names.item(item) for item in texts_of(items)))
        for person, items in new.items()
    )
    return Told("gaf collega’s dezelfde losse vragen als in de vorige ronde.", facts=facts)


def _given_away(entry: Entry) -> Told:
    domains = Counter(item.partition("/")[0] for item in texts_of(entry.new))
    lines = [f"{entry.names.domain(domain)}: {counted(n, 'vraag', 'vragen')}" for domain, n in domains.items()]
    facts = (Fact("Niet meer bij ‘Samen invullen’", "", "; ".join(lines)),) if lines else ()
    return Told("liet de vragen bij collega’s die zij in de vorige ronde ook alleen beantwoordden.", facts=facts)


PEOPLE_AGAIN: dict[str, Telling] = {
    "give_questions_again": _given,
    "give_away_again": _given_away,
}
"""What can happen when people take part again, by the name of the action."""
