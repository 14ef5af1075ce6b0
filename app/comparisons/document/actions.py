"""Sections 4 and 7: each action once, what its question did (no cause is claimed), and what stands open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.comparisons.document.ground import DoneAction, Ground, question_of
from app.documents.model import Block, BulletList, Cell, Paragraph, Section, Table, columns_of, score_cell
from app.reports.document.comparison import STANDINGS
from app.texts.words import counted, listing, sentence_start
from app.web.formatting import long_date, number
from questionnaires.model import Question
from scoring.result import ItemScore, Score

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


def whether_done(state: str, day: date | None) -> str:
    """Whether and when an action was done."""
    if state == "done":
        return f"Ja, op {long_date(day)}" if day else "Ja"
    return f"Nee, {_NOT_DONE[state]}"


def done_alone(told: str) -> str:
    """What `whether_done` says, where no heading asks it: `Gedaan op 4 mei 2026`, `Bezig`."""
    if told.startswith("Ja"):
        return told.replace("Ja,", "Gedaan").replace("Ja", "Gedaan")
    return sentence_start(told.removeprefix("Nee, "))


def in_numbers(done_: int, total: int) -> str:
    """How many actions were done."""
    if total == 1:
        return f"De ene actie is {'gedaan' if done_ else 'niet gedaan'}."
    return f"{done_ or 'Geen'} van de {total} acties {'is' if done_ < 2 else 'zijn'} gedaan."


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


ONWARD_TITLE = "Volgende ronde"
MOST_ACTIONS = 4
"""More are counted instead of named."""
ONWARD_LEAD = "Dit staat nog open. Je kunt hier de volgende ronde mee beginnen."


def nothing_open(actions: int) -> str:
    """That nothing stands open; of actions only where there are any."""
    done = ("", ", de ene actie is gedaan")[actions] if actions < 2 else ", alle acties zijn gedaan"
    known = f"Elk domein ging zichtbaar vooruit{done} en alles is bekend."
    return f"{known} Kies voor de volgende ronde wat jullie willen vasthouden."


def few_actions(titles: Sequence[str]) -> str:
    """A few by name; more of them stand in the table above."""
    if len(titles) > MOST_ACTIONS:
        return f"{len(titles)} acties. Bij ‘{TITLE}’ staat welke"
    return listing([f"‘{title}’" for title in titles])


def too_little(n: int) -> str:
    """How many domains are in the list of what is unknown."""
    return f"Bij {counted(n, 'domein', 'domeinen')} zijn nu nog antwoorden onbekend:"


@dataclass(frozen=True, slots=True)
class ActionMoved:
    """An action with what its question did."""

    action: DoneAction
    domain: str
    """Its name."""
    question: Question | None
    then: Score
    now: Score
    move: str
    """A key of what can be said of the question."""

    @property
    def done(self) -> str:
        """Whether and when, in words."""
        return whether_done(self.action.state, self.action.done_on)


def actions_section(ground: Ground) -> Section:
    moved = actions_moved(ground)
    blocks = _blocks(moved) if moved else (Paragraph(text=NONE),)
    return Section(id="acties", title=TITLE, blocks=tuple(blocks))


def _blocks(moved: tuple[ActionMoved, ...]) -> Iterator[Block]:
    yield Paragraph(text=in_numbers(sum(each.action.state == "done" for each in moved), len(moved)))
    yield Table(
        caption=CAPTION,
        columns=columns_of(COLUMNS, COLUMNS[3:5]),
        rows=tuple(_row(each) for each in moved),
    )
    yield Paragraph(text=NO_CAUSE)


def _row(each: ActionMoved) -> tuple[Cell, ...]:
    return (
        Cell(text=f"{each.action.title} ({each.domain})"),
        Cell(text=each.done),
        Cell(text=each.question.short_name if each.question else NO_QUESTION),
        score_cell(each.then),
        score_cell(each.now),
        Cell(text=MOVES[each.move]),
    )


def actions_moved(ground: Ground) -> tuple[ActionMoved, ...]:
    """Every action, in the order of the domains."""
    order = {domain: place for place, domain in enumerate(ground.names)}
    actions = sorted(ground.material.actions, key=lambda action: order.get(action.domain, len(order)))
    return tuple(_moved(ground, action) for action in actions)


def _moved(ground: Ground, action: DoneAction) -> ActionMoved:
    is_other = _is_another_now(ground, action.domain)
    names = ground.names_then if is_other else ground.names
    domain = names.get(action.domain, action.domain)
    if action.item is None:
        return ActionMoved(action, domain, None, None, None, "none")
    question = question_of(ground.material.before, action.item) if is_other else ground.question(action.item)
    then, now = ground.item_then(action.item), None if is_other else ground.item_now(action.item)
    return ActionMoved(
        action,
        domain,
        question,
        then.points if then else None,
        now.points if now else None,
        _move(ground, action.item, then, now),
    )


def _is_another_now(ground: Ground, domain_id: str) -> bool:
    """Whether the later round lacks this domain, or has another one under its id: its scores are not about it."""
    return domain_id in ground.names_then and not ground.is_shared(domain_id)


def _move(ground: Ground, item: str, then: ItemScore | None, now: ItemScore | None) -> str:
    if then is None or now is None or not ground.means_the_same(item):
        return "different"
    if "not_applicable" in (then.state, now.state):
        return "not_applicable"
    if then.points is None or now.points is None:
        unknown = [name for name, score in (("then", then), ("now", now)) if score.points is None]
        return "unknown" if len(unknown) == 2 else f"{unknown[0]}_unknown"
    if then.points == now.points:
        return "not"
    said = ground.now.said(item)
    if said != "changed":
        return "unsaid" if said == "unsaid" else "seen"
    return "up" if now.points > then.points else "down"


def onward_section(ground: Ground) -> Section:
    """Domains, actions and questions that ask for something."""
    items, unknown = tuple(_open(ground)), tuple(_unknown_now(ground))
    blocks: list[Block] = [
        Paragraph(text=ONWARD_LEAD if items or unknown else nothing_open(len(ground.material.actions)))
    ]
    if items:
        blocks.append(BulletList(items=items))
    if unknown:
        blocks += [Paragraph(text=too_little(len(unknown))), BulletList(items=unknown)]
    return Section(id="verder", title=ONWARD_TITLE, blocks=tuple(blocks))


def _open(ground: Ground) -> Iterator[str]:
    standing = {each: [domain.name for domain in ground.domains if domain.standing == each] for each in STANDINGS}
    actions = [each.action for each in actions_moved(ground)]
    named = {
        "Achteruit, helemaal of voor een deel": listing(standing["slipped"] + standing["mixed"]),
        "Zichtbaar anders, nog zonder bewijs": listing(standing["unsupported"]),
        "Nog niet te zeggen of er werkelijk iets veranderde": listing(standing["unsaid"]),
        "Geen zichtbare verandering": listing(standing["same"]),
        "Nu niet te vergelijken, de volgende keer misschien wel": listing(standing["unknown"]),
        "Nog niet gedaan": few_actions([each.title for each in actions if each.state not in ("done", "stopped")]),
        "Gestopt": few_actions([each.title for each in actions if each.state == "stopped"]),
    }
    return (f"{about}: {names}." for about, names in named.items() if names)


def _unknown_now(ground: Ground) -> Iterator[str]:
    """How many questions of the profile are unknown now, by domain."""
    for domain in ground.domains:
        asked = sum(score.applicable for score in domain.now.dimensions.values())
        known = sum(score.scored for score in domain.now.dimensions.values())
        if known < asked:
            which = "de ene vraag" if asked == 1 else f"{asked - known} van de {asked} vragen"
            yield f"{domain.name}: {which}."
