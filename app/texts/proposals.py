"""What people read about proposing a colleague who knows better."""

NAME_MISSING = "Vul in welke collega het beter weet."
SAME_PERSON = "Dit is je eigen e-mailadres. Vul het adres van je collega in, of laat het leeg."
TOO_MANY = (
    "Er wachten al veel voorstellen van jou op de coördinator. Dit voorstel is niet verstuurd. "
    "Wacht tot de coördinator heeft beslist, of bel even."
)

DECISIONS = {
    None: "Dit wacht op de coördinator.",
    "instead": "{name} beantwoordt {this} nu.",
    "beside": "{name} beantwoordt {this} nu ook.",
    "declined": "De coördinator wil dat jij dit invult.",
}
"""What became of a proposal."""


def decision(decided: str | None, name: str, *, whole: bool) -> str:
    """What became of a proposal, for who made it; `whole`: about all questions of a domain."""
    # Not str.format: a name is typed by people and may hold braces.
    this = "deze vragen" if whole else "deze vraag"
    return DECISIONS[decided].replace("{this}", this).replace("{name}", name)


def proposed(name: str, *, whole: bool) -> str:
    """That a proposal was sent, and what holds until it is decided."""
    mine = "blijven de vragen van jou" if whole else "blijft de vraag van jou"
    return f"Je voorstel over {name} is verstuurd. De coördinator beslist. Tot die tijd {mine}."
