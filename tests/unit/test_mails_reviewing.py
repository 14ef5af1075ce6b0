"""What the mails about the review say, as plain text and as HTML; what people type stays text."""

import html5lib
import pytest

from app.post.letters import Letter, render_html, render_text
from app.texts.mails import reviews as mails
from app.texts.mails.colleagues import Asker

LINK = "https://samenhang.example/inventarisaties/1/bespreken"
HOSTILE = "<script>alert(1)</script>\r\nBcc: x@y.example {address} %s é " + "lang" * 500


def letters(name: str = "Ivo", line: str = "Kijk nog eens.") -> dict[str, Letter]:
    """One of each mail, with this name and this text of a person everywhere."""
    about = mails.Reviewed(name, name, "hulp@voorbeeld.example")
    return {
        "sent back": mails.sent_back_to_colleague(Asker(name, name), name, [(name, 2)], name, line, LINK),
        "sent back, coordinator": mails.sent_back_to_coordinator(about, name, [name], 3, mails.ADVISER, line, LINK),
        "handed in": mails.handed_in_again(about, name, [name], "2 antwoorden zijn veranderd.", LINK),
        "open points": mails.open_points_named(about, name, line, LINK),
        "open points done": mails.open_points_finished(about, name, mails.COORDINATOR, line, LINK),
        "approved": mails.approved(about, name, LINK),
        "fell away": mails.approval_fell_away(about, name, LINK),
        "ended": mails.approval_ended_by_sending_back(about, name, [name], mails.COORDINATOR, line, LINK),
        "agreed": mails.agreed(about, name, 2, LINK),
        "outcome": mails.outcome(Asker(name, name), name, 1, conclusions=[name], address=LINK),
        "reopened": mails.reopened(about, name, mails.COORDINATOR, line, LINK),
    }


@pytest.mark.parametrize("kind", letters())
def test_what_people_type_stays_text(kind: str) -> None:
    letter = letters(HOSTILE, HOSTILE)[kind]
    tree = html5lib.parse(render_html(letter), namespaceHTMLElements=False)
    assert not list(tree.iter("script"))
    assert all(link.get("href") == LINK for link in tree.iter("a"))
    assert not [line for line in render_text(letter).splitlines() if line.startswith("Bcc:")]
    assert "<script>alert(1)</script>" in "".join(tree.itertext())


@pytest.mark.parametrize("kind", letters())
def test_both_forms_say_the_same(kind: str) -> None:
    letter = letters("Ivo", "Een regel.\nEn nog een <regel>.")[kind]
    tree = html5lib.parse(render_html(letter), namespaceHTMLElements=False)
    seen = "".join("".join(tree.find("body").itertext()).split())
    plain = [line.lstrip(">- ") for line in render_text(letter).splitlines()]
    assert [line for line in plain if line != LINK and "".join(line.removesuffix(":").split()) not in seen] == []


@pytest.mark.parametrize("kind", letters())
def test_says_where_to_go_and_whom_to_ask(kind: str) -> None:
    text = render_text(letters()[kind])
    assert text.startswith("Hallo Ivo,") and f":\n{LINK}" in text and "Heb je een vraag?" in text


@pytest.mark.parametrize("kind", ["sent back", "sent back, coordinator", "open points", "reopened"])
def test_a_reason_is_quoted(kind: str) -> None:
    assert "schrijft:\n> Kijk nog eens." in render_text(letters()[kind])


@pytest.mark.parametrize(
    ("colleagues", "said"),
    [(0, "Jij kunt ze aanpassen."), (1, "1 collega krijgt daar ook"), (2, "2 collega’s krijgen daar ook")],
)
def test_says_how_many_colleagues_got_a_mail(colleagues: int, said: str) -> None:
    about = mails.Reviewed("Stad", "Meting", "hulp@voorbeeld.example")
    letter = mails.sent_back_to_coordinator(about, "Ivo", ["Werk", "Geld"], colleagues, mails.ADVISER, "Zo.", LINK)
    assert said in render_text(letter) and letter.subject == "Stad: 2 domeinen zijn teruggestuurd"


ASKER = Asker("Cora Dinator", "Voorbeeldstad")
TO_READER = """Hallo Ivo,

Je hebt vragen over basisvaardigheden beantwoord voor de gemeente Voorbeeldstad. Dank je wel. Alle antwoorden zijn \
besproken. De scores zijn nu vastgesteld.

Dit kwam eruit:

- Verankerd: Bibliotheek.
- Los: Wonen.

Lees het rapport:
https://samenhang.example/inventarisaties/1/bespreken

In het rapport staat nooit een naam. Je eigen antwoorden zijn niet veranderd. Je hoeft niets te doen.

Heb je een vraag? Antwoord op deze mail. Je bericht gaat naar Cora Dinator.

Samenhang
"""
TO_COLLEAGUE = """Hallo Ivo,

Je hebt vragen over basisvaardigheden beantwoord voor de gemeente Voorbeeldstad. Dank je wel. Alle antwoorden zijn \
besproken. De scores zijn nu vastgesteld.

Wat eruit kwam, staat in het rapport van de gemeente. Wil je dat weten? Vraag Cora Dinator.

In het rapport staat nooit een naam. Je eigen antwoorden zijn niet veranderd. Je hoeft niets te doen.

Heb je een vraag? Antwoord op deze mail. Je bericht gaat naar Cora Dinator.

Samenhang
"""
CHANGED = """Hallo Ivo,

Het rapport van de gemeente Voorbeeldstad over basisvaardigheden is veranderd. Dit is versie 2.

Dit kwam eruit:

- Los: Wonen.

Lees het rapport:
https://samenhang.example/inventarisaties/1/bespreken

In het rapport staat nooit een naam. Je eigen antwoorden zijn niet veranderd. Je hoeft niets te doen.

Heb je een vraag? Antwoord op deze mail. Je bericht gaat naar Cora Dinator.

Samenhang
"""


def test_what_who_answered_reads_when_it_is_agreed() -> None:
    lines = ["Verankerd: Bibliotheek.", "Los: Wonen."]
    reader = mails.outcome(ASKER, "Ivo", 1, conclusions=lines, address=LINK)
    assert (reader.subject, render_text(reader)) == ("Voorbeeldstad: dit kwam uit jullie antwoorden", TO_READER)
    # Who may not read the report reads nothing of it, also when it was made for others.
    assert render_text(mails.outcome(ASKER, "Ivo", 1, conclusions=lines)) == TO_COLLEAGUE
    later = mails.outcome(ASKER, "Ivo", 2, conclusions=lines[1:], address=LINK)
    assert (later.subject, render_text(later)) == ("Voorbeeldstad: het rapport is veranderd", CHANGED)
