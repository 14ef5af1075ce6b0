"""The report: one frozen document, and everything that shows it."""
