"""The words that stand inside pictures and cells, whatever document they are of."""

YES, NO = "ja", "nee"
CUT = " […] Deze tekst is afgekapt: hij is te lang voor een cel."
"""Stands at the end of a text that is longer than a cell can hold."""
CONTENTS = "Inhoud"
ANNEX = "Bijlage"
"""How all answers behind a report are called, as a file of its own."""
