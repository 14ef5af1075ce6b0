"""The report as data: every sentence and number that any page, PDF or file shows, for three readers."""

from app.reports.document.building import build_document
from app.reports.document.context import Remark, ReportContext
from app.reports.document.editions import Edition, EditionKind, ReportDocument, Section, parse_document, render_json
from app.reports.document.model import (
    Block,
    BulletList,
    Cell,
    Column,
    Dot,
    Fact,
    Figure,
    Heading,
    HeatCell,
    HeatGroup,
    HeatRow,
    HeatTable,
    KeyFacts,
    Paragraph,
    Point,
    Table,
)

__all__ = [
    "Block",
    "BulletList",
    "Cell",
    "Column",
    "Dot",
    "Edition",
    "EditionKind",
    "Fact",
    "Figure",
    "Heading",
    "HeatCell",
    "HeatGroup",
    "HeatRow",
    "HeatTable",
    "KeyFacts",
    "Paragraph",
    "Point",
    "Remark",
    "ReportContext",
    "ReportDocument",
    "Section",
    "Table",
    "build_document",
    "parse_document",
    "render_json",
]
