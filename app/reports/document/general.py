"""Section 4: the municipality as a whole."""

from app.reports.document.editions import Section
from app.reports.document.material import Material
from app.reports.document.model import Block, Cell, Column, Paragraph, Table
from app.reports.document.overview import score_cell
from app.reports.sentences import general as texts
from app.reports.sentences import profile
from scoring.words import word_step


def general_section(material: Material) -> Section:
    """The groups of general questions with their scores, never mixed into the domains."""
    blocks: list[Block] = [Paragraph(text=texts.LEAD)]
    if material.general:
        blocks += [Paragraph(text=_extremes(material)), _groups_table(material)]
    return Section(id="algemeen", title="De gemeente als geheel", blocks=tuple(blocks))


def _extremes(material: Material) -> str:
    scores = {group: score for group, score in material.result.general_groups.items() if score is not None}
    highest, lowest = max(scores.values(), default=None), min(scores.values(), default=None)
    return texts.extremes(
        [group for group, score in scores.items() if score == highest],
        [group for group, score in scores.items() if score == lowest],
        len(scores),
    )


def _groups_table(material: Material) -> Table:
    rows = []
    for group, score in material.result.general_groups.items():
        items = [item for item in material.general if item.question.group == group]
        states = [item.score.state for item in items]
        known = profile.coverage(states.count("scored"), len(states) - states.count("not_applicable"))
        word = texts.TOO_LITTLE if score is None else material.questionnaire.words[word_step(score)]
        rows.append((Cell(text=group), score_cell(score), Cell(text=word), Cell(text=known)))
    columns = (Column(title="Onderwerp"), Column(title="Score", align="number"), Column(title="Woord"))
    return Table(caption=texts.GROUPS_CAPTION, columns=(*columns, Column(title="Vragen bekend")), rows=tuple(rows))
