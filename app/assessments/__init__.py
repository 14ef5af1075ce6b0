"""Start, answer, check, submit."""
