"""Section 7: what stands open, as the start of the next round; only what the data say."""

from collections.abc import Callable, Iterator, Sequence

from app.comparisons.document.actions import actions_moved
from app.comparisons.document.ground import Ground
from app.comparisons.sentences import onward as texts
from app.reports.document.editions import Section
from app.reports.document.model import Block, BulletList, Paragraph
from app.reports.document.standing import STANDINGS


def onward_section(ground: Ground) -> Section:
    """Domains, actions and questions that ask for something."""
    items, unknown = tuple(_open(ground)), tuple(_unknown(ground))
    blocks: list[Block] = [
        Paragraph(text=texts.LEAD if items or unknown else texts.nothing(len(ground.material.actions)))
    ]
    if items:
        blocks.append(BulletList(items=items))
    if unknown:
        blocks += [Paragraph(text=texts.too_little(len(unknown))), BulletList(items=unknown)]
    return Section(id="verder", title=texts.TITLE, blocks=tuple(blocks))


def _open(ground: Ground) -> Iterator[str]:
    standing = {each: [domain.name for domain in ground.domains if domain.standing == each] for each in STANDINGS}
    actions = [each.action for each in actions_moved(ground)]
    stopped = [action.title for action in actions if action.state == "stopped"]
    named: tuple[tuple[Callable[[Sequence[str]], str], list[str]], ...] = (
        (texts.slipped, standing["slipped"] + standing["mixed"]),
        (texts.stayed, standing["same"]),
        (texts.without_comparison, standing["unknown"]),
        (texts.not_done, [action.title for action in actions if action.state not in ("done", "stopped")]),
        (texts.stopped, stopped),
    )
    return (sentence(names) for sentence, names in named if names)


def _unknown(ground: Ground) -> Iterator[str]:
    """How many questions of the profile are unknown now, by domain."""
    for domain in ground.domains:
        asked = sum(score.applicable for score in domain.now.dimensions.values())
        known = sum(score.scored for score in domain.now.dimensions.values())
        if known < asked:
            yield texts.unknown(domain.name, asked - known, asked)
