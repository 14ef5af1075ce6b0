"""The sentences of the evaluation report: Dutch for a policy officer who has ten minutes."""
