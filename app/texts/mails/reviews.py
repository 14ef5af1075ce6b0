"""The mails about the review: sent back, approved, agreed, reopened, remarks, and what a meeting agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.post.letters import Block, Button, Letter, Points, Quote, one_line
from app.texts.mails.colleagues import SIGN_IN, Asker, greeting
from app.texts.mails.signing_in import question_line
from app.texts.words import counted, listing
from app.web.formatting import day_and_date

ADVISER = "De adviseur"
COORDINATOR = "De coördinator"
STEP = "Start de bespreking"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the mails to coordinators and advisers are about."""

    municipality: str
    title: str
    """Of the inventory."""
    contact: str

    @property
    def where(self) -> str:
        """The inventory, inside a sentence."""
        return f"de inventarisatie ‘{one_line(self.title)}’ van de gemeente {one_line(self.municipality)}"

    def letter(self, name: str, subject: str, *blocks: Block) -> Letter:
        """A letter to somebody who leads the review."""
        about = f"{one_line(self.municipality)}: {subject}"
        return Letter(about, greeting(name), blocks, question_line(self.contact))


def sent_back_to_colleague(
    asker: Asker, name: str, parts: Sequence[tuple[str, int]], by: str, reason: str, address: str
) -> Letter:
    """The mail to who must look at answers again; `parts` are (name of the domain, number of own questions)."""
    where = one_line(asker.municipality)
    return Letter(
        subject=f"{where}: wil je nog eens naar je antwoorden kijken?",
        greeting=greeting(name),
        blocks=(
            f"Je hebt vragen gekregen over basisvaardigheden, van de gemeente {where}. De antwoorden zijn besproken. "
            "Wil je nog eens naar een deel van je antwoorden kijken?",
            Quote(by, reason),
            "Het gaat om:",
            Points([f"{title}: {counted(questions, 'vraag', 'vragen')}" for title, questions in parts]),
            Button("Bekijk je antwoorden", address),
            "Pas aan wat anders moet. Lever je antwoorden daarna opnieuw in. Klopt alles nog? Lever ze dan zo in.",
            SIGN_IN,
        ),
        contact=asker.contact,
    )


def sent_back_to_coordinator(
    about: Reviewed, name: str, titles: Sequence[str], colleagues: int, by: str, reason: str, address: str
) -> Letter:
    """The mail to a coordinator: which domains, and how many colleagues got a mail."""
    mailed = f"{counted(colleagues, 'collega krijgt', 'collega’s krijgen')} daar ook een mail over."
    return about.letter(
        name,
        f"{counted(len(titles), 'domein is', 'domeinen zijn')} teruggestuurd",
        f"{by} heeft domeinen teruggestuurd in {about.where}: {one_line(listing(titles))}.",
        Quote(by, reason),
        f"De antwoorden daar kunnen weer veranderen. {mailed if colleagues else 'Jij kunt ze aanpassen.'} "
        "Is alles aangepast? Lever dan opnieuw in.",
        Button("Ga naar de bespreking", address),
    )


def last_day_over(
    about: Reviewed, name: str, deadline: date, busy: Sequence[tuple[str, int, int]], address: str
) -> Letter:
    """The mail to a coordinator, the day after the last day; `busy` are (who is not done, how many of how many)."""
    over = f"De laatste dag om te antwoorden in {about.where} was {day_and_date(deadline)}."
    if not busy:
        what = "De bespreking kan beginnen."
        return about.letter(
            name, "iedereen is klaar", f"{over} Al je collega’s zijn klaar. {what}", Button(STEP, address)
        )
    are = "Deze collega is nog niet klaar" if len(busy) == 1 else f"Deze {len(busy)} collega’s zijn nog niet klaar"
    return about.letter(
        name,
        f"de laatste dag is voorbij, {counted(len(busy), 'collega is', 'collega’s zijn')} niet klaar",
        f"{over} {are}:",
        Points([f"{one_line(who)}: {done} van {counted(total, 'vraag', 'vragen')}" for who, done, total in busy]),
        "Antwoorden kan nu niet meer. Verzet de laatste dag, of start de bespreking.",
        Button("Kies wat je doet", address),
    )


def review_begun(about: Reviewed, name: str, busy: int, address: str) -> Letter:
    """The mail to an adviser: the answers are closed; `busy` is how many colleagues had not handed in."""
    open_ = f" {counted(busy, 'collega was', 'collega’s waren')} nog niet klaar." if busy else ""
    return about.letter(
        name,
        "de bespreking is begonnen",
        f"{COORDINATOR} heeft de bespreking gestart van {about.where}.{open_} Je kunt nu alle antwoorden zien.",
        Button("Ga naar de bespreking", address),
    )


def handed_in_again(about: Reviewed, name: str, titles: Sequence[str], changed: str, address: str) -> Letter:
    """The mail to an adviser when what was sent back comes in again; `changed` says how much is different."""
    return about.letter(
        name,
        "de antwoorden zijn opnieuw ingeleverd",
        f"{COORDINATOR} heeft opnieuw ingeleverd in {about.where}: {one_line(listing(titles))}. {changed}",
        Button("Bekijk wat er is veranderd", address),
    )


def open_points_named(about: Reviewed, name: str, text: str, address: str) -> Letter:
    """The mail to a coordinator with what must be done before the adviser approves."""
    return about.letter(
        name,
        "de adviseur schreef op wat er nog open is",
        f"{ADVISER} heeft gekeken naar {about.where}. Er is nog iets nodig voor het akkoord.",
        Quote(ADVISER, text),
        Button("Ga naar de bespreking", address),
    )


def open_points_finished(about: Reviewed, name: str, by: str, text: str, address: str) -> Letter:
    """The mail to an adviser: what was still open is done; `text` is what that was."""
    return about.letter(
        name,
        "wat nog open was, is gedaan",
        f"{by} liet weten dat gedaan is wat nog open was in {about.where}.",
        Quote(ADVISER, text),
        "Wil je opnieuw kijken? Klopt alles, geef dan akkoord.",
        Button("Ga naar de bespreking", address),
    )


def approved(about: Reviewed, name: str, address: str) -> Letter:
    """The mail to a coordinator, who can agree now."""
    return about.letter(
        name,
        "de adviseur is akkoord",
        f"{ADVISER} is akkoord met de scores in {about.where}. Je kunt de inventarisatie nu vaststellen.",
        Button("Stel de inventarisatie vast", address),
    )


def approval_fell_away(about: Reviewed, name: str, address: str) -> Letter:
    """The mail to an adviser whose approval no longer covers what is there."""
    return about.letter(
        name,
        "het akkoord is vervallen",
        f"Na het akkoord is er iets veranderd in {about.where}. Daarom is het akkoord vervallen.",
        "Wil je opnieuw kijken? Klopt alles, geef dan opnieuw akkoord.",
        Button("Ga naar de bespreking", address),
    )


def approval_ended_by_sending_back(
    about: Reviewed, name: str, titles: Sequence[str], by: str, reason: str, address: str
) -> Letter:
    """The mail to an adviser when somebody else sends back domains that were approved."""
    return about.letter(
        name,
        "het akkoord is vervallen",
        f"{by} heeft na het akkoord domeinen teruggestuurd in {about.where}: {one_line(listing(titles))}. "
        "Daarom is het akkoord vervallen.",
        Quote(by, reason),
        "De antwoorden daar kunnen weer veranderen. Je krijgt een mail als ze opnieuw zijn ingeleverd. "
        "Klopt dan alles? Geef dan opnieuw akkoord.",
        Button("Ga naar de bespreking", address),
    )


def agreed(about: Reviewed, name: str, number: int, address: str) -> Letter:
    """The mail that a report was frozen, with its version."""
    return about.letter(
        name,
        "de inventarisatie is vastgesteld",
        f"{COORDINATOR} heeft {about.where} vastgesteld. Het rapport is klaar. Dit is versie {number}.",
        Button("Lees het rapport", address),
    )


def outcome(
    asker: Asker, name: str, number: int, *, conclusions: Sequence[str] = (), address: str | None = None
) -> Letter:
    """The mail to a colleague who answered, once the report is there; `address` for who may read it.

    A later version than the first is told to readers only.
    """
    where, who = one_line(asker.municipality), one_line(asker.name)
    what: tuple[Block, ...] = (f"Wat eruit kwam, staat in het rapport van de gemeente. Wil je dat weten? Vraag {who}.",)
    if address:
        told = ("Dit kwam eruit:", Points(conclusions)) if conclusions else ()
        what = (*told, Button("Lees het rapport", address))
    again = f"Het rapport van de gemeente {where} over basisvaardigheden is veranderd. Dit is versie {number}."
    first = (
        f"Je hebt vragen over basisvaardigheden beantwoord voor de gemeente {where}. Dank je wel. "
        "Alle antwoorden zijn besproken. De scores zijn nu vastgesteld."
    )
    return Letter(
        subject=f"{where}: {'dit kwam uit jullie antwoorden' if number == 1 else 'het rapport is veranderd'}",
        greeting=greeting(name),
        blocks=(
            first if number == 1 else again,
            *what,
            "In het rapport staat nooit een naam. Je eigen antwoorden zijn niet veranderd. Je hoeft niets te doen.",
        ),
        contact=asker.contact,
    )


def reopened(about: Reviewed, name: str, by: str, reason: str, address: str) -> Letter:
    """The mail that scores can change again, and why."""
    return about.letter(
        name,
        "de inventarisatie is heropend",
        f"{by} heeft {about.where} heropend.",
        Quote(by, reason),
        "Jullie kunnen de scores weer aanpassen. Het rapport dat er is, blijft bestaan. "
        "Stellen jullie opnieuw vast, dan komt er een nieuwe versie bij.",
        Button("Ga naar de bespreking", address),
    )


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


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One score that was agreed: about which question, which answer, and why."""

    title: str
    """Of the domain."""
    question: str
    """By its short name."""
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
