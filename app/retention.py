"""How long things are kept that nobody needs for long; the privacy page says the same."""

from datetime import timedelta

KEEP_CODES = timedelta(days=1)
KEEP_SIGN_INS = timedelta(days=30)
KEEP_MAILS = timedelta(days=30)
"""Mails hold addresses and codes: no longer than is needed to find out what went wrong."""
KEEP_HELD_FORMS = timedelta(days=1)
"""What was typed after a session had ended."""
