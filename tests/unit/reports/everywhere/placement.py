"""Where each kind of data must stand, and where it must not: the rules of the product as one table.

The full edition and the alderman's go to readers, the council and the archive: what one person said stands there only
when one person filled in everything, and names nowhere. The adviser's edition has single answers and reasons, by
function. The answers as a file stand beside the report, for who leads the conversation.
"""

import re
from collections.abc import Mapping

from tests.guards.leaks.texts import Canary

MUST, MUST_NOT, MAY = "+", "-", "."
REPORT = ("page", "pdf", "docx")
"""Drawn from the same document: they hold the same. The page of the full edition has its annex one click further."""
COLUMNS = (
    *(
        ("full", ("page",)),
        ("full", ("pdf", "docx")),
        ("full", ("xlsx",)),
        ("full", ("csv",)),
        ("annex", ("pdf",)),
        ("alderman", REPORT),
        ("slides", ("pdf", "pptx")),
    ),
    *(("adviser", REPORT), ("adviser", ("xlsx",)), ("all", ("mail",)), ("all", ("json",))),
)

TABLE = """
                                  full                     annex  alderman  slides  adviser       mail  answers
                                  page  files  xlsx  csv   pdf    report    files   report  xlsx  text  json

Which report it is
municipality                      +     +      +     .     +      +         +       +       +     +     +
title of the inventory            +     +      +     .     +      +         +       +       +     +     .
name of a domain                  +     +      +     +     +      +         +       +       +     +     +
when it was filled in             +     +      +     .     .      .         -       .       +     .     .
function of who agreed            +     +      +     .     .      .         -       +       +     .     .
function of who filled in         +     +      +     .     .      .         -       .       +     .     .
id of the report                  +     +      +     .     .      .         -       .       +     .     .
address to check a report         +     +      +     .     .      .         -       .       +     .     .

What was agreed, and said to all
reason of a score                 +     .      +     +     +      -         -       .       +     -     +
reason of a score that changed    +     .      +     +     +      -         -       +       +     -     +
evidence of a score               +     .      +     +     +      -         -       .       +     -     +
link of a score                   +     .      +     +     +      -         -       .       +     -     +
who sees a score differently      +     .      +     +     +      -         -       .       +     -     .
agreed score                      +     .      +     +     +      -         -       .       +     -     .
score agreed in a meeting         +     .      +     +     +      -         -       .       +     -     .
who was in a meeting              .     .      .     .     .      -         -       .       .     -     -
who joined a meeting              -     -      -     -     -      -         -       -       -     -     -
remark to all                     +     .      +     +     +      -         -       .       +     -     -
remark on a question              +     .      +     +     +      -         -       .       +     -     -
function of who made a remark     +     .      +     +     +      -         -       .       +     -     -
function of a leader              .     .      .     .     .      -         -       .       .     -     -

What one person said
reason of an answer               -     -      -     -     -      -         -       +       +     -     +
evidence of an answer             -     -      -     -     -      -         -       .       +     -     +
link of an answer                 -     -      -     -     -      -         -       .       +     -     +
answer of a colleague             -     -      -     -     -      -         -       +       +     -     +
link of a colleague               -     -      -     -     -      -         -       .       +     -     +
answer given together             -     -      -     -     -      -         -       +       +     -     +
answer told in a meeting          -     -      -     -     -      -         -       +       +     -     +
function of who answered          -     -      -     -     -      -         -       +       +     -     -
closing text                      -     -      -     -     -      -         -       +       .     -     -
function of a colleague           -     -      -     -     -      -         -       .       .     -     -
reason of who answered alone      +     .      +     +     +      -         -       +       +     -     +
evidence of who answered alone    +     .      +     +     +      -         -       .       +     -     +
link of who answered alone        +     .      +     +     +      -         -       .       +     -     +

What belongs to the work, and to no report
older answer of a colleague       -     -      -     -     -      -         -       -       -     -     -
remark on the whole               -     -      -     -     -      -         -       -       -     -     -
remark among advisers             -     -      -     -     -      -         -       -       -     -     -
why a point was settled           -     -      -     -     -      -         -       -       -     -     -
open points                       -     -      -     -     -      -         -       -       -     -     -
reason in the audit trail         -     -      -     -     -      -         -       -       -     -     -
line to all                       -     -      -     -     -      -         -       -       -     -     -
line to a colleague               -     -      -     -     -      -         -       -       -     -     -
reason of a proposal              -     -      -     -     -      -         -       -       -     -     -
held form                         -     -      -     -     -      -         -       -       -     -     -
draft                             -     -      -     -     -      -         -       -       -     -     -

Who people are
id of a participant               -     -      -     -     -      -         -       -       -     -     +
name of a colleague               -     -      -     -     -      -         -       -       -     -     -
name by consent                   -     -      -     -     -      -         -       -       -     -     -
name in a proposal                -     -      -     -     -      -         -       -       -     -     -
name of a person                  -     -      -     -     -      -         -       -       -     -     -
name of a coordinator             -     -      -     -     -      -         -       -       -     -     -
name of an adviser                -     -      -     -     -      -         -       -       -     -     -
address of a colleague            -     -      -     -     -      -         -       -       -     -     -
address of a coordinator          -     -      -     -     -      -         -       -       -     -     -
address of an owner               -     -      -     -     -      -         -       -       -     -     -
function of a person              -     -      -     -     -      -         -       -       -     -     -
"""
"""`+` must, `-` must not, `.` may. Kinds that the tests on what leaks know too have the same name there."""


def _placed() -> dict[str, dict[tuple[str, str], str]]:
    lines = (re.split(r"\s{2,}", line.strip()) for line in TABLE.splitlines()[3:])
    return {
        kind: {(edition, form): sign for (edition, forms), sign in zip(COLUMNS, signs, strict=True) for form in forms}
        for kind, *signs in lines
        if signs
    }


PLACED = _placed()
"""By kind of data: what holds for each (edition, form)."""
PLACES = tuple((edition, form) for edition, forms in COLUMNS for form in forms)


def misplaced(
    known: Mapping[str, Canary], shown: set[str], anywhere: set[str], edition: str, form: str
) -> list[tuple[str, str]]:
    """What is wrong with a form: what it lacks, and what should not be in it; by the marks that were found."""
    signs = {mark: PLACED[canary.kind][edition, form] for mark, canary in known.items()}
    lacks = [("lacks", str(known[mark])) for mark, sign in signs.items() if sign == MUST and mark not in shown]
    return lacks + [("has", str(known[mark])) for mark, sign in signs.items() if sign == MUST_NOT and mark in anywhere]
