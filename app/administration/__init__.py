"""Municipalities and people."""
