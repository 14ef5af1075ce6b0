"""A questionnaire as small as the rules allow, to be broken or changed by one thing at a time."""

import datetime
import json
from collections.abc import Callable
from typing import Any, TypeAlias

from questionnaires.loader import parse
from questionnaires.model import Questionnaire

Data: TypeAlias = dict[str, dict[str, Any]]
"""Per file what is in it."""

Edit: TypeAlias = Callable[[Data], object]

PARAMETERS = {
    "domein": "het domein Werk",
    "bestuurder": "de wethouder van werk",
    "uitvoerders": "klantmanagers",
    "contactmoment": "de intake",
    "partners": "taalaanbieders",
    "d2voorbeeld": "een cursus",
    "resultaat": "Inwoners volgen een cursus.",
    "inwoner": "inwoner",
    "inwoners": "inwoners",
}

LEVELS = ("bestuur", "beleid", "uitvoering")
FACETS = {"aandacht": "betrokkenheid", "middelen": "middelen", "capaciteit": "middelen", "steun": "ondersteuning"}


def make_questionnaire(edit: Edit = lambda _data: None) -> Questionnaire:
    """The tiny questionnaire, changed by one edit of its files."""
    return parse(make_files(edit))


def make_files(edit: Edit = lambda _data: None) -> dict[str, bytes]:
    """The files of the tiny questionnaire, changed by one edit."""
    data = make_data()
    edit(data)
    return {f"{name}.toml": to_toml(content) for name, content in data.items()}


def make_data() -> Data:
    """What is in the files, fresh at every call: two domains, and twelve, three and two questions."""
    return {
        "questionnaire": _whole(),
        "domains": {
            "domains": [make_domain("werk", "Werk", default=True), make_domain("geld", "Geldzaken")],
            "own_domain": PARAMETERS | {"domein": "het domein {titel}"},
            "overrides": [{"domain": "geld", "question": "steun.bestuur", "text": "Steunt de raad {domein}?"}],
        },
        "domain_questions": {
            "questions": [
                make_question(f"{facet}.{level}", facet=facet, level=level, anchor=True)
                for facet in FACETS
                for level in LEVELS
            ]
        },
        "general_questions": {
            "questions": [
                make_question("G1", "Is er een plan?", group="Plan"),
                make_question("G2", "Is er een netwerk?", group="Netwerk"),
                make_question("G3", "Is er een coördinator?", group="Plan"),
            ]
        },
        "opportunity_questions": {
            "questions": [
                make_question("K1", "Hoeveel {inwoners} bereik je?", axis="return"),
                make_question("K2", "Wil {domein} meedoen?", axis="feasibility"),
            ]
        },
        "actions": {
            "actions": [make_action("ACT1", "steun.bestuur"), make_action("ACT2", "G1", text="Maak een plan.")]
        },
    }


def make_domain(domain_id: str, title: str, **more: Any) -> dict[str, Any]:
    """One domain with a fact."""
    fact = {"text": f"Er is een feit over {title}.", "year": "2019", "source": "S1"}
    parameters = PARAMETERS | {"domein": f"het domein {title}"}
    texts = {"title": title, "short": title, "explanation": f"Waarom {title} telt."}
    return {"id": domain_id, **texts, "parameters": parameters, "fact": fact, **more}


def make_question(question_id: str, text: str = "Hoe gaat het bij {domein}?", **more: Any) -> dict[str, Any]:
    """One question with five answers."""
    options = ["Niet.", "Soms.", "Vaak.", "Altijd.", "Alles van het antwoord hierboven. En: meer."]
    return {"id": question_id, "text": text, "help": "Denk aan het werk.", "options": options, **more}


def make_action(action_id: str, question_id: str, **more: Any) -> dict[str, Any]:
    """One action."""
    texts = {"title": "Praat erover", "text": "Praat met {bestuurder}.", "who": "coördinator", "partners": "griffie"}
    rest = {"effort": "small", "done_when": "Er is een afspraak.", "basis": "S1"}
    return {"id": action_id, "question": question_id, **texts, **rest, **more}


def to_toml(content: dict[str, Any]) -> bytes:
    """The content as TOML, one key a line."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in content.items()).encode()


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(child)}" for key, child in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return value.isoformat() if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)


def _whole() -> dict[str, Any]:
    return {
        "id": "tiny",
        "version": 1,
        "title": "Klein",
        "instruction": "Kies het hoogste antwoord dat helemaal klopt.",
        "provenance": "Verzonnen voor de tests.",
        "words": ["Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd"],
        "levels": [{"id": level, "title": level.title(), "explanation": "Een niveau."} for level in LEVELS],
        "dimensions": [
            {"id": dimension, "title": dimension.title(), "explanation": "Een dimensie."}
            for dimension in dict.fromkeys(FACETS.values())
        ],
        "facets": [{"id": facet, "title": facet.title(), "dimension": FACETS[facet]} for facet in FACETS],
        "terms": [{"term": "Taalhuis", "explanation": "Een plek voor vragen over taal."}],
        "sources": [{"id": "S1", "title": "Een bron", "link": "https://example.org/bron"}],
    }
