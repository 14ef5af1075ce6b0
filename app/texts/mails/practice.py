"""The mails about a shared action: a question to advisers, the answer to who asked, and that it was hidden."""

from dataclasses import dataclass

from app.post.letters import Button, Letter, Quote, one_line
from app.texts.mails.colleagues import greeting
from app.texts.mails.reviews import COORDINATOR
from app.texts.mails.signing_in import question_line


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a question is about, as far as the reader of the mail may know it."""

    asking: str
    """The municipality that asks."""
    title: str
    """Of the shared action."""
    sharing: str | None
    """The municipality that shared it; None when it does not show its name to the reader."""
    address: str
    contact: str


def asked_by_own(about: AskedAbout, name: str, text: str, *, other_adviser: bool) -> Letter:
    """The mail to an adviser of the municipality that asks."""
    return Letter(
        subject=f"{one_line(about.asking)}: een vraag over een actie van een andere gemeente",
        greeting=greeting(name),
        blocks=(
            f"De gemeente {one_line(about.asking)} heeft een vraag over de actie ‘{one_line(about.title)}’. "
            f"Die deelde {_who(about.sharing)}.",
            Quote(COORDINATOR, text),
            _how(about.sharing, other_adviser=other_adviser),
            Button("Bekijk de vraag", about.address),
        ),
        contact=question_line(about.contact),
    )


def asked_of_own(about: AskedAbout, name: str, text: str, *, hidden: bool) -> Letter:
    """The mail to an adviser of the municipality that shared the action."""
    where = one_line(about.sharing or "")
    anonymous = f" {where} wil niet met naam genoemd worden. Noem die naam dus niet in je antwoord." if hidden else ""
    return Letter(
        subject=f"{where}: een vraag over een gedeelde actie",
        greeting=greeting(name),
        blocks=(
            f"De gemeente {where} deelde de actie ‘{one_line(about.title)}’. "
            f"De gemeente {one_line(about.asking)} heeft daar een vraag over.",
            Quote(COORDINATOR, text),
            f"Wil je dit met {where} bespreken en daarna het antwoord opschrijven?{anonymous}",
            Button("Bekijk de vraag", about.address),
        ),
        contact=question_line(about.contact),
    )


def answered(about: AskedAbout, name: str, answer: str) -> Letter:
    """The mail to who asked."""
    return Letter(
        subject=f"{one_line(about.asking)}: er is een antwoord op je vraag",
        greeting=greeting(name),
        blocks=(
            f"Je stelde een vraag over de actie ‘{one_line(about.title)}’ van {_who(about.sharing)}. "
            "Er is een antwoord.",
            Quote("De adviseur", answer),
            Button("Bekijk je vraag en het antwoord", about.address),
        ),
        contact=question_line(about.contact),
    )


@dataclass(frozen=True, slots=True)
class SharedAction:
    """A shared action, for somebody of the municipality that shared it."""

    name: str
    email: str
    title: str
    address: str
    contact: str


def hidden(told: SharedAction, reason: str) -> Letter:
    """The mail that an administrator hid it."""
    return Letter(
        subject="Je gedeelde actie is verborgen",
        greeting=greeting(told.name),
        blocks=(
            f"Een beheerder heeft de actie ‘{one_line(told.title)}’ verborgen. Andere gemeenten zien haar nu niet.",
            Quote("De beheerder", reason),
            "Je kunt de tekst aanpassen. Vraag daarna de beheerder om de actie weer te tonen.",
            Button("Bekijk wat je deelt", told.address),
        ),
        contact=question_line(told.contact),
    )


def shown_again(told: SharedAction) -> Letter:
    """The mail that others read it again."""
    return Letter(
        subject="Je gedeelde actie is weer te lezen",
        greeting=greeting(told.name),
        blocks=(
            f"Een beheerder toont de actie ‘{one_line(told.title)}’ weer. Andere gemeenten kunnen haar nu lezen.",
            Button("Bekijk wat je deelt", told.address),
        ),
        contact=question_line(told.contact),
    )


def _who(sharing: str | None) -> str:
    return f"de gemeente {one_line(sharing)}" if sharing else "een andere gemeente"


def _how(sharing: str | None, *, other_adviser: bool) -> str:
    if sharing:
        return f"Wil je dit met {one_line(sharing)} bespreken en daarna het antwoord opschrijven?"
    if other_adviser:
        return (
            "Die gemeente wil niet met naam genoemd worden. Haar adviseur krijgt deze vraag ook. "
            "Weet jij het antwoord? Dan kun jij het ook opschrijven."
        )
    return (
        "Die gemeente wil niet met naam genoemd worden en heeft nu geen adviseur. "
        "Schrijf op wat je zelf weet, of dat het niet lukt om het na te vragen."
    )
