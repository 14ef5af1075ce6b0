"""Dutch sentences that Python must say; each is written once."""
