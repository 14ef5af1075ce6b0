"""The mails to colleagues: the invitation, reminders, another last day, thanks, and who knows better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.post.letters import Block, Button, Letter, Points, Quote, one_line
from app.texts.assessments import duration
from app.texts.mails.signing_in import question_line
from app.texts.words import WHO_READS, counted
from app.web.formatting import day_and_date, long_date


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks it: the coordinator, on behalf of a municipality. Who answers the mail, answers to them."""

    name: str
    municipality: str

    @property
    def contact(self) -> str:
        return f"Heb je een vraag? Antwoord op deze mail. Je bericht gaat naar {one_line(self.name)}."


@dataclass(frozen=True, slots=True)
class AskedParts:
    """What one colleague is asked: (name of the domain, number of questions) for each part."""

    name: str
    parts: tuple[tuple[str, int], ...]
    answered: int = 0
    first: str = ""
    """The first question."""

    @property
    def wish(self) -> str:
        """What is asked: `Wil je 6 vragen beantwoorden over Werk?`; more domains together are about basic skills."""
        about = one_line(self.parts[0][0]) if len(self.parts) == 1 else "basisvaardigheden"
        return f"Wil je {counted(self.total, 'vraag', 'vragen')} beantwoorden over {about}?"

    @property
    def duration(self) -> str:
        """How long it takes: `ongeveer 10 minuten`."""
        return duration(self.total)

    @property
    def total(self) -> int:
        """How many questions it is; each takes about a minute."""
        return sum(questions for _, questions in self.parts)


WHY = (
    "In Nederland hebben ongeveer 2,5 miljoen volwassenen moeite met lezen, schrijven, rekenen of de computer. "
    "Met jullie antwoorden ziet de gemeente in welk beleid daar al aandacht voor is, en waar het beter kan."
)
PRIVATE = (
    f"Wie leest je antwoorden? {WHO_READS} Is er een bespreking met collega’s? Dan staan antwoorden en toelichtingen "
    "op het scherm zonder naam en zonder functie."
)
AGAIN = (
    "Dit is een vervolgmeting: de gemeente kijkt wat er is veranderd sinds een vorige ronde. Deed je toen ook mee? "
    "Je ziet je antwoord van toen pas als je opnieuw hebt geantwoord. Zo kijk je met een frisse blik."
)
SIGN_IN = (
    "Zo log je in: vraag een code aan op de pagina die opent. Die code krijg je in een aparte mail. "
    "Een wachtwoord heb je niet nodig."
)
BUTTON = "Beantwoord de vragen"


def invitation(
    asker: Asker,
    asked: AskedParts,
    deadline: date,
    address: str,
    line: str = "",
    personal: str = "",
    *,
    is_second: bool = False,
) -> Letter:
    """The mail that asks somebody to answer; `line` is for everybody, `personal` for this person only.

    `is_second`: the round is held against an earlier one.
    """
    who, where = one_line(asker.name), one_line(asker.municipality)
    return Letter(
        subject=f"{where}: {asked.wish[0].lower()}{asked.wish[1:]}",
        greeting=greeting(asked.name),
        blocks=(
            f"{who} van de gemeente {where} vraagt je om {counted(asked.total, 'vraag', 'vragen')} te beantwoorden. "
            f"Dat duurt {duration(asked.total)}. Je kunt antwoorden tot en met {day_and_date(deadline)}.",
            *quote(who, personal, line),
            *([AGAIN] if is_second else []),
            WHY,
            "De vragen gaan over:",
            Points([f"{title}: {counted(questions, 'vraag', 'vragen')}" for title, questions in asked.parts]),
            *([f"De eerste vraag: {asked.first}"] if asked.first else []),
            Button(BUTTON, address),
            SIGN_IN,
            PRIVATE,
            "Weet een collega een antwoord beter? Dat kun je bij elke vraag laten weten. "
            "De laatste dag zit als afspraak bij deze mail. Zo kun je die in je agenda zetten.",
        ),
        contact=asker.contact,
    )


def reminder(asker: Asker, asked: AskedParts, deadline: date | None, address: str, line: str = "") -> Letter:
    """The mail to somebody who is not done yet, sent by hand or by itself."""
    until = f" Dat kan tot en met {day_and_date(deadline)}." if deadline else ""
    where = one_line(asker.municipality)
    return Letter(
        subject=_reminder_subject(where, deadline),
        greeting=greeting(asked.name),
        blocks=(
            f"{one_line(asker.name)} van de gemeente {where} heeft je gevraagd om vragen te beantwoorden over "
            f"basisvaardigheden. {_still_to_do(asked)}{until}",
            *quote(asker.name, line),
            Button(BUTTON if asked.answered < asked.total else "Lever je antwoorden in", address),
            SIGN_IN,
            "Lukt het niet, of weet een collega het beter? Laat het weten. Dan zoeken we een oplossing.",
        ),
        contact=asker.contact,
    )


def _reminder_subject(where: str, deadline: date | None) -> str:
    until = f" Dat kan tot en met {long_date(deadline)}." if deadline else ""
    return f"{where}: wil je de vragen over basisvaardigheden beantwoorden?{until}"


def _still_to_do(asked: AskedParts) -> str:
    open_ = asked.total - asked.answered
    if open_ <= 0:
        return "Je hebt alles beantwoord, maar nog niet ingeleverd. Wil je je antwoorden controleren en inleveren?"
    if not asked.answered:
        count = counted(asked.total, "vraag", "vragen")
        return f"Het gaat om {count}. Dat duurt {duration(asked.total)}."
    return f"Je hebt er {asked.answered} van de {asked.total} beantwoord. De rest duurt {duration(open_)}."


def deadline_changed(asker: Asker, name: str, old: date | None, new: date, address: str) -> Letter:
    """The mail to somebody who was invited already, when the last day has moved."""
    where = one_line(asker.municipality)
    before = f" Eerst was dat {day_and_date(old)}." if old else ""
    return Letter(
        subject=f"{where}: je kunt antwoorden tot en met {long_date(new)}",
        greeting=greeting(name),
        blocks=(
            f"De laatste dag om de vragen over basisvaardigheden van de gemeente {where} te beantwoorden is veranderd. "
            f"Je kunt nu antwoorden tot en met {day_and_date(new)}.{before}",
            Button(BUTTON, address),
            "Had je de oude datum in je agenda gezet? Open dan de afspraak bij deze mail. Die vervangt de oude.",
        ),
        contact=asker.contact,
    )


def greeting(name: str) -> str:
    return f"Hallo {one_line(name)},"


def quote(author: str, *texts: str) -> Sequence[Block]:
    said = "\n\n".join(text.strip() for text in texts if text.strip())
    return [Quote(one_line(author), said)] if said else []


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


def withdrawn(asker: Asker, name: str, *, has_answers: bool) -> Letter:
    """The mail to somebody who does not have to answer (any more)."""
    where = one_line(asker.municipality)
    kept = "De antwoorden die je al gaf, tellen mee. Daar hoef je niets voor te doen." if has_answers else ""
    return Letter(
        subject=f"{where}: je hoeft geen vragen meer te beantwoorden",
        greeting=greeting(name),
        blocks=(
            f"Je had een uitnodiging van de gemeente {where} om vragen te beantwoorden over basisvaardigheden. "
            "Dat hoeft niet meer. De link in de uitnodiging kun je niet meer gebruiken.",
            *([kept] if kept else []),
            "Bedankt dat je wilde meedoen.",
        ),
        contact=asker.contact,
    )


def round_closed(asker: Asker, name: str, deadline: date | None, address: str, *, answered: int) -> Letter:
    """The mail to somebody who was not done when the review began; `deadline` is a last day that is still to come."""
    where = one_line(asker.municipality)
    earlier = f", eerder dan {day_and_date(deadline)}" if deadline else ""
    kept = f"Je had {counted(answered, 'vraag', 'vragen')} beantwoord. Wat je antwoordde, is opgeslagen en telt mee."
    seen: Sequence[Block] = [kept, Button("Bekijk je antwoorden", address)] if answered else []
    return Letter(
        subject=f"{where}: de bespreking is begonnen, je kunt niet meer antwoorden",
        greeting=greeting(name),
        blocks=(
            f"De gemeente {where} vroeg je om vragen te beantwoorden over basisvaardigheden. De bespreking van de "
            f"antwoorden is nu begonnen{earlier}. Daarom kun je niet meer antwoorden.",
            *seen,
            "Je hoeft niets meer te doen. Komt een deel van de vragen terug? Dan krijg je daar een mail over.",
            "Dank je wel voor je tijd.",
        ),
        contact=asker.contact,
    )


def thanks(asker: Asker, name: str, line: str = "") -> Letter:
    """The mail to somebody who has answered everything and handed it in."""
    where = one_line(asker.municipality)
    return Letter(
        subject=f"{where}: bedankt voor je antwoorden",
        greeting=greeting(name),
        blocks=(
            "Je hebt de vragen over basisvaardigheden beantwoord. Dank je wel. Jouw antwoorden helpen de gemeente "
            f"{where} om inwoners beter te helpen.",
            *quote(asker.name, line),
            "Wat gebeurt er nu? Alle antwoorden worden besproken. Daarna komt er een rapport. "
            "Je hoeft niets meer te doen.",
        ),
        contact=asker.contact,
    )
