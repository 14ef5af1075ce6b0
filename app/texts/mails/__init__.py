"""The mails that people get: what it is, what to do, and where to find help."""
