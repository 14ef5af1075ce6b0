"""On paper: the blank questionnaire, the questions of one colleague, and somebody's own answers as a file."""
