"""The mails about a colleague who knows better: to the coordinator who decides, and back to who proposed it."""

from app.letters import Button, Letter, Quote, one_line
from app.texts.mails.asking import Asker, greeting, quote
from app.texts.mails.signing_in import question_line


def proposal(
    coordinator: str, proposer: str, colleague: str, about: str, reason: str, address: str, contact: str
) -> Letter:
    """The mail to a coordinator; `about` is the question or the domain, `address` the page on which to decide."""
    who = one_line(proposer)
    return Letter(
        subject=f"{who} stelt voor dat een collega een vraag beantwoordt",
        greeting=greeting(coordinator),
        blocks=(
            f"{who} stelt voor dat {one_line(colleague)} antwoord geeft op: {one_line(about)}",
            *([Quote(who, reason)] if reason.strip() else []),
            "Jij beslist. De collega krijgt pas een uitnodiging als jij dat wilt.",
            Button("Bekijk het voorstel", address),
        ),
        contact=question_line(contact),
    )


def proposal_decided(
    asker: Asker, name: str, colleague: str, about: str, decision: str, answer: str, address: str
) -> Letter:
    """The mail to who proposed it; `decision` is instead, beside or declined, `answer` what the coordinator says."""
    return Letter(
        subject=f"{one_line(asker.municipality)}: antwoord op je voorstel over een collega",
        greeting=greeting(name),
        blocks=(
            f"Je stelde voor dat {one_line(colleague)} antwoord geeft op: {one_line(about)}",
            DECIDED[decision],
            *quote(asker.name, answer),
            Button("Bekijk je vragen", address),
        ),
        contact=asker.contact,
    )


DECIDED = {
    "instead": "Dat is een goed idee. Je collega geeft hier antwoord op. Jij hoeft dat niet meer te doen. "
    "Had je al antwoorden gegeven? Die blijven staan en tellen mee.",
    "beside": "Dat is een goed idee. Je collega geeft hier ook antwoord op. Wil jij het ook doen, zoals jij het ziet? "
    "Weet je het niet, kies dan ‘Weet ik niet’.",
    "declined": "De vraag blijft bij jou. Wil je antwoord geven, zoals jij het ziet? "
    "Weet je het niet, kies dan ‘Weet ik niet’.",
}
