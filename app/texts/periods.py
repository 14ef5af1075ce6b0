"""From when until when something took, in months."""

from datetime import date

from babel.dates import format_date

from app.web.formatting import LOCALE


def period(first: date, last: date) -> str:
    """`november 2026`, `maart en april 2026`, `maart tot en met mei 2026`, `november 2025 tot en met januari 2026`."""
    months = 12 * (last.year - first.year) + last.month - first.month
    end = format_date(last, "MMMM y", locale=LOCALE)
    if months == 0:
        return end
    start = format_date(first, "MMMM" if first.year == last.year else "MMMM y", locale=LOCALE)
    return f"{start} {'en' if months == 1 else 'tot en met'} {end}"
