"""One assessment as the JSON document in which it travels, and JSON documents as bytes."""

import json
from collections.abc import Mapping
from typing import Any

from scoring.assessment import AgreedScore, Answer, Assessment, Evidence
from scoring.interchange.outline import FORMAT, FORMAT_VERSION


def render_json(document: Mapping[str, Any]) -> bytes:
    """A document as UTF-8 JSON that people can read, with a newline at its end."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode("utf-8")


def build_interchange(assessment: Assessment) -> dict[str, Any]:
    """The interchange document of an assessment; `parse` of it gives the assessment back."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "questionnaire": {"id": assessment.questionnaire_id, "version": assessment.version},
        "municipality": {"code": assessment.municipality_code, "name": assessment.municipality_name},
        "round": assessment.round,
        "domains": list(assessment.domains),
        "own_domains": [{"id": id_, "title": title} for id_, title in assessment.own_domains.items()],
        "renamed": dict(assessment.renamed),
        "participants": [{"id": each.id, "role": each.role, "level": each.level} for each in assessment.participants],
        "answers": [_answer(answer) for answer in assessment.answers],
        "agreed": [_agreed(agreed) for agreed in assessment.agreed],
        "ambitions": dict(assessment.ambitions),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "participant": answer.participant,
        "item": answer.item,
        "value": answer.value,
        **_told(reason=answer.reason),
        **_told(evidence=_evidence(answer.evidence), confidence=answer.confidence, changed=answer.changed),
    }


def _agreed(agreed: AgreedScore) -> dict[str, Any]:
    return {
        "item": agreed.item,
        "value": agreed.value,
        "reason": agreed.reason,
        **_told(evidence=_evidence(agreed.evidence), changed=agreed.changed),
    }


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {"kind": evidence.kind, **_told(note=evidence.note, link=evidence.link)}


def _told(**fields: object) -> dict[str, Any]:
    """The fields that are there: an answer has many that are mostly absent."""
    return {name: value for name, value in fields.items() if value is not None}
