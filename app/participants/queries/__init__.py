"""Reading who takes part, how far they are, and which questions nobody answers."""
