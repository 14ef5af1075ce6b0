"""The mail with what was agreed in a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.letters import Block, Button, Letter, Points, Quote, one_line
from app.texts.mails.asking import greeting
from app.texts.mails.signing_in import question_line


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One score that was agreed: about which question, which answer, and why."""

    title: str
    """Of the domain."""
    question: str
    answer: str
    reason: str
    dissent: str


def meeting_summary(
    name: str,
    where: str,
    in_short: str,
    agreed: Sequence[AgreedLine],
    others: Mapping[str, Sequence[str]],
    address: str,
    contact: str,
) -> Letter:
    """The mail to who was there, and to who could have been.

    `others` has the questions about which nothing was agreed now, by what came out instead.
    """
    return Letter(
        subject=f"{one_line(where)}: dit spraken jullie af over basisvaardigheden",
        greeting=greeting(name),
        blocks=(
            f"De bespreking van de antwoorden van de gemeente {one_line(where)} is afgerond. {in_short}",
            *(block for line in agreed for block in _agreed(line)),
            *(block for what, questions in others.items() for block in (f"{what}:", Points(questions))),
            Button("Bekijk alle afspraken", address),
            "Klopt er iets niet? Laat het weten aan de coördinator van je gemeente. "
            "De antwoorden die je zelf gaf, zijn niet veranderd.",
        ),
        contact=question_line(contact),
    )


def _agreed(line: AgreedLine) -> Sequence[Block]:
    blocks: list[Block] = [f"{one_line(line.title)}: {line.question}\nAfgesproken: {line.answer}"]
    if line.reason.strip():
        blocks.append(Quote("De bespreking", line.reason))
    if line.dissent.strip():
        blocks.append(Quote("Wie het anders ziet", line.dissent))
    return blocks
