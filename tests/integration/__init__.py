"""Does a user's action do what it should? Through HTTP, one file per view."""
