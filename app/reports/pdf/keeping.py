"""What belongs together on a page: heights, measured on what will be drawn."""

from collections.abc import Callable, Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from app.reports.pdf.flowables import Text
from app.reports.pdf.styles import Styles
from app.reports.tagging.structure import Node

MOST = 700.0
"""Less than the height of any page: what needs more begins on a new page, and flows on."""
_SHORT = 230.0
"""What is not higher stays whole, below its heading."""
_SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62)
_HIGH = 100_000.0
_LINES = 2
_PARTS = 2


def height_of(flowables: Sequence[Flowable], width: float) -> float:
    """The height of some flowables below each other, with the space around each."""
    return sum(_height(each, width) for each in flowables)


def _height(flowable: Flowable, width: float) -> float:
    if isinstance(flowable, KeepTogether):
        return height_of(flowable._content, width)
    if isinstance(flowable, CondPageBreak):
        return 0.0
    height: float = flowable.wrap(width, _HIGH)[1]
    return height + float(flowable.getSpaceBefore()) + float(flowable.getSpaceAfter())


def start_of(flowables: Sequence[Flowable], width: float) -> float:
    """What must fit of them on the page on which they begin: all when they are low, else their first parts."""
    for index, each in enumerate(flowables):
        if isinstance(each, CondPageBreak):
            return height_of(flowables[:index], width) + float(each.height)
    if len(flowables) == 1 or isinstance(flowables[0], KeepTogether):
        return _beginning(flowables[0], width)
    whole = height_of(flowables, width)
    return whole if whole <= _SHORT else sum(_beginning(each, width) for each in flowables[:_PARTS])


def _beginning(flowable: Flowable, width: float) -> float:
    """Of a long text the first lines; anything else stays whole."""
    height = _height(flowable, width)
    if not isinstance(flowable, Text) or height <= 2 * _LINES * flowable.style.leading:
        return height
    return flowable.style.before + _LINES * flowable.style.leading


def made_to_fit(
    make: Callable[[Styles, Node], list[Flowable]], styles: Styles, parent: Node, size: tuple[float, float]
) -> list[Flowable]:
    """What `make` makes, as much smaller as is needed to stay within a width and height."""
    width, height = size
    for scale in _SCALES:
        holder = Node(parent.tag)
        found = make(styles.scaled(scale) if scale != 1 else styles, holder)
        if height_of(found, width) <= height:
            break
    parent.children += holder.children
    return found
