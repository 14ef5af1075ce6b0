"""What a report needs to know besides answers and scores: how, by whom and when it was made."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from scoring.comparison import Comparison

Way: TypeAlias = Literal["together", "invited", "mixed"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark that is meant for everyone: about an item (`geld/A.BE`), by a function, never by a name."""

    item: str
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a colleague wrote under an open question about a domain; by a function, never by a name."""

    domain: str
    question: str
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    """How this report came about. There is no clock here: a date that is not given is not printed."""

    title: str | None = None
    """The municipality's own name for this round."""
    date: datetime.date | None = None
    filled_in: str | None = None
    """When it was filled in, as text: `maart en april 2026`."""
    agreed_by: tuple[str, ...] = ()
    """The functions of who agreed it, with their article: `de coördinator`."""
    way: Way | None = None
    people: Mapping[str, int] = field(default_factory=dict)
    """How many people per function, `beleidsmedewerker`; empty: counted from the participants."""
    functions: Mapping[str, str] = field(default_factory=dict)
    """What participants are, by their id, as the adviser's edition says it; otherwise their role and level."""
    person_of: Mapping[str, str] = field(default_factory=dict)
    """Under which id a participant stands in the answers as a file, where that is another one."""
    version: int = 1
    document_id: str | None = None
    check_page: str | None = None
    """The address where anybody can check whether a file is this report."""
    remarks: tuple[Remark, ...] = ()
    dissents: Mapping[str, str] = field(default_factory=dict)
    """Who sees an agreed score differently and why, by item: it stands beside the score for good."""
    own_words: tuple[OwnWords, ...] = ()
    """In the order of the questions; for the adviser's edition only."""
    preliminary: bool = False
    without_adviser: bool = False
    comparison: Comparison | None = None
    """With an earlier round, where there is one to compare with."""
