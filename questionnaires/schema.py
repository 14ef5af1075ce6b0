"""JSON Schema of every file of a version, for the editor of whoever writes one."""

import json
from typing import Any

from questionnaires.layout import FILES


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each file, by the name of the file."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: dialect | model.model_json_schema() | {"title": name} for name, model in FILES.items()}


def render_schemas() -> str:
    """All schemas as one JSON text: an object with the name of each file."""
    return json.dumps(schemas(), ensure_ascii=False, indent=2) + "\n"
