"""How many scores of each round that takes part in the network came in with others, of all that can, and since when."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from app.models import NetworkCohort, NetworkConsent, NetworkMember, NetworkScore


def scores_in() -> Select[*tuple[Any, ...]]:
    """By consent: how many came in, of how many, and when the first and the last one did; None before.

    Who joined when is no secret in the proof, so nor is this.
    """
    consent, score, member, cohort = NetworkConsent, NetworkScore, NetworkMember, NetworkCohort
    of_question, asking = score.cell.startswith("vraag/"), consent.lane == "questions"
    own_kind = or_(and_(asking, of_question), and_(~asking, ~of_question))
    is_member = and_(member.municipality_id == score.municipality_id, member.mark == score.mark)
    is_cohort = and_(cohort.number == member.cohort_number, cohort.cell == score.cell)
    first, last = func.min(cohort.closed_at), func.max(cohort.closed_at)
    return (
        select(
            consent.id.label("consent_id"),
            func.count(cohort.number).label("counted"),
            func.count().label("total"),
            first.label("first"),
            last.label("last"),
        )
        .select_from(consent)
        .join(score, and_(score.consent_id == consent.id, own_kind))
        .outerjoin(member, is_member)
        .outerjoin(cohort, is_cohort)
        .group_by(consent.id)
    )
