"""Discussing the answers together."""
