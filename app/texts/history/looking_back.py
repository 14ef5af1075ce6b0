"""What happened to looking back: for which domains it was chosen, and what somebody would now answer for then."""

from app.texts.history.answers import value_words
from app.texts.history.telling import Entry, Fact, Telling, Told, texts_of


def _chosen(entry: Entry) -> Told:
    old, new = (
        [entry.names.domain(domain) for domain in texts_of(values)]
        for values in (entry.old_of("domains"), entry.new_of("domains"))
    )
    facts = (Fact("Domeinen", "; ".join(old), "; ".join(new)),)
    if not new:
        return Told("koos dat niemand meer terugkijkt.", facts=facts, why=entry.why)
    return Told("koos bij welke domeinen mensen terugkijken.", facts=facts, why=entry.why)


LOOKING_BACK: dict[str, Telling] = {"choose_looking_back": _chosen}
"""What can happen to looking back besides the answers, by the name of the action."""


def back_told(where: str, old: str, new: str) -> Told:
    """What happened to what somebody would now answer for then; an empty value is none."""
    values = (value_words(old) if old else "", value_words(new) if new else "")
    if not new:
        return Told("haalde het antwoord voor toen weg bij", where, ".", values=values)
    if not old:
        return Told("keek terug bij", where, f" en koos {values[1]} voor toen.", values=values)
    return Told("veranderde het antwoord voor toen bij", where, f" van {values[0]} naar {values[1]}.", values=values)
