"""Where things stand: states of an assessment, whose turn it is, steps, rounds and days."""
