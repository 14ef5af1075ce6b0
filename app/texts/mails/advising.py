"""The mails to advisers about which municipality they advise: from now on, instead of somebody, or no longer."""

from collections.abc import Sequence

from app.post.letters import Block, Button, Letter, one_line
from app.texts.mails.colleagues import greeting, quote
from app.texts.mails.signing_in import question_line

SEES = "Je ziet daar hoe ver de gemeente is, op wie de inventarisatie wacht, en wanneer er voor het laatst contact was."


def assigned(name: str, municipality: str, address: str, contact: str) -> Letter:
    """The mail to who advises a municipality from now on; `address` is the page of the municipality."""
    return _begins(name, municipality, (), address, contact)


def taken_over(name: str, municipality: str, before: str, writer: str, note: str, address: str, contact: str) -> Letter:
    """The mail to who takes over from `before`, with what they should know, as the `writer` put it."""
    old = one_line(before)
    blocks = (
        f"Je neemt deze gemeente over van {old}. Open opmerkingen voor {old} zijn nu voor jou.",
        *quote(writer, note),
    )
    return _begins(name, municipality, blocks, address, contact)


def _begins(name: str, municipality: str, blocks: Sequence[Block], address: str, contact: str) -> Letter:
    where = one_line(municipality)
    return Letter(
        subject=f"Je bent nu adviseur van {where}",
        greeting=greeting(name),
        blocks=(
            f"Je bent vanaf nu adviseur van de gemeente {where}.",
            *blocks,
            Button("Bekijk de gemeente", address),
            SEES,
        ),
        contact=question_line(contact),
    )


def handed_over(name: str, municipality: str, successor: str, contact: str) -> Letter:
    """The mail to who no longer advises a municipality, because somebody took over."""
    where = one_line(municipality)
    return Letter(
        subject=f"{one_line(successor)} is nu adviseur van {where}",
        greeting=greeting(name),
        blocks=(
            f"{one_line(successor)} heeft de gemeente {where} van je overgenomen. Je bent geen adviseur meer van deze "
            "gemeente en kunt de inventarisaties niet meer zien.",
            "Open opmerkingen voor jou zijn doorgegeven. Wat je schreef, blijft bewaard. Je hoeft niets meer te doen.",
        ),
        contact=question_line(contact),
    )
