"""The report as tables: every number as a number, for who calculates on with it."""
