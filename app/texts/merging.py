"""What people read about municipalities that become part of another one."""

from datetime import date, timedelta

from app.formatting import long_date

NO_SUCCESSOR = ("", "Kies een gemeente")
CHOOSE = "Kies in welke andere gemeente deze gemeente opgaat."
NO_DAY = "Vul in vanaf welke dag de gemeente is opgegaan."
DAY_UNREADABLE = "Vul een dag in zoals 1-1-2027: dag, maand en jaar."
STRANGE_YEAR = "Kijk of het jaar klopt. Kies een jaar van 1990 tot en met 2100."
MEANWHILE = (
    "Iemand anders heeft dit net veranderd. Er is nu niets opgeslagen. Wat je invulde, staat hieronder nog. "
    "Kijk of het zo nog klopt en sla het opnieuw op."
)
MEANWHILE_UNDONE = "Iemand anders heeft dit net veranderd. Kijk eerst hoe het nu is."
NOTHING_TO_UNDO = "Deze gemeente gaat niet op in een andere gemeente. Er is niets om ongedaan te maken."
NO_NETWORK = (
    "Deze gemeente is opgegaan in een andere gemeente. Met een oude ronde kun je niet meer gaan meedoen. "
    "De nieuwe gemeente kan meedoen met een eigen ronde."
)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def first_day(valid_until: date) -> date:
    """The day from which another code holds, when this one held until then."""
    return valid_until + timedelta(days=1)


def merged(into: str, valid_until: date, today: date) -> str:
    """Gaat op in Nieuwstad per 1 januari 2027; or that it did."""
    verb = "Opgegaan" if valid_until < today else "Gaat op"
    return f"{verb} in {into} per {long_date(first_day(valid_until))}"


def validity(valid_from: date | None, valid_until: date | None) -> str:
    """From when until when a code holds."""
    start = f"vanaf {long_date(valid_from)}" if valid_from else ""
    end = f"tot en met {long_date(valid_until)}" if valid_until else ""
    return " ".join(part for part in (start, end) if part).capitalize() or "Altijd"


def saved(name: str, into: str, day: date) -> str:
    """That it was written down."""
    return f"Vastgelegd: {name} gaat per {long_date(day)} op in {into}."


def undone(name: str) -> str:
    """That it holds no longer."""
    return f"Ongedaan gemaakt. {name} is weer een gewone gemeente."


def circle(name: str, into: str) -> str:
    """That a municipality cannot become part of what becomes part of it."""
    return f"{into} gaat zelf op in {name}. Kies een andere gemeente, of verander eerst {into}."


def has_ended(into: str, further: str, valid_until: date) -> str:
    """That the other one is not there any more on that day."""
    day = long_date(first_day(valid_until))
    return f"{into} gaat zelf per {day} op in {further}. Kies {further}, of een eerdere dag."


def begins_later(name: str, valid_from: date) -> str:
    """That the other one is not there yet on that day."""
    return f"{name} bestaat pas vanaf {long_date(valid_from)}. Kies die dag of een latere."


def begun_later(name: str, valid_from: date) -> str:
    """That the municipality itself is not there yet on that day."""
    return f"{name} bestaat zelf pas vanaf {long_date(valid_from)}. Kies een latere dag."


def receives_later(name: str, other: str, day: date) -> str:
    """That something becomes part of it on that day or later."""
    return f"{other} gaat pas per {long_date(day)} op in {name}. Kies een latere dag, of verander eerst {other}."


def receives_earlier(into: str, other: str, day: date) -> str:
    """That something became part of the other one before that day."""
    return f"{other} gaat al per {long_date(day)} op in {into}. {into} bestaat dus al eerder. Haal het vinkje weg."


def no_new_people(name: str, into: str) -> str:
    """That nobody gets a role any more in what became part of another one."""
    return f"{name} is opgegaan in {into}. Er komen daar geen mensen meer bij. Geef de rol in {into}."
