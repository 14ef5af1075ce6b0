"""The mails about an account: changes that wait, to who is concerned and who can stop them, and advising."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.post.letters import Block, Button, Letter, one_line
from app.texts.mails.colleagues import SIGN_IN, greeting, quote
from app.texts.mails.signing_in import question_line
from app.texts.words import ROLES
from app.web.formatting import long_moment

LOOK = "Bekijk de wijziging"


@dataclass(frozen=True, slots=True)
class AskedAccountChange:
    """What was asked, by whom, and when it takes effect."""

    kind: str
    by: str
    contact: str
    at: datetime | None
    """None when it is so already."""
    role: str = ""
    municipality: str = ""
    """Empty for an administrator."""
    email: str = ""
    own_confirms: bool = False
    """Whether the person can let it begin at once."""
    by_themselves: bool = False

    @property
    def role_there(self) -> str:
        """`de rol coördinator in Voorbeeldstad`."""
        return f"de rol {ROLES[self.role]}{f' in {one_line(self.municipality)}' if self.municipality else ''}"

    @property
    def when(self) -> str:
        """When it begins without anybody doing something."""
        return long_moment(self.at) if self.at else ""


def asked(about: AskedAccountChange, name: str, page: str) -> Letter:
    """The mail to the person, at the address that they have."""
    by = "Je" if about.by_themselves else f"Beheerder {one_line(about.by)}"
    if about.kind == "email":
        subject = "Iemand vroeg een ander e-mailadres voor je aan"
        what = (
            f"{by} vroeg aan dat je voortaan bij Samenhang inlogt met {about.email}. Dat gaat in als dat adres is "
            f"bevestigd, maar niet voor {about.when}."
        )
    elif about.kind == "second_step":
        subject = "Je tweede stap wordt weggehaald"
        what = f"{by} haalt je tweede stap voor Samenhang weg. Dat gaat in op {about.when}."
    else:
        subject = "Je krijgt een nieuwe rol"
        gives = "gaf jezelf" if about.by_themselves else "geeft je"
        what = f"{by} {gives} bij Samenhang {about.role_there}. Die gaat in op {about.when}."
    sooner = "Klopt dit? Dan kun je het bevestigen. Dan gaat het eerder in. " if about.own_confirms else ""
    return _letter(about, f"{subject} bij Samenhang", name, what, f"{sooner}Klopt dit niet? Stop het dan.", page)


def asked_new_address(about: AskedAccountChange, name: str, page: str) -> Letter:
    """The mail to the address that somebody is going to have."""
    what = f"Beheerder {one_line(about.by)} vroeg aan dat je voortaan bij Samenhang inlogt met dit e-mailadres."
    then = "Klopt dit? Bevestig het dan. Klopt dit niet? Dan hoef je niets te doen."
    return _letter(about, "Bevestig je nieuwe e-mailadres bij Samenhang", name, what, then, page)


def asked_responsible(about: AskedAccountChange, name: str, person: str, function: str, page: str) -> Letter:
    """The mail to who is responsible where somebody gets a role."""
    who = f"{one_line(person)} ({one_line(function)})"
    what = f"Beheerder {one_line(about.by)} geeft {who} {about.role_there}. Die gaat in op {about.when}."
    then = "Klopt dit? Dan kun je het bevestigen. Dan gaat het meteen in. Klopt dit niet? Stop het dan."
    return _letter(about, f"{one_line(person)} krijgt {about.role_there}", name, what, then, page)


def role_given(about: AskedAccountChange, name: str, person: str, function: str) -> Letter:
    """The mail to who is responsible, when somebody new has a role at once."""
    who = f"{one_line(person)} ({one_line(function)})"
    return Letter(
        subject=f"{one_line(person)} heeft {about.role_there}",
        greeting=greeting(name),
        blocks=(
            f"Beheerder {one_line(about.by)} gaf {who} {about.role_there}.",
            f"Klopt dit niet? Mail dan meteen naar {about.contact}.",
        ),
        contact=question_line(about.contact),
    )


def _letter(about: AskedAccountChange, subject: str, name: str, what: str, then: str, page: str) -> Letter:
    blocks: tuple[Block, ...] = (what, then, Button(LOOK, page))
    return Letter(subject=subject, greeting=greeting(name), blocks=blocks, contact=question_line(about.contact))


def role_begun(name: str, role: str, municipality: str, page: str, contact: str) -> Letter:
    """The mail to somebody whose new role has begun."""
    what = AskedAccountChange("role", "", contact, None, role, municipality).role_there
    return Letter(
        subject=f"Je hebt nu {what}",
        greeting=greeting(name),
        blocks=(f"Je hebt nu bij Samenhang {what}.", Button("Ga naar Samenhang", page)),
        contact=question_line(contact),
    )


def welcome(name: str, by: str, municipality: str, page: str, contact: str, *, is_running: bool) -> Letter:
    """The mail to a new coordinator; `is_running`: the municipality has an inventory that is not agreed yet."""
    where = one_line(municipality)
    begin = (
        "Er loopt al een inventarisatie. Op de startpagina zie je hoe ver die is, en wat jij kunt doen."
        if is_running
        else "Beginnen duurt ongeveer vijf minuten: je kiest domeinen en een laatste dag, en je nodigt collega’s uit."
    )
    return Letter(
        subject=f"Je bent nu coördinator van {where} in Samenhang",
        greeting=greeting(name),
        blocks=(
            f"Beheerder {one_line(by)} heeft je toegevoegd als coördinator van de gemeente {where}.",
            "Met Samenhang onderzoekt je gemeente hoe goed ze werkt aan basisvaardigheden: lezen, schrijven, rekenen "
            "en omgaan met een computer. Collega’s beantwoorden vragen over hun eigen werk. Daarna spreken jullie "
            "scores af. Zo komt er een rapport, en kies je wat beter kan.",
            begin,
            Button("Ga naar Samenhang" if is_running else "Begin", page),
            SIGN_IN,
        ),
        contact=question_line(contact),
    )


def address_changed(name: str, email: str, contact: str) -> Letter:
    """The mail to both addresses, when the new one is the one to sign in with."""
    return Letter(
        subject="Je e-mailadres bij Samenhang is veranderd",
        greeting=greeting(name),
        blocks=(
            f"Je logt vanaf nu bij Samenhang in met {email}.",
            f"Klopt dit niet? Mail dan meteen naar {contact}.",
        ),
        contact=question_line(contact),
    )


def stopped(name: str, person: str, what: str, contact: str) -> Letter:
    """The mail to administrators, when who was told stopped a change."""
    return Letter(
        subject=f"Een wijziging voor {one_line(person)} is gestopt",
        greeting=greeting(name),
        blocks=(
            f"Iemand die hier bericht van kreeg, heeft gestopt: {what} voor {one_line(person)}.",
            "Misschien klopte de aanvraag niet. Vraag na wat er aan de hand is, voordat je het opnieuw doet. "
            "Bel daarvoor op een nummer dat je al kent.",
        ),
        contact=question_line(contact),
    )


def removal_asked(name: str, page: str, contact: str) -> Letter:
    """To an administrator: that somebody asks to be removed. Who it is stands on the page only."""
    return Letter(
        subject="Iemand vraagt om verwijderd te worden uit Samenhang",
        greeting=f"Hallo {name},",
        blocks=(
            "Iemand vraagt om verwijderd te worden uit Samenhang. Doe dat binnen een maand.",
            Button("Bekijk het verzoek", page),
        ),
        contact=question_line(contact),
    )


def own_data(name: str, page: str, contact: str) -> Letter:
    """To somebody who asked an administrator what is kept of them."""
    return Letter(
        subject="Zo bekijk je wat Samenhang van je bewaart",
        greeting=f"Hallo {name},",
        blocks=(
            "Je vroeg wat Samenhang van je bewaart. Log in om dat te bekijken. Je kunt het daar ook downloaden.",
            Button("Bekijk je gegevens", page),
        ),
        contact=question_line(contact),
    )


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
