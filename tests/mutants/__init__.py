"""Planted faults: the protections of the product are switched off one by one, and a test must notice."""
