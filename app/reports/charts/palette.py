"""The colours of pictures and documents: one hue of blue and grey, that also read in grey print."""

BLUE = "#00567d"
INK = "#1d1d1b"
GREY = "#4d5a63"
LINE = "#7a8a99"
PALE = "#e6eef3"
WHITE = "#ffffff"

STEPS = ("#ffffff", "#dbeaf1", "#a9ccdd", "#5f9cba", BLUE)
"""The background of a cell for each of the five words, from low to high; neighbours differ in grey print too."""
ON_STEPS = (INK, INK, INK, INK, WHITE)
"""The text on each of them."""
EMPTY = "#f2f2f0"
"""The background of a cell without a score."""
