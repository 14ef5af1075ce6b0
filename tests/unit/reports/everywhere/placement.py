"""Where each kind of data must stand, and where it must not: the rules of the product as one table.

The full edition and the alderman's go to readers, the council and the archive: what one person said stands there only
when one person filled in everything, and names nowhere. The adviser's edition has single answers and reasons, by
function. The answers as a file stand beside the report, for who leads the conversation.
"""

import re

MUST, MUST_NOT, MAY = "+", "-", "."
REPORT = ("page", "pdf", "docx")
"""Drawn from the same document: they hold the same."""
COLUMNS = (
    *(("full", REPORT), ("full", ("xlsx",)), ("full", ("csv",)), ("alderman", REPORT)),
    *(("adviser", REPORT), ("adviser", ("xlsx",)), ("all", ("mail",)), ("all", ("json",))),
)

TABLE = """
                                         full                alderman   adviser         mail    answers
                                         report  xlsx  csv   report     report   xlsx   text    json
municipality                             +       +     .     +          +        +      +       +
title of the inventory                   +       +     .     +          +        +      +       .
name of a domain                         +       +     +     +          +        +      +       +
when it was filled in                    +       +     .     .          .        +      .       .
function of who agreed                   +       +     .     .          +        +      .       .
function of who filled in                +       +     .     .          .        +      .       .
id of the report                         +       +     .     .          .        +      .       .
address to check a report                +       +     .     .          .        +      .       .

reason of a score                        +       +     +     -          .        +      -       +
reason of a score that changed           +       +     +     -          +        +      -       +
evidence of a score                      +       +     +     -          .        +      -       +
link of a score                          +       +     +     -          .        +      -       +
who sees a score differently             +       +     +     -          .        +      -       .
remark to all                            +       +     +     -          .        +      -       -
function of who made a remark            +       +     +     -          .        +      -       -

reason of an answer                      -       -     -     -          +        +      -       +
evidence of an answer                    -       -     -     -          +        +      -       +
link of an answer                        -       -     -     -          +        +      -       +
reason of who answered alone             +       +     +     -          +        +      -       +
evidence of who answered alone           +       +     +     -          +        +      -       +
link of who answered alone               +       +     +     -          +        +      -       +
id of a participant                      -       -     -     -          -        -      -       +
"""


def _placed() -> dict[str, dict[tuple[str, str], str]]:
    lines = (re.split(r"\s{2,}", line.strip()) for line in TABLE.splitlines()[3:] if line.strip())
    return {
        kind: {(edition, form): sign for (edition, forms), sign in zip(COLUMNS, signs, strict=True) for form in forms}
        for kind, *signs in lines
    }


PLACED = _placed()
"""By kind of data: what holds for each (edition, form)."""
EVERYWHERE = tuple((edition, form) for edition, forms in COLUMNS for form in forms)
