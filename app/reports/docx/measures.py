"""The sizes of the page and of what stands on it, in points."""

WIDTH, HEIGHT = 595.3, 841.9
"""A4."""
SIDE = 52.0
TOP, BOTTOM = 62.0, 54.0
EDGE = 30.0
"""From the edge of the paper to the running header and to the footer."""
TEXT_WIDTH = WIDTH - 2 * SIDE
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
FACT_INDENT = 96.0
ITEM_INDENT = 18.0
CELL_EDGE = 5.0
"""Between the edge of a cell and its text."""
CHANCE_HEIGHT = 262.0
"""The height of the chance plot."""
