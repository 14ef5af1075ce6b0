"""The figures as a picture: what is said when nothing changed, beside what is seen of a real change."""

import io
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from app.documents.charts import ACCENT, GREY, INK, LINE, WHITE
from tests.simulation.counting import Counts, pooled, share
from tests.simulation.outcomes import WORDS
from tests.simulation.text import GROUPS, Found

_SETTINGS: Any = {"svg.hashsalt": "samenhang", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 8}
_COLOURS = dict(zip(WORDS, ("#d3e7e9", "#7fb5bb", ACCENT), strict=True))
_LABELS = dict(zip(WORDS, ("kleine or zichtbare", "zichtbare", "supported zichtbare"), strict=True))
_LIMIT = "#e08a2e"
_GOAL = 5
"""Per cent of municipalities that may have a supported change that is none."""


def picture(found: Found) -> bytes:
    """An SVG file; the same figures always give the same bytes."""
    buffer = io.BytesIO()
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(8, 3), facecolor=WHITE, layout="constrained")
        left, right = figure.subplots(1, 2, sharey=True)
        groups = {name: pooled(found, **fields) for name, fields in GROUPS.items()}
        _draw(left, groups, "Nothing changed: municipalities with a", "municipality")
        left.axvline(_GOAL, color=_LIMIT, linewidth=1.2)
        _draw(right, groups, "One step up on two thirds of the items: seen as a", "improved", "two thirds")
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=len(WORDS), frameon=False)
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _draw(axes: Any, groups: dict[str, Counts], title: str, *key: str) -> None:
    """Bars that lie before each other: each word is one of the former too."""
    for word in WORDS:
        widths = [100 * share(counts, *key, word) for counts in groups.values()]
        axes.barh(list(groups), widths, height=0.7, color=_COLOURS[word], label=_LABELS[word])
    axes.set_title(title, fontsize=9, color=INK, loc="left")
    axes.set_xlim(0, 100)
    axes.set_xticks((5, 25, 50, 75), ("5%", "25%", "50%", "75%"))
    axes.tick_params(colors=GREY, length=0)
    axes.set_ylim(len(groups) - 0.5, -0.5)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left")
        spine.set_color(LINE)
