"""The colours of pictures and documents: the petrol and grey of the web theme, that also read in grey print."""

ACCENT = "#0f5a64"
INK = "#1d2b2e"
GREY = "#4a5654"
LINE = "#7d8c8a"
PALE = "#e1eff0"
WHITE = "#ffffff"

STEPS = (WHITE, "#d3e7e9", "#9acbd0", "#2a757e", "#06333a")
"""The background of a cell for each of the five words, from low to high; neighbours differ in grey print too."""
ON_STEPS = (INK, INK, INK, WHITE, WHITE)
"""The text on each of them."""
EMPTY = "#f8f7f3"
"""The background of a cell without a score."""
