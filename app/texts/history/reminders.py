"""What the history tells of reminders that went out by themselves, and of addresses for calendars."""

from app.texts.history.telling import Entry, Fact, Telling, Told, plain
from app.texts.reminders import name_of

KINDS = ("step", "action", "appointment")


def _reminded(entry: Entry) -> Told:
    told = entry.new if isinstance(entry.new, list) else []
    names = [_name(one) for one in told if isinstance(one, dict)]
    about = (Fact("Waaraan", "", "\n".join(names)),) if names else ()
    return Told(f"herinnerde {entry.person} aan dagen op de planning.", facts=about)


def _name(told: dict[str, object]) -> str:
    kind, title = str(told.get("kind")), str(told.get("title"))
    return name_of(kind, title) if kind in KINDS else title


REMINDERS: dict[str, Telling] = {
    "remind_of_days": _reminded,
    "make_feed": plain("maakte een eigen adres om de dagen van het traject in een agenda te zetten."),
    "revoke_feed": plain("trok het eigen adres voor een agenda in."),
}
"""By the name of the action."""
