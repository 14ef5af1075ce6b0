"""The report as data: every sentence and number that any page, PDF or file shows, for three readers."""
