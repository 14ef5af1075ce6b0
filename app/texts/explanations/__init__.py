"""Why a number is what it is, in sentences: what counts, what is left out, by which rule, and what would change it."""
