"""Signing in with an account of one's organisation: the protocol (OpenID Connect), without pages or database."""
