"""The questionnaire to read."""
