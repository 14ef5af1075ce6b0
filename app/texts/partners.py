"""What the application says about partners, and the text with which one is invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.texts.words import counted, listing
from app.web.formatting import long_date

NO_ORGANISATION = "Vul de naam van de organisatie in."
KIND_MISSING = "Kies wat voor organisatie het is."
UNKNOWN_DOMAIN = "Een domein dat je koos, hoort niet bij deze inventarisatie. Kijk de lijst na en probeer het opnieuw."
UNKNOWN_ACTION = "Een actie die je koos, staat niet meer in het plan. Kijk de lijst na en probeer het opnieuw."
CHOOSE_KIND = "Kies een soort"
CONTACT_HINT = "Een functie, geen naam. Bijvoorbeeld: teamleider educatie"
AGREEMENTS_HINT = "Wat doet de partner, en wat doet de gemeente? Schrijf hier geen namen van mensen."
CHANGED_MEANWHILE = "Iemand anders veranderde deze partner intussen. We hebben niets opgeslagen."
LINKED_MEANWHILE = "Iemand anders veranderde intussen bij welke acties deze partner hoort. We hebben niets opgeslagen."
NOT_CHANGED = "Er is niets veranderd."
CHANGED = "Opgeslagen."
ENDED = "De samenwerking is gestopt. De partner blijft staan bij de acties van eerder."
ALREADY_ENDED = "De samenwerking was al gestopt. Er is niets veranderd."
REOPENED = "De samenwerking loopt weer."
ALREADY_OPEN = "De samenwerking liep al. Er is niets veranderd."


def added(organisation: str) -> str:
    """That a partner stands on the list, and what comes next."""
    return f"{organisation} staat op de lijst. Kies nu bij welke acties deze partner helpt."


def same_name(organisation: str, *, ended: bool) -> str:
    state = " De samenwerking daarmee is gestopt. Je kunt die ook weer beginnen." if ended else ""
    return f"Er staat al een partner op de lijst die {organisation} heet.{state}"


def how_many(current: int, ended: int) -> str:
    gone = f" Met {counted(ended, 'partner', 'partners')} is de samenwerking gestopt." if ended else ""
    return f"Jullie werken samen met {counted(current, 'partner', 'partners')}.{gone}"


@dataclass(frozen=True, slots=True)
class InvitationPlans:
    organisation: str
    contact: str
    municipality: str
    sender: str
    by_adviser: bool
    domains: Sequence[tuple[str, str]]
    """(title, why it matters) of each domain to which the partner contributes; the second may be empty."""
    actions: Sequence[tuple[str, str, date | None]]
    """(title, text, end) of each action that the partner works on and that is not over."""
    agreements: str


@dataclass(frozen=True, slots=True)
class InvitationText:
    """A mail to a partner, which people send themselves."""

    subject: str
    body: str


WHY = (
    "In Nederland hebben ongeveer 2,5 miljoen volwassenen moeite met lezen, schrijven, rekenen of de computer. "
    "Ook in onze gemeente."
)


def invitation_text(plans: InvitationPlans) -> InvitationText:
    """A text to begin with: whoever sends it makes it their own."""
    where = listing([f"‘{title}’" for title, _ in plans.domains])
    about = f" Vooral bij {where}." if where else ""
    reasons = " ".join(why for _, why in plans.domains if why)
    lines = []
    for title, text, end in plans.actions:
        until = f" (klaar op {long_date(end)})" if end else ""
        lines.append(f"- {title}{until}" + (f"\n  {' '.join(text.split())}" if text.strip() else ""))
    parts = (
        f"Beste {plans.contact or 'collega'},",
        f"{WHY} De gemeente {plans.municipality} wil hen beter helpen.{about} Dat kunnen we niet alleen. "
        f"Daarom vraag ik of {plans.organisation} mee wil doen.",
        f"Waarom is dit nodig? {reasons}" if reasons else "",
        "Dit willen we graag samen met jullie doen:\n" + "\n".join(lines)
        if lines
        else "Ik vertel je graag wat ons plan is. En ik hoor graag wat jullie al doen, en wat jullie kunnen doen.",
        f"Dit hebben we afgesproken, of stel ik voor:\n{plans.agreements}" if plans.agreements else "",
        "Zullen we hierover praten? Laat me weten wanneer je tijd hebt. Dan plannen we een gesprek van een half uur.",
        f"Met vriendelijke groet,\n\n{plans.sender}\n"
        f"{'adviseur van de ' if plans.by_adviser else ''}gemeente {plans.municipality}",
    )
    body = "\n\n".join(part for part in parts if part) + "\n"
    return InvitationText(f"Samen werken aan basisvaardigheden in {plans.municipality}", body)
