"""How ideas for actions are presented."""

from app.texts.words import sentence_start

EFFORTS = {"small": "klein", "medium": "middel", "large": "groot"}


def lead(any_ideas: bool, proposed: bool) -> str:
    """Where the ideas come from."""
    if not any_ideas:
        return "Er zijn nu geen ideeën. Die komen er bij vragen met een score die nog omhoog kan."
    which = "de domeinen uit het voorstel" if proposed else "domeinen waar iets te winnen is"
    return (
        f"Dit zijn ideeën voor {which}, bij de vragen met de laagste score. "
        "Ze zijn een begin: kies wat past, en maak er een eigen actie van."
    )


def practice(action: str) -> str:
    """What other municipalities do in this domain."""
    return f"Uit de praktijk: {action}"


def who(function: str, partners: str) -> str:
    """Who does it, and with whom."""
    return f"{sentence_start(function)}. Samen met: {partners}."
