"""Authors get the schema of each file, with the keys that they write and no others."""

import json

from questionnaires.layout import FILES
from questionnaires.schema import render_schemas, schemas


def test_every_file_has_a_schema() -> None:
    assert schemas().keys() == FILES.keys()
    assert json.loads(render_schemas()) == schemas()


def test_a_kind_of_question_has_only_its_own_keys() -> None:
    question = schemas()["general_questions.toml"]["$defs"]["GeneralQuestion"]
    assert question["required"] == ["id", "text", "help", "options", "group"]
    assert not {"kind", "facet", "level", "axis"} & question["properties"].keys()
    assert question["additionalProperties"] is False
    assert question["properties"]["options"]["minItems"] == question["properties"]["options"]["maxItems"] == 5


def test_a_change_has_a_class() -> None:
    change = schemas()["changes.toml"]["$defs"]["Change"]
    assert change["required"] == ["kind", "class", "reason"]
    assert "meaning_changed" in change["properties"]["class"]["enum"]
