"""Dutch numbers and dates: 54,2 - 1.234,5 - 4 maart 2026; a number is rounded once, halves away from zero."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

Number: TypeAlias = Fraction | Decimal | int | float

LOCALE = "nl"
HERE = ZoneInfo("Europe/Amsterdam")


def rounded(value: Number, decimals: int) -> Decimal:
    """The value with this many decimals, from its exact value, halves away from zero (-2.34375 is -2.3438)."""
    scaled = abs(Fraction(value)) * 10**decimals
    magnitude = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-magnitude if value < 0 else magnitude).scaleb(-decimals)


@lru_cache(maxsize=4096)
def number(value: Number, decimals: int = 1) -> str:
    """A number as Dutch people write it, with exactly this many decimals: 1.234,5."""
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    # A rounded -0,0 would look like a change that is not there.
    exact = rounded(value, decimals)
    return format_decimal(exact if exact else abs(exact), format=pattern, locale=LOCALE)


def signed_number(value: Number) -> str:
    """A change: +12,5, −3,1 or 0,0, with a real minus sign."""
    exact = rounded(value, 1)
    sign = ("+" if exact > 0 else "\N{MINUS SIGN}") if exact else ""
    return f"{sign}{number(abs(exact))}"


def exact_number(value: Number) -> float:
    """The value with 4 decimals, for those who calculate on with it."""
    return float(rounded(value, 4))


def long_date(day: date) -> str:
    """A date in words: 4 maart 2026."""
    return format_date(day, format="d MMMM y", locale=LOCALE)


def short_date(day: date) -> str:
    """A date of this year or the last, where there is little room: 4 mrt."""
    return format_date(day, format="d MMM", locale=LOCALE).rstrip(".")


def short_day(day: date) -> str:
    """The same with its day of the week: wo 4 mrt."""
    return f"{format_date(day, format='EEE', locale=LOCALE)} {short_date(day)}"


def short_month(day: date) -> str:
    """The month of a day, where there is little room: mrt."""
    return format_date(day, format="MMM", locale=LOCALE).rstrip(".")


def day_in_year(day: date) -> str:
    """A date of which the year goes without saying: 4 maart."""
    return format_date(day, format="d MMMM", locale=LOCALE)


def month_name(day: date) -> str:
    return format_date(day, format="MMMM", locale=LOCALE)


def months_until(first: date, last: date) -> str:
    """`november 2026`, `maart en april 2026`, `maart tot en met mei 2026`, `november 2025 tot en met januari 2026`."""
    months = 12 * (last.year - first.year) + last.month - first.month
    end = format_date(last, "MMMM y", locale=LOCALE)
    if months == 0:
        return end
    start = format_date(first, "MMMM" if first.year == last.year else "MMMM y", locale=LOCALE)
    return f"{start} {'en' if months == 1 else 'tot en met'} {end}"


def day_and_date(day: date) -> str:
    """A date with its day of the week: vrijdag 4 december 2026."""
    return format_date(day, format="EEEE d MMMM y", locale=LOCALE)


def clock_time(moment: datetime) -> str:
    """The time of the day in the Netherlands: 9.05."""
    here = moment.astimezone(HERE)
    return f"{here.hour}.{here.minute:02d}"


def long_moment(moment: datetime) -> str:
    """A moment as people in the Netherlands read it: 4 maart 2026 om 9.05 uur."""
    return f"{long_date(moment.astimezone(HERE).date())} om {clock_time(moment)} uur"
