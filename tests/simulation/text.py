"""The figures as a short text, with what was assumed and how sure they are."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from scoring.engine import RULES
from tests.simulation.assumptions import DOMAINS, PLAUSIBLE, REPLIES, SEED, SHARES, VARIED, Setting
from tests.simulation.counting import Counts, pooled, share
from tests.simulation.municipality import QUESTIONS
from tests.simulation.outcomes import UNSAID

Found = Mapping[Setting, Counts]
GROUPS: dict[str, dict[str, int]] = {
    f"{people} {'person' if people == 1 else 'people'}, {kind}": {"people": people, "agreed": agreed}
    for agreed, kind in ((True, "agreed"), (False, "answers"))
    for people in (1, 3, 6)
}
"""The settings by people and by agreed or not; the same people and others are taken together."""
_INTRODUCTION = """\
# Is a change a change?

What `make simulate` found, with RULES = {rules} and seed {seed}: {count:,} municipalities with {domains} domains
in which nothing changes for each of {settings} settings, and half as many in which one dimension of every domain
really goes a step up on a third, two thirds or all of its items. All figures are percentages. Standard error of a
share of the municipalities of one setting: {low:.1f} at 5%, {high:.1f} at 50%; most rows take two settings
together (people stayed, or all are new), a column of all that is agreed six.

Assumed: {assumed}
"""
_ASSUMED = """\
what is true of an item is normal around {a.average} (standard deviation {a.spread[0]} between municipalities,
{a.spread[1]} between domains, {a.spread[2]} between items), rounded to 0 to 4. An answer is right with
{a.right:.0%}, an agreed score with {a.right_agreed:.0%}, else one step up or down. A quarter of people is mild and a
quarter strict: {a.shifted:.0%} of their answers are a step higher or lower for that. In the second round all people
are new, or two thirds stayed (the only one, if there is one). Whose answer differs from the own old one (who is
new: from the old score) says whether something really changed in {replies}, wrongly in {a.mistaken:.0%} of
those. Evidence stands with {a.evidence:.0%} of answers and of agreed scores, with {a.evidence_of_change:.0%} where
something really changed. Nobody says "weet ik niet" or "niet van toepassing"."""
_CELLS = """\
How many dimensions are said to have a kleine verandering, a zichtbare, and a supported zichtbare; how many
municipalities have at least one dimension with a kleine or zichtbare one, with a zichtbare, with a supported one. Of
what really went up, how many are seen in that direction. {reply}."""
_REPLIED = """\
Municipalities in which nothing changed with a supported change / dimensions that really went a step up on two thirds
of their items, seen as supported / the same, nog niet te zeggen."""
_VARIED = "Agreed scores, {people} people, all of them new the second time; half as many municipalities."


def text(found: Mapping[str, Found], varied: Mapping[str, Counts]) -> str:
    """All of it; `found` by how many say whether something changed, what is assumed first."""
    reply, assumed = next(iter(found.items()))
    parts = (
        introduction(assumed),
        f"## By people, agreed or only answers\n\n{_CELLS.format(reply=reply)}\n\n{summary(assumed)}",
        f"## By how many say whether something changed\n\n{_REPLIED}\n\n{by_reply(found)}",
        f"## Nothing changed: the same people or others\n\n{by_setting(assumed)}",
        f"## Nothing changed: by dimension\n\n{by_dimension(assumed)}",
        f"## If something else is so\n\n{_VARIED.format(people=VARIED.people)} {_REPLIED}\n\n{by_assumption(varied)}",
    )
    return "\n\n".join(part.strip() for part in parts)


def introduction(found: Found) -> str:
    """What was done, and what was assumed."""
    count = min(counts["municipality", "all"] for counts in found.values())
    low, high = (100 * sqrt(each * (1 - each) / count) for each in (0.05, 0.5))
    return _INTRODUCTION.format(
        rules=RULES, seed=SEED, count=count, domains=DOMAINS, settings=len(found), low=low, high=high,
        assumed=_ASSUMED.format(a=PLAUSIBLE, replies=listed(f"{one.replying:.0%}" for one in REPLIES.values())),
    )  # fmt: skip


def summary(found: Found) -> str:
    """One row for people and agreed or not; a cell has kleine, zichtbare and supported, or for municipalities any."""
    heads = ("", "nothing changed: dimensions", "municipalities with one", *(f"one step on {each}" for each in SHARES))
    rows = []
    for name, fields in GROUPS.items():
        counts = pooled(found, **fields)
        improved = (_exactly(counts, "improved", each) for each in SHARES)
        rows.append((name, _exactly(counts, "dimension"), _any(counts, "municipality"), *improved))
    return table(heads, rows)


def by_setting(found: Found) -> str:
    """Municipalities with a change that is none, by who answers the second time."""
    heads = ("", "municipalities: two thirds stayed", "all are new")
    rows = []
    for name, fields in GROUPS.items():
        counts = (pooled(found, others=others, **fields) for others in (False, True))
        rows.append((name, *(_any(each, "municipality") for each in counts)))
    return table(heads, rows)


def by_dimension(found: Found) -> str:
    """Each dimension by itself."""
    rows = []
    for name, fields in GROUPS.items():
        counts = pooled(found, **fields)
        rows.append((name, *(_exactly(counts, "dimension", dimension) for dimension in QUESTIONS)))
    return table(("", *QUESTIONS), rows)


def by_reply(found: Mapping[str, Found]) -> str:
    """A row for people and agreed or not, a column for each share that says it."""
    rows = [
        (name, *(_wrong_seen_open(pooled(of, **fields)) for of in found.values())) for name, fields in GROUPS.items()
    ]
    return table(("", *found), rows)


def by_assumption(varied: Mapping[str, Counts]) -> str:
    """When something else is assumed."""
    return table(("", "agreed"), [(name, _wrong_seen_open(counts)) for name, counts in varied.items()])


def _wrong_seen_open(counts: Counts) -> str:
    keys = (("municipality", "supported"), ("improved", "two thirds", "supported"), ("improved", "two thirds", UNSAID))
    return " / ".join(percentage(share(counts, *key)) for key in keys)


def listed(texts: Iterable[str]) -> str:
    """`80%, 90% or 100%`."""
    *first, last = texts
    return f"{', '.join(first)} or {last}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _exactly(counts: Counts, *key: str) -> str:
    """Kleine, zichtbare and supported."""
    anything, visible, supported = (share(counts, *key, word) for word in ("any", "visible", "supported"))
    return ", ".join(map(percentage, (anything - visible, visible, supported)))


def _any(counts: Counts, *key: str) -> str:
    """Kleine or zichtbare, zichtbare and supported."""
    return ", ".join(percentage(share(counts, *key, word)) for word in ("any", "visible", "supported"))


def percentage(part: float) -> str:
    """As it is printed: with a decimal below 10."""
    return f"{100 * part:.1f}" if part < 0.0995 else f"{100 * part:.0f}"
