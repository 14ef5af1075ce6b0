"""Other words never move a compared number; another meaning is never compared. On the real questionnaire."""

import copy
import json
from collections.abc import Collection
from random import Random

import pytest

from questionnaires import catalogue
from questionnaires.changes import change_problems, missing_rows
from questionnaires.model import Domain, Override, Question, Questionnaire
from scoring.comparison import compare
from scoring.interchange import (
    build_comparison_document,
    build_questionnaire_document,
    parse,
    render_json,
)
from tests.golden.random_documents import Json, answer
from tests.golden.random_pairs import random_pair
from tests.selection import EVERYTHING

SEEDS, BATCH = 60, 20
TRIED = BATCH if EVERYTHING else BATCH // 4
BATCHES = range(0, SEEDS, BATCH)
FIRST, SECOND = (catalogue.questionnaire("iba", version) for version in (1, 2))
PLAINS = [json.loads(json.dumps(build_questionnaire_document(each))) for each in (FIRST, SECOND)]
OTHER = {"M.BL", "G07", "G12", "G13"}
"""What version 2 asks with another meaning, no longer asks, or asks for the first time."""


def compared(then: Questionnaire, before: Json, now: Questionnaire, after: Json) -> Json:
    """The comparison document of two files, each on this questionnaire whatever version it names."""
    files = [
        parse(json.dumps({**file, "questionnaire": {"id": "iba", "version": number}}).encode())
        for file, number in ((before, min(then.version, 2)), (after, min(now.version, 2)))
    ]
    found: Json = json.loads(render_json(build_comparison_document(compare(then, files[0], now, files[1]))))
    return found


# Other words


def in_other_words(random: Random, questionnaire: Questionnaire) -> Questionnaire:
    """The next version: any number of texts of any kind read differently, and all ask the same."""
    fresh = questionnaire.model_copy(
        update={
            "version": questionnaire.version + 1,
            "changes": (),
            "questions": tuple(question_in_other_words(random, each) for each in questionnaire.questions),
            "domains": tuple(domain_in_other_words(random, each) for each in questionnaire.domains),
            "overrides": overrides_in_other_words(random, questionnaire),
        }
    )
    rows = missing_rows(questionnaire, fresh, "Dit leest beter.")
    rows = [
        row.model_copy(update={"class_": random.choice(["grammar", row.class_])}) if row.class_ == "reworded" else row
        for row in rows
    ]
    return fresh.model_copy(update={"changes": tuple(rows)})


def question_in_other_words(random: Random, question: Question) -> Question:
    if random.random() < 0.5:
        return question
    options = tuple(reworded(random, option) for option in question.options)
    texts = {"text": reworded(random, question.text), "help": reworded(random, question.help)}
    evidence = random.choice([question.evidence, "Bijvoorbeeld: een verslag."])
    return question.model_copy(update={**texts, "options": options, "evidence": evidence})


def domain_in_other_words(random: Random, domain: Domain) -> Domain:
    titles = {name: reworded(random, getattr(domain, name)) for name in ("title", "short", "explanation")}
    partners = reworded(random, domain.parameters.partners)
    return domain.model_copy(
        update={**titles, "parameters": domain.parameters.model_copy(update={"partners": partners})}
    )


def overrides_in_other_words(random: Random, questionnaire: Questionnaire) -> tuple[Override, ...]:
    kept = [each for each in questionnaire.overrides if random.random() < 0.7]
    return tuple(each.model_copy(update={"help": "Let op: in eigen woorden."}) for each in kept)


def reworded(random: Random, text: str) -> str:
    return random.choice([text, text, f"{text} Anders gezegd.", f"Kort: {text}"])


@pytest.mark.parametrize("start", BATCHES)
def test_other_words_move_no_number_and_lose_no_answer(start: int) -> None:
    for seed in range(start, start + TRIED):
        random = Random(seed)
        reread = in_other_words(random, SECOND)
        assert change_problems(SECOND, reread) == []
        before, after = random_pair(random, PLAINS[1])
        same, other = compared(SECOND, before, SECOND, after), compared(SECOND, before, reread, after)
        assert other["domains"] == same["domains"], f"seed {seed}"
        assert other["same_people"] == same["same_people"]
        accounting, still = other["accounting"], ("carried", "grammar", "reworded")
        assert sum(accounting[name] for name in still) == same["accounting"]["carried"]
        assert accounting["total"] == sum(accounting[name] for name in (*still, "domain_left"))


# Another meaning


def without(file: Json, questions: Collection[str]) -> Json:
    """The file without what was said about these questions; who said it still took part."""
    left = copy.deepcopy(file)
    for key in ("answers", "agreed"):
        left[key] = [each for each in left.get(key) or [] if each["item"].split("/")[1] not in questions]
    return left


@pytest.mark.parametrize("start", BATCHES)
def test_what_did_not_change_compares_as_within_one_version(start: int) -> None:
    """Before on version 1 and after on 2, or both on 2: the same, on the items whose meaning stayed."""
    for seed in range(start, start + TRIED):
        before, after = (without(file, OTHER) for file in random_pair(Random(seed), *PLAINS))
        across, within = compared(FIRST, before, SECOND, after), compared(SECOND, before, SECOND, after)
        assert across["domains"] == within["domains"], f"seed {seed}"
        assert across["accounting"]["total"] == within["accounting"]["total"]


@pytest.mark.parametrize("start", BATCHES)
def test_what_was_said_with_another_meaning_moves_no_number(start: int) -> None:
    for seed in range(start, start + TRIED):
        random = Random(seed)
        before, after = random_pair(random, *PLAINS)
        # Whether an anchor applies later decides how much of a dimension has to be in the core (S23).
        after = said_anew(random, after, [0, 1, 2, 3, 4, "unknown"])
        found = compared(FIRST, before, SECOND, after)
        then = said_anew(random, before, [0, 1, 2, 3, 4, "unknown", "not_applicable"])
        again = compared(FIRST, then, SECOND, said_anew(random, after, [0, 1, 2, 3, 4, "unknown"]))
        assert {**again, "accounting": {}} == {**found, "accounting": {}}, f"seed {seed}"
        assert again["accounting"]["carried"] == found["accounting"]["carried"]
        for domain in found["domains"].values():
            named = [each for name in LISTS for each in domain.get(name, [])]
            assert OTHER.isdisjoint(named)
            assert not domain["comparable"] or domain["dimensions"]["middelen"]["core"] <= MEANS - 1


LISTS = ("now_known", "now_unknown", "task_changed", "seen_differently", "unsaid")
MEANS = sum(SECOND.dimension_of[each.facet or ""] == "middelen" for each in SECOND.of_kind("domain"))


def said_anew(random: Random, file: Json, values: list[object]) -> Json:
    """The same file with other answers where the meaning is another one, with any evidence and any `changed`."""
    left = copy.deepcopy(file)
    left["agreed"] = [each for each in left.get("agreed") or [] if each["item"].split("/")[1] not in OTHER]
    left["answers"] = [
        answer(random, file["round"], each["participant"], each["item"], random.choice(values))
        if each["item"].split("/")[1] in OTHER
        else each
        for each in file["answers"]
    ]
    return left
