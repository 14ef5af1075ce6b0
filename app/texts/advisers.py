"""What administrators read about who advises which municipality."""

from app.texts.counting import counted

CHOOSE_SOMEBODY = "Kies een adviseur, of vul het e-mailadres van iemand anders in."
ONE_OF_TWO = "Kies een adviseur of vul een e-mailadres in, niet allebei."
UNKNOWN_ADDRESS = "Dit e-mailadres kennen we nog niet. Voeg deze persoon eerst toe."
IS_ADVISER = "Deze persoon is al adviseur van deze gemeente."
SAME_PERSON = "Deze persoon is de adviseur die je wilt vervangen. Kies iemand anders."
NO_NOTE = "Schrijf op wat de nieuwe adviseur moet weten. Een paar zinnen is genoeg."
SHOWN = {"zonder": "Zonder adviseur", "met": "Met adviseur"}
"""Which municipalities are shown, by how it stands in an address."""


def without(count: int) -> str:
    """How many municipalities that take part have no adviser."""
    if not count:
        return "Elke gemeente met een coördinator heeft een adviseur."
    return f"{counted(count, 'gemeente heeft', 'gemeenten hebben')} een coördinator, maar geen adviseur."


def assigned(name: str, municipality: str) -> str:
    """That somebody advises a municipality from now on."""
    return f"{name} is nu adviseur van {municipality} en krijgt daar een e-mail over."


def handed_over(old: str, new: str, remarks: int) -> str:
    """That somebody took over."""
    given = f" {counted(remarks, 'open opmerking gaat', 'open opmerkingen gaan')} mee." if remarks else ""
    return f"{new} neemt het over van {old}. Ze krijgen allebei een e-mail.{given}"


def too_late(old: str, new: str) -> str:
    """That somebody else was first; `new` is who took over, if anybody did."""
    what = f"{new} heeft het al overgenomen van {old}" if new else f"{old} is al geen adviseur meer van deze gemeente"
    return f"{what}. Er is nu niets veranderd. Kijk wie de gemeente nu adviseert."


def goes_along(remarks: int) -> str:
    """What goes to who takes over."""
    if not remarks:
        return "Er zijn geen open opmerkingen die meegaan."
    return f"{counted(remarks, 'open opmerking gaat', 'open opmerkingen gaan')} mee naar de nieuwe adviseur."
