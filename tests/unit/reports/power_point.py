"""Reads presentations for tests."""

import io
from collections.abc import Iterator

import pptx


def opened(data: bytes):
    """The presentation as python-pptx sees it."""
    return pptx.Presentation(io.BytesIO(data))


def texts_of_shape(shape) -> Iterator[str]:
    """Every text of a shape, of the cells of a table and of what is in a group."""
    if shape.has_text_frame:
        yield shape.text_frame.text
    elif shape.has_table:
        yield from (cell.text for row in shape.table.rows for cell in row.cells if not cell.is_spanned)
    elif hasattr(shape, "shapes"):
        for each in shape.shapes:
            yield from texts_of_shape(each)


def texts_of(slide) -> list[str]:
    """Every text of a slide, in the order in which it is read."""
    return [text for shape in slide.shapes for text in texts_of_shape(shape)]


def texts_on(data: bytes) -> list[str]:
    """The same of every slide."""
    return [text for slide in opened(data).slides for text in texts_of(slide)]
