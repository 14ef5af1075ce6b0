"""The order by chance of what was agreed last, what it proposes, and the picture of it; what was chosen from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from app.models import ChosenDomain, PriorityChoice
from app.models.trajectories import AMBASSADOR, CHOSEN
from app.plan.entrance import Agreed
from app.reports.document import chances as sentences
from app.reports.document.chances import missing_parts
from app.reports.document.material import DomainMaterial, Material, ReportContext
from app.reports.document.overview import KEEP, start_and_later
from app.reports.document.scores import reached_statement
from app.reports.stored import functions_of_users
from app.texts import priorities as texts
from app.texts.words import listing, sentence_start
from app.web.formatting import exact_number, number
from scoring.items import POINTS
from scoring.opportunity import LATER, NOW, PREPARED, WORD_BORDERS, Span
from scoring.result import Opportunity, Rank
from scoring.sensitivity import RankChange, is_firm, order_changes, step_spans


@dataclass(frozen=True, slots=True)
class OrderPlace:
    rank: Rank
    shared: bool
    found: Opportunity

    @property
    def in_words(self) -> str:
        """`1 (gelijk)`."""
        return sentences.place(self.rank.rank, self.shared)

    @property
    def certainty(self) -> str:
        """`zeker`, or from which to which place it can be."""
        return sentences.certainty(self.rank.best, self.rank.worst)

    @property
    def chance(self) -> str:
        """The chance as people read it; with its decimals it stands where it is explained."""
        return number(self.found.score, 0)

    @property
    def return_(self) -> str:
        """What there is to win, as people read it."""
        return number(self.found.return_, 0)

    @property
    def feasibility(self) -> str:
        """Whether it can be done now, as people read it."""
        return number(self.found.feasibility, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    id: str
    title: str
    name: str
    """As it stands inside a sentence."""
    place: OrderPlace | None
    missing: tuple[str, ...]
    """What must be known before it has a place."""
    is_proposed: bool
    ambition: str
    """In words."""
    said: Mapping[str, str]
    """What the answers on the chance questions say, by question, as far as they are known."""

    @property
    def is_kept(self) -> bool:
        """Whether it has reached its ambition, so that it can be asked as ambassador."""
        return self.place is not None and self.place.found.word == KEEP

    @property
    def needed(self) -> str:
        return listing(self.missing)

    @property
    def standing(self) -> str:
        if self.place is None:
            return texts.no_place(self.needed)
        proposed = texts.PROPOSED if self.is_proposed else ""
        found, rank = self.place, self.place.rank
        return texts.standing(found.in_words, found.found.word, found.chance, (rank.best, rank.worst)) + proposed

    @property
    def chance(self) -> str:
        if self.place is None:
            return texts.TOO_LITTLE
        return texts.REACHED if self.is_kept else texts.chance(self.place.chance, self.place.found.word)

    @property
    def reason(self) -> str:
        """What is proposed as the reason to begin with it; nothing when it is not proposed."""
        return f"{sentence_start(listing(list(self.said.values())))}." if self.is_proposed else ""


@dataclass(frozen=True)
class Priorities:
    """The domains of what was agreed last, in the order of their chance, and what the tool proposes."""

    agreed: Agreed

    @cached_property
    def material(self) -> Material:
        """The same as the report is written from; how it came about plays no part in the order."""
        agreed = self.agreed
        return Material(agreed.questionnaire, agreed.data, agreed.result, ReportContext())

    @property
    def ranking(self) -> Sequence[Rank]:
        """The domains that have a place, in their order."""
        return self.agreed.result.ranking

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """Every domain by id: those with a place in their order, then the others as they were chosen."""
        ranks = {rank.domain: rank for rank in self.ranking}
        ids = [*ranks, *(domain for domain in self.material.by_id if domain not in ranks)]
        return {domain: self._candidate(self.material.by_id[domain], ranks.get(domain)) for domain in ids}

    def _candidate(self, domain: DomainMaterial, rank: Rank | None) -> Candidate:
        found, place = domain.result.opportunity, None
        if rank and found:
            shared = sum(other.rank == rank.rank for other in self.ranking) > 1
            place = OrderPlace(rank, shared, found)
        missing = () if place else tuple(missing_parts(self.material, domain))
        own = domain.domain
        ambition = self.agreed.questionnaire.words[domain.result.ambition // POINTS]
        said = {
            item.question.id: reached_statement(item.question.statements, item.score.points)
            for item in domain.chances
            if item.score.points is not None
        }
        return Candidate(own.id, own.title, domain.name, place, missing, own.id in self.proposed, ambition, said)

    @cached_property
    def proposed(self) -> tuple[str, ...]:
        """With which domains the tool proposes to begin, in their order."""
        start, _ = start_and_later(self.material)
        return tuple(domain.domain.id for domain in start)

    @property
    def without_order(self) -> list[Candidate]:
        return [candidate for candidate in self.candidates.values() if candidate.place is None]

    @property
    def certainty(self) -> str:
        uncertain = [self.candidates[rank.domain].name for rank in self.ranking if rank.best != rank.worst]
        return sentences.order_certainty(uncertain, len(self.ranking))

    @property
    def proposal(self) -> str:
        """With which domains the tool proposes to begin, and which come later."""
        start, later = ([domain.name for domain in some] for some in start_and_later(self.material))
        return sentences.proposal(start, later)

    @property
    def kept_proposal(self) -> list[dict[str, Any]]:
        """The proposal as it is kept beside a choice: of each domain with a place what the order said."""
        return [
            {
                "domain": candidate.id,
                "rank": candidate.place.rank.rank,
                "best": candidate.place.rank.best,
                "worst": candidate.place.rank.worst,
                "score": exact_number(candidate.place.found.score),
                "word": candidate.place.found.word,
                "proposed": candidate.is_proposed,
            }
            for candidate in self.candidates.values()
            if candidate.place
        ]

    def chance_of(self, domain: str) -> str:
        """The chance of a domain that was chosen; nothing of one that is not in this report."""
        return self.candidates[domain].chance if domain in self.candidates else ""

    def name(self, domain: str) -> str:
        """A domain inside a sentence; one that is not in this report by its id."""
        return self.candidates[domain].name if domain in self.candidates else domain


@dataclass(frozen=True, slots=True)
class Firmness:
    """What would change the order."""

    summary: str
    by_domain: Sequence[tuple[str, Sequence[str]]]
    """The title of a domain with what would give it another place; domains that nothing moves are left out."""


def firmness_of(priorities: Priorities) -> Firmness | None:
    """What would change the order; None when there is no domain with a place."""
    ranked = len(priorities.ranking)
    if ranked < 2:
        return Firmness(texts.ONE_RANKED, ()) if ranked else None
    agreed = priorities.agreed
    found = order_changes(agreed.questionnaire, agreed.result)
    if is_firm(found):
        return Firmness(texts.FIRM, ())
    told = [
        (
            priorities.candidates[domain].title,
            [sentences.told_change(priorities.material, domain, change) for change in changes],
        )
        for domain, changes in found.items()
        if changes
    ]
    names = [priorities.name(domain) for domain, changes in found.items() if changes]
    return Firmness(texts.changing(names, ranked), told)


@dataclass(frozen=True, slots=True)
class ToldDomain:
    """A domain that was chosen or is asked as ambassador, and why."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class ToldChoice:
    """One choice as a page shows it."""

    choice: PriorityChoice
    who: str
    """The function of who wrote it down."""
    chosen: Sequence[ToldDomain]
    ambassadors: Sequence[ToldDomain]
    proposed: Sequence[str]
    """The titles of what was proposed then."""
    follows: bool
    """Whether the proposal was taken over, in its order."""
    order: Sequence[Sequence[str]]
    """The order of then: title, place, word, chance and certainty of each domain."""
    changes: Sequence[str]
    """What differs from the choice before."""


def told_choices(session: Session, priorities: Priorities, choices: Sequence[PriorityChoice]) -> list[ToldChoice]:
    """The choices, newest first as they came; one statement."""
    people = functions_of_users(session, {choice.chosen_by for choice in choices}) if choices else {}
    pairs = zip_longest(choices, choices[1:])
    return [_told_past(priorities, people[choice.chosen_by], choice, before) for choice, before in pairs]


def _told_past(priorities: Priorities, who: str, choice: PriorityChoice, before: PriorityChoice | None) -> ToldChoice:
    proposal: list[dict[str, Any]] = choice.proposal
    chosen = [row.domain for row in rows_of(choice, CHOSEN)]
    proposed = [row["domain"] for row in proposal if row.get("proposed")]
    order = []
    for row in proposal:
        shared = sum(other["rank"] == row["rank"] for other in proposal) > 1
        place, certainty = sentences.place(row["rank"], shared), sentences.certainty(row["best"], row["worst"])
        order.append([title_of(priorities, row["domain"]), place, row["word"], number(row["score"]), certainty])
    return ToldChoice(
        choice,
        who,
        _domains(priorities, rows_of(choice, CHOSEN)),
        _domains(priorities, rows_of(choice, AMBASSADOR)),
        [title_of(priorities, domain) for domain in proposed],
        chosen == proposed,
        order,
        _changes(priorities, before, choice) if before else (),
    )


def rows_of(choice: PriorityChoice, kind: str) -> list[ChosenDomain]:
    """The domains of one kind in a choice, in their order."""
    return [row for row in choice.domains if row.kind == kind]


def title_of(priorities: Priorities, domain: str) -> str:
    """The title of a domain; one that is not in the report any more by its id."""
    return priorities.candidates[domain].title if domain in priorities.candidates else domain


def _domains(priorities: Priorities, rows: Sequence[ChosenDomain]) -> list[ToldDomain]:
    return [ToldDomain(row.domain, title_of(priorities, row.domain), row.reason) for row in rows]


def _changes(priorities: Priorities, before: PriorityChoice, choice: PriorityChoice) -> list[str]:
    old, new = (_reasons(each, CHOSEN) for each in (before, choice))
    asked_before, asked = (_reasons(each, AMBASSADOR) for each in (before, choice))
    rewritten = [
        domain
        for was, now in ((old, new), (asked_before, asked))
        for domain, reason in now.items()
        if domain in was and was[domain] != reason
    ]
    found = texts.changed(
        _names(priorities, new, old),
        _names(priorities, old, new),
        [domain for domain in new if domain in old] != [domain for domain in old if domain in new],
        [priorities.name(domain) for domain in rewritten],
    )
    found += texts.asked_changed(_names(priorities, asked, asked_before), _names(priorities, asked_before, asked))
    if before.decided_by != choice.decided_by:
        found.append(texts.decided_otherwise(before.decided_by, choice.decided_by))
    if before.report_number != choice.report_number:
        found.append(texts.other_version(before.report_number, choice.report_number))
    return found or [texts.NOTHING_ELSE]


def _reasons(choice: PriorityChoice, kind: str) -> dict[str, str]:
    return {row.domain: row.reason for row in rows_of(choice, kind)}


def _names(priorities: Priorities, these: Mapping[str, str], without: Mapping[str, str]) -> list[str]:
    return [priorities.name(domain) for domain in these if domain not in without]


START = 30
"""Where the axis begins: there are dots on it, no bars, so that it need not begin at 0."""


@dataclass(frozen=True, slots=True)
class ChanceTrack:
    """What is drawn of a chance, in percents of the axis, and the same in words."""

    dot: str | None
    """None for a chance below the beginning of the axis: an arrow stands there."""
    low: str
    high: str
    in_words: str


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """A domain in the picture; without a track when it has reached its ambition or too little is known."""

    candidate: Candidate
    mark: str
    """What was chosen, or proposed before there is a choice."""
    track: ChanceTrack | None
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class ChancePicture:
    """All domains by their chance, with what it comes down to."""

    headline: str
    rows: Sequence[ChanceRow]
    borders: Sequence[str]
    """From where on there is another word, in percents of the axis."""

    @property
    def has_lower(self) -> bool:
        """Whether a chance lies before the beginning of the axis."""
        return any(row.track and row.track.dot is None for row in self.rows)


def chance_picture(priorities: Priorities, chosen: Iterable[str], ambassadors: Iterable[str]) -> ChancePicture:
    """The picture of what was agreed last; before there is a choice it marks what is proposed."""
    marks = dict.fromkeys(ambassadors, "ambassadeur") | dict.fromkeys(chosen, "gekozen")
    marks = marks or dict.fromkeys(priorities.proposed, "voorstel")
    agreed = priorities.agreed
    spans = step_spans(agreed.questionnaire, agreed.result)
    changes = order_changes(agreed.questionnaire, agreed.result)
    rows = [
        _chance_row(priorities, candidate, marks.get(domain, ""), spans.get(domain), changes.get(domain, ()))
        for domain, candidate in priorities.candidates.items()
    ]
    return ChancePicture(_headline(priorities), rows, [_percent(border) for border, _ in reversed(WORD_BORDERS)])


def _chance_row(
    priorities: Priorities, candidate: Candidate, mark: str, span: Span | None, changes: Sequence[RankChange]
) -> ChanceRow:
    if candidate.place is None or span is None:
        return ChanceRow(candidate, mark, None, f"Nodig: {candidate.needed}.", "")
    if candidate.is_kept:
        words = priorities.agreed.questionnaire.words
        told = [
            texts.with_ambition(words[change.ambition // POINTS], candidate.name, change.rank)
            for change in changes
            if change.ambition is not None and change.steps > 0
        ]
        return ChanceRow(candidate, mark, None, "".join(told[:1]), "")
    rank, said = candidate.place.rank, candidate.said
    why = texts.why(said[question] for question in sentences.BESIDE if question in said)
    found = candidate.place.found
    said_so = texts.in_words(found.word, candidate.place.chance, number(span.low, 0), number(span.high, 0))
    dot = _percent(found.score) if found.score >= START else None
    track = ChanceTrack(dot, _percent(span.low), _percent(span.high), said_so)
    return ChanceRow(candidate, mark, track, why, texts.places(rank.best, rank.worst))


def _percent(chance: float) -> str:
    return f"{max(0.0, chance - START) / (100 - START):.2%}"


def _headline(priorities: Priorities) -> str:
    placed = [(candidate, candidate.place) for candidate in priorities.candidates.values() if candidate.place]
    by_word = {word: [each for each in placed if each[1].found.word == word] for word in (NOW, PREPARED, LATER)}
    close = all(place.rank.best != place.rank.worst for _, place in by_word[NOW])
    names = [candidate.name for candidate, _ in by_word[NOW]]
    return texts.headline(names, close, len(by_word[PREPARED]), len(by_word[LATER]), len(placed))
