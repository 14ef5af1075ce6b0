"""The mail to coordinator or adviser that a remark is for them."""

from app.letters import Button, Letter, Quote, one_line
from app.texts.mails.asking import greeting
from app.texts.mails.signing_in import question_line


def assigned(
    name: str, giver: str, where: str, title: str, said: tuple[str, str], address: str, contact: str
) -> Letter:
    """The mail to who gets a remark; `giver` and the author in `said` (author, text) are functions, never names."""
    author, text = said
    return Letter(
        subject=f"{one_line(where)}: er is een opmerking voor jou",
        greeting=greeting(name),
        blocks=(
            f"{one_line(giver)} vraagt je om te kijken naar een opmerking. "
            f"Die hoort bij ‘{one_line(title)}’ van de gemeente {one_line(where)}.",
            Quote(one_line(author), text),
            "Je kunt antwoorden, de opmerking aan iemand anders toewijzen of haar afhandelen.",
            Button("Bekijk de opmerking", address),
        ),
        contact=question_line(contact),
    )
