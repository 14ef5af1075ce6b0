"""How long things are kept that nobody needs for long; the privacy page says the same."""

from datetime import timedelta

KEEP_CODES = timedelta(days=1)
KEEP_SIGN_INS = timedelta(days=30)
KEEP_MAILS = timedelta(days=30)
"""Mails hold addresses and codes: no longer than is needed to find out what went wrong."""
KEEP_HELD_FORMS = timedelta(days=1)
"""What was typed after a session had ended."""
KEEP_REMINDERS = timedelta(days=60)
"""What people were reminded of, counted from its day: longer than anybody is reminded of a day that is over."""
KEEP_FEEDS = timedelta(days=30)
"""Addresses for calendars that were revoked, so that it can be found out what went wrong."""
