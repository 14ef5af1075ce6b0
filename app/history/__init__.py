"""Who changed what, when, from what to what and why, to read and to take along."""
