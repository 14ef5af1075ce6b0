"""What the history tells of taking part in the network."""

from app.texts.history.telling import Entry, Fact, Telling, Told


def _report(entry: Entry, values: str) -> tuple[Fact, ...]:
    number = entry.new_of("report") if values == "new" else entry.old_of("report")
    return (Fact("Versie van het rapport", "", str(number)),) if number else ()


def _joined(entry: Entry) -> Told:
    return Told("gaf toestemming om met deze ronde mee te doen met het netwerk.", facts=_report(entry, "new"))


def _left(entry: Entry) -> Told:
    return Told("trok de toestemming voor het netwerk in.", facts=_report(entry, "old"))


NETWORK: dict[str, Telling] = {"join_network": _joined, "leave_network": _left}
"""By the name of the action."""
