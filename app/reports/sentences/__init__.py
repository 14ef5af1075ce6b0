"""The fixed sentences of the report, with parameters: level B1, correct for 0, 1 and many, each with a test."""
