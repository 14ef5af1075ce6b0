"""The adviser's edition: a conclusion by rule, and only what says something."""

from dataclasses import replace

import pytest

from app.documents.model import EvidenceTable, Paragraph, Table, Tallies, Voices
from app.reports.document import adviser as texts
from app.reports.document.adviser import MOST_CASES, MOST_SAID, OTHERS
from app.reports.document.differences import MOST_VOICES
from app.reports.document.material import ReportRemark
from scoring.assessment import AgreedScore, Answer, Evidence, Participant
from tests.unit.reports.examples import ALL_DOMAINS, QUESTIONNAIRE, blocks_of, make_document, make_round, section_of


def edition_of(assessment, **context):
    return make_document(assessment, **context).edition("adviser")


def sections_of(assessment, **context):
    return {section.id: section for section in edition_of(assessment, **context).sections}


def answering(item, *given, people=3, agreed=(), domains=("geld",), value=1):
    """A round in which everybody answers `value`, but these (value, or an Answer) to one item."""
    assessment = make_round(domains, people=max(people, len(given)), value=value, agreed=agreed)
    others = [each for each in assessment.answers if each.item != item]
    answers = [
        replace(each, participant=f"p{n}", item=item) if isinstance(each, Answer) else Answer(f"p{n}", item, each)
        for n, each in enumerate(given)
    ]
    return replace(assessment, answers=(*others, *answers))


@pytest.mark.parametrize(
    ("people", "apart", "unknown", "bare", "said"),
    [
        (6, "Werk", "Wonen", 3, "Over Werk denken collega’s het meest verschillend. Begin daar."),
        (0, None, "Wonen", 0, "Niemand vulde iets in."),
        (1, None, "Wonen", 11, "Eén persoon vulde in. Vraag door bij Wonen, en bij 11 hoge scores zonder bewijs."),
        (1, None, None, 0, "Eén persoon vulde in. Er staat niets open."),
        (2, None, "Wonen", 0, "Collega’s zien niets heel anders. Vraag door bij Wonen."),
        (2, None, None, 1, "Collega’s zien niets heel anders. Vraag door bij 1 hoge score zonder bewijs."),
    ],
)
def test_the_conclusion_is_a_rule(people, apart, unknown, bare, said):
    assert texts.conclusion(people, apart, unknown, bare) == said


def test_the_edition_begins_with_the_conclusion_of_its_own_answers():
    assert edition_of(answering("geld/A.BE", 4, 0, 0)).lead.startswith("Over Geldzaken denken collega’s")
    # What is asked about the municipality as a whole comes after any domain.
    assert "Vraag door bij de algemene vragen" in edition_of(make_round()).lead
    assert "Vraag door bij Geldzaken" in edition_of(answering("geld/A.BE", "unknown", people=1)).lead


def test_numbers_say_where_most_is():
    assert texts.placed({"Werk": 8}) == "bij Werk"
    assert texts.placed({"Werk": 2, "Wonen": 8}) == "8 bij Wonen, 2 bij Werk"
    assert texts.placed({"A": 4, "B": 3, "C": 2, "D": 1}) == "4 bij A, 3 bij B, 2 bij C en meer"
    (tallies,) = blocks_of(edition_of(make_round(value=3)), Tallies)
    assert [(each.number, each.label) for each in tallies.tallies][:2] == [
        ("0", "grote verschillen"),
        ("14", "hoge scores zonder bewijs"),
    ]
    assert tallies.tallies[0].note == "er vulde 1 persoon in"


def test_an_edition_without_anything_to_say_has_no_empty_sections():
    assert set(sections_of(make_round(value=1))) == {"gesprek", "patronen", "onbekend"}


def test_a_difference_has_every_answer_from_high_to_low_with_what_was_said():
    said = Answer("", "", 4, "Het staat in het plan.", Evidence("document", "Plan"), "fairly_sure")
    assessment = answering("geld/A.BE", 0, said, "not_applicable", "unknown")
    remark = ReportRemark("geld/A.BE", "adviseur", "Waaruit blijkt dat?")
    section = sections_of(assessment, remarks=(remark,))["verschillen"]
    assert section.title == "1 vraag die collega’s duidelijk anders zien, grootste verschil eerst"
    (block,) = section.blocks
    assert (block.title, block.about) == ("Aandacht – bestuur", "Geldzaken")
    assert block.answers == ("4", "0", "?", "–")
    assert block.alt == "Antwoorden: 4, 0, weet ik niet, niet van toepassing."
    assert [(each.label, each.text) for each in block.voices] == [
        ("4", "collega bij uitvoering: Het staat in het plan. (redelijk zeker; Document: Plan)"),
        ("0", "collega bij beleid"),
        ("?", "collega bij uitvoering"),
        ("n.v.t.", "collega bij beleid"),
        ("Opmerking", "‘Waaruit blijkt dat?’ (adviseur)"),
    ]


def test_of_very_many_answers_the_outer_ones_are_told():
    assessment = answering("geld/A.BE", *[4] * 6, *[0] * 5, *[2] * 3)
    (block,) = sections_of(assessment)["verschillen"].blocks
    assert len(block.answers) == 14 > MOST_VOICES
    assert [each.label for each in block.voices] == ["4", "4", "4", "…", "0", "0", "0"]
    assert block.voices[3].text == "Ook 3 keer 4, 3 keer 2 en 2 keer 0. Wie en waarom, staat in Excel."


@pytest.mark.parametrize(
    ("given", "labels", "others"),
    [
        (
            (*[4] * 5, *[0] * 2, *["unknown"] * 6),
            ["4", "4", "4", "…", "4", "0", "0"],
            "1 keer 4 en 6 keer weet ik niet",
        ),
        ((4, 0, *["unknown"] * 9), ["4", "0", "…"], "9 keer weet ik niet"),
        ((4, 4, 4, 0, *["not_applicable"] * 7), ["4", "4", "4", "…", "0"], "7 keer n.v.t."),
    ],
)
def test_who_does_not_know_it_is_neither_the_highest_nor_the_lowest(given, labels, others):
    voices = blocks_of(edition_of(answering("geld/A.BE", *given)), Voices)
    block = next(each for each in voices if each.title == "Aandacht – bestuur")
    assert [each.label for each in block.voices] == labels
    assert block.voices[labels.index("…")].text.startswith(f"Ook {others}. ")


def said_in(block: Voices) -> list[tuple[str, str]]:
    return [(voice.label, voice.text) for voice in block.voices]


def test_of_very_many_differences_the_largest_are_told_and_others_get_a_row():
    assessment = make_round(people=2)
    answers = [replace(each, value=0 if each.participant == "p0" else 4) for each in assessment.answers]
    section = sections_of(replace(assessment, answers=tuple(answers)))["verschillen"]
    assert section.title == f"18 vragen die collega’s duidelijk anders zien: de {MOST_CASES} grootste verschillen"
    told = [block for block in section.blocks if isinstance(block, Voices)]
    assert [bool(block.question) for block in told] == [True] * MOST_CASES + [False] * (18 - MOST_CASES)
    assert said_in(told[-1]) == [("4", "collega bij uitvoering"), ("0", "collega bij beleid")]
    assert [block.text for block in section.blocks if isinstance(block, Paragraph)] == [OTHERS]


def test_so_many_rows_are_printed_and_others_stand_in_excel():
    assessment = make_round(ALL_DOMAINS[:3], people=2)
    answers = [replace(each, value=0 if each.participant == "p0" else 4) for each in assessment.answers]
    last = sections_of(replace(assessment, answers=tuple(answers)))["verschillen"].blocks[-1]
    assert last.text == "Nog 22 vragen staan alleen in Excel."


def test_spread_answers_have_who_said_what():
    section = sections_of(answering("geld/A.BE", 1, 2, 3, 3))["verspreid"]
    assert section.title == "1 vraag met verspreide antwoorden"
    (block,) = section.blocks
    assert block.answers == ("3", "3", "2", "1") and not block.question
    assert said_in(block) == [
        ("3", "collega bij beleid; collega bij uitvoering"),
        ("2", "collega bij uitvoering"),
        ("1", "collega bij beleid"),
    ]


@pytest.mark.parametrize(
    ("value", "evidence", "agreed", "cell", "title"),
    [
        (3, None, None, ("3", "bare"), "Bewijs: bij 1 hoge score staat niets"),
        (4, "impression", None, ("4", "impression"), "Bewijs: bij 1 alleen een eigen indruk"),
        (4, "document", None, ("4", "backed"), "Bewijs: bij elke hoge score staat bewijs"),
        (
            3,
            "document",
            AgreedScore("geld/A.BE", 4, "Ja."),
            ("4", "backed"),
            "Bewijs: bij elke hoge score staat bewijs",
        ),
        (1, None, AgreedScore("geld/A.BE", 3, "Ja."), ("3", "bare"), "Bewijs: bij 1 hoge score staat niets"),
        (
            1,
            None,
            AgreedScore("geld/A.BE", 3, "Ja.", Evidence("impression")),
            ("3", "impression"),
            "Bewijs: bij 1 alleen een eigen indruk",
        ),
    ],
)
def test_what_a_high_score_rests_on(value, evidence, agreed, cell, title):
    given = Answer("", "", value, None, Evidence(evidence) if evidence else None)
    assessment = answering("geld/A.BE", given, people=1, agreed=(agreed,) if agreed else ())
    section = sections_of(assessment)["bewijs"]
    assert section.title == title
    found = section.blocks[0].rows[0].cells[0]
    assert (found.text, found.proof) == cell
    assert found.word == texts.PROOFS[found.proof]


def test_an_agreed_low_score_needs_no_evidence():
    assessment = answering("geld/A.BE", 4, people=1, agreed=(AgreedScore("geld/A.BE", 1, "Toch niet."),))
    assert "bewijs" not in sections_of(assessment)


def test_the_matrix_tells_what_is_unknown_not_applicable_and_seen_differently():
    assessment = answering("geld/A.BE", 4, 0, 0)
    (matrix,) = blocks_of(edition_of(assessment), EvidenceTable)
    assert matrix.columns == ("Geldzaken",)
    assert matrix.rows[0].cells[0].text == "0–4 *"
    assert matrix.rows[1].cells[0] == matrix.rows[1].cells[0].model_copy(update={"text": "1", "proof": None})
    for value, shown in (("unknown", "?"), ("not_applicable", "–")):
        answered = answering("geld/A.BE", value, people=1, value=3)
        (matrix,) = blocks_of(edition_of(answered), EvidenceTable)
        assert matrix.rows[0].cells[0].text == shown


def test_few_high_scores_are_listed_with_what_could_show_them_and_many_are_not():
    few = section_of(make_document(answering("geld/A.BE", 3, people=1)), "bewijs", "adviser")
    assert "Geldzaken: Aandacht – bestuur\n3\nCoalitieakkoord" in few
    many = make_round(value=3)
    answers = (*many.answers, Answer("p0", "algemeen/G01", 3))
    section = sections_of(replace(many, answers=answers))["bewijs"]
    assert not [block for block in section.blocks if isinstance(block, Table)]
    assert any("Ook over de hele gemeente zonder bewijs" in block.text for block in section.blocks[1:])


def test_of_what_somebody_is_not_sure_is_said():
    unsure = Answer("", "", 3, confidence="not_sure")
    text = section_of(make_document(answering("geld/A.BE", unsure, people=1)), "bewijs", "adviser")
    assert "Iemand is niet zeker van: Geldzaken: Aandacht – bestuur." in text


@pytest.mark.parametrize(
    ("answered", "agreed", "note"),
    [
        (["not_applicable"], 0, "1 van of naar ‘niet van toepassing’"),
        (["not_applicable", "not_applicable", 3], 3, "1 van of naar ‘niet van toepassing’"),
        ([3], "not_applicable", "1 van of naar ‘niet van toepassing’"),
        ([3, 2], 1, "1 omlaag"),
        ([1], 2, "1 omhoog"),
        (["not_applicable"], "not_applicable", None),
        (["not_applicable", "not_applicable", 3], "not_applicable", None),
        (["unknown", 3], 3, None),
        (["unknown"], 3, None),
        ([], 3, None),
    ],
)
def test_what_changed_in_the_talk_is_held_against_what_the_answers_amount_to(answered, agreed, note):
    assessment = answering("geld/A.BE", *answered, agreed=(AgreedScore("geld/A.BE", agreed, "Besproken."),))
    found = sections_of(assessment)
    assert ("veranderd" in found) == (note is not None)
    tallies = found["gesprek"].blocks[0]
    assert (tallies.tallies[3].number, tallies.tallies[3].note) == (("1", note) if note else ("0", ""))


def test_a_changed_score_has_its_reason_evidence_and_who_sees_it_differently():
    changed = AgreedScore("geld/A.BE", 3, "Er is een besluit.", Evidence("decision", "Raad, mei"), "yes")
    same = AgreedScore("geld/A.BL", 1, "Gelijk.")
    assessment = answering("geld/A.BE", 1, people=1, agreed=(changed, same))
    section = sections_of(assessment, dissents={"geld/A.BE": "collega: het is 1"})["veranderd"]
    assert section.title == "In het gesprek veranderde 1 score"
    lead, block = section.blocks
    assert lead.text == "1 andere afgesproken score is gelijk aan de antwoorden."
    assert (block.answers, block.agreed) == (("1",), "3")
    assert [(each.label, each.text) for each in block.voices[1:]] == [
        ("Afgesproken 3", "Er is een besluit. (Besluit of afspraak: Raad, mei)"),
        ("Sinds de vorige ronde", "Er is werkelijk iets veranderd."),
        ("Ziet het anders", "collega: het is 1"),
    ]


def test_who_sees_a_score_differently_is_told_also_where_it_did_not_change():
    assessment = answering("geld/A.BE", 1, people=1, agreed=(AgreedScore("geld/A.BE", 1, "Gelijk."),))
    section = sections_of(assessment, dissents={"geld/A.BE": "collega: het is 3"})["veranderd"]
    assert section.title == "Iemand ziet een afgesproken score anders"
    assert "het is 3" in section.blocks[-1].voices[-1].text


def test_what_is_unknown_has_what_was_said_of_it():
    asked = Answer("", "", "unknown", "Dat weet de teamleider.")
    alone = section_of(make_document(answering("geld/A.BE", asked, people=1)), "onbekend", "adviser")
    assert "\nDat weet de teamleider.\n" in f"{alone}\n"
    more = answering("geld/A.BE", asked, "unknown", "unknown")
    assert "Dat weet de teamleider. (collega bij beleid)" in section_of(make_document(more), "onbekend", "adviser")


def test_how_far_a_total_can_still_move_is_drawn_where_it_can():
    text = section_of(make_document(), "onbekend", "adviser")
    assert "Geldzaken\n47\n46 tot 51\nGezondheid\n?\n31 tot 64" in text
    assert make_document().edition("adviser").sections
    title = sections_of(None)["onbekend"].title
    assert title.endswith(". Gezondheid heeft er 2 nodig voor een totaal")


@pytest.mark.parametrize(
    ("uncertain", "ranked", "domains", "title"),
    [
        (0, 2, 2, "De volgorde is zeker"),
        (0, 2, 4, "De volgorde is zeker, en 2 van de 4 domeinen doen mee"),
        (1, 2, 2, "De volgorde is niet zeker: 1 domein kan nog wisselen"),
        (5, 7, 8, "De volgorde is niet zeker: 5 domeinen kunnen nog wisselen, en 7 van de 8 domeinen doen mee"),
    ],
)
def test_how_certain_the_order_is(uncertain, ranked, domains, title):
    assert texts.order(uncertain, ranked, domains) == title


def test_the_order_has_rounded_chances_and_what_weighs():
    table = sections_of(None)["volgorde"].blocks[0]
    assert [cell.text for cell in table.rows[0]][:4] == ["Geldzaken", "80", "Nu kansrijk", "1 tot 2"]
    assert table.rows[0][4].text.startswith("We bereiken een heel grote groep")


def test_only_domains_that_miss_an_anchor_are_listed():
    section = sections_of(None)["vergelijkbaar"]
    assert section.title == "Straks te vergelijken: 3 van de 5 domeinen helemaal"
    (told,) = section.blocks
    assert told.text.endswith("Niet overal is een score: bij Geldzaken (13 van 14) en Gezondheid (8 van 14).")


def test_what_was_said_is_marked_where_it_is_high_without_evidence():
    section = sections_of(answering("geld/A.BE", Answer("", "", 3, "Dat is zo."), people=1))["gezegd"]
    note, table = section.blocks
    assert (section.title, note.text) == ("Wat er verder gezegd is: 1 toelichting", texts.MARKED)
    assert [cell.text for cell in table.rows[0]] == ["Geldzaken: Aandacht – bestuur", "3 !", "Dat is zo."]


def test_of_more_that_was_said_each_domain_has_a_table():
    said = sections_of(make_round(("geld", "wonen"), reason="Zo is het."))["gezegd"]
    assert [(block.caption, len(block.rows)) for block in said.blocks] == [
        ("Geldzaken, armoede en schulden", 18),
        ("Wonen", 18),
    ]
    assert said.blocks[0].rows[0][0].text == "Aandacht – bestuur"


def test_very_much_that_was_said_is_read_in_excel():
    section = sections_of(make_round(people=6, reason="Zo is het."))["gezegd"]
    n = 6 * 18
    assert n > MOST_SAID
    assert [block.text for block in section.blocks] == [texts.too_many(n)]


def test_who_filled_in_what_is_told_by_function_and_not_of_one_person():
    assert "Wie vulde in" not in section_of(make_document(), "gesprek", "adviser")
    person = Participant("p9", "participant", "bestuur")
    assessment = make_round(("geld", "wonen"), people=2)
    assessment = replace(assessment, participants=(*assessment.participants, person))
    text = section_of(make_document(assessment), "gesprek", "adviser")
    assert (
        "Wie vulde in\nVulde in over\nFunctie\nGeldzaken, Wonen\ncollega bij beleid; collega bij uitvoering\n" in text
    )
    assert "collega bij bestuur\n" not in text


def test_who_filled_in_the_same_stands_in_one_row():
    assessment = make_round(people=3)
    general = next(question.id for question in QUESTIONNAIRE.of_kind("general"))
    more = Answer("p1", f"algemeen/{general}", 2)
    text = section_of(make_document(replace(assessment, answers=(*assessment.answers, more))), "gesprek", "adviser")
    assert "Geldzaken\n2 keer collega bij beleid\nAlles\ncollega bij uitvoering\n" in text
