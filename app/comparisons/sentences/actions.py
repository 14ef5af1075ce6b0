"""What became of the improvement actions, and of the question that each should move."""

from app.texts.words import sentence_start
from app.web.formatting import number

TITLE = "Acties"
NO_CAUSE = (
    "Dit laat zien wat er samen gebeurde. Het zegt niet dat de actie de oorzaak is: een antwoord kan ook om een andere "
    "reden veranderen."
)
NONE = "Tussen deze 2 rondes staan er geen verbeteracties in de tool."
CAPTION = "Elke actie, en wat er met de vraag gebeurde (0 tot 100 punten)"
COLUMNS = ("Actie", "Gedaan?", "Vraag", "Toen", "Nu", "De vraag bewoog")
NO_QUESTION = "–"

MOVES = {
    "up": "omhoog",
    "down": "omlaag",
    "not": "niet",
    "seen": "niet: nu anders bekeken",
    "unsaid": "nog niet te zeggen",
    "different": "niet vergelijkbaar",
    "then_unknown": "onbekend: toen was er geen score",
    "now_unknown": "onbekend: nu is er geen score",
    "unknown": "onbekend: er was en is geen score",
    "not_applicable": "niet vergelijkbaar: niet van toepassing",
    "none": "geen vraag gekozen",
}
"""What the question of an action did."""
_NOT_DONE = {"proposed": "alleen voorgesteld", "planned": "gepland", "running": "bezig", "stopped": "gestopt"}


def done(state: str, day: str | None) -> str:
    """Whether an action was done."""
    if state == "done":
        return f"Ja, op {day}" if day else "Ja"
    return f"Nee, {_NOT_DONE[state]}"


def done_alone(told: str) -> str:
    """What `done` says, where no heading asks it: `Gedaan op 4 mei 2026`, `Bezig`."""
    if told.startswith("Ja"):
        return told.replace("Ja,", "Gedaan").replace("Ja", "Gedaan")
    return sentence_start(told.removeprefix("Nee, "))


def in_numbers(done_: int, total: int) -> str:
    """How many actions were done."""
    if total == 1:
        return f"De ene actie is {'gedaan' if done_ else 'niet gedaan'}."
    return f"{done_ or 'Geen'} van de {total} acties {'is' if done_ < 2 else 'zijn'} gedaan."


def about(title: str, domain: str) -> str:
    """An action with the domain that it is about."""
    return f"{title} ({domain})"


def question_moved(question: str, then: float | None, now: float | None, word: str) -> str:
    """What the question of an action did, in a line with rounded numbers; `word` is one of `MOVES`."""
    if question == NO_QUESTION:
        return word
    # What was frozen by earlier rules has the whole question.
    asked = question if question.endswith(("?", ".")) else f"{question}:"
    if then is None or now is None:
        known = [f"{when} {number(points, 0)}" for when, points in (("toen", then), ("nu", now)) if points is not None]
        return f"{asked} {', '.join([word.removeprefix('onbekend: '), *known])}"
    if word == MOVES["not"]:
        return f"{asked} bleef {number(now, 0)}"
    points = f"{number(then, 0)} → {number(now, 0)}"
    signs = {MOVES["up"]: "↑", MOVES["down"]: "↓"}
    if word in signs:
        return f"{asked} {signs[word]} {points}"
    return f"{asked} {points}, {word.removeprefix('niet: ')}"
