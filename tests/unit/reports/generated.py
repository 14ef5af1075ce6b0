"""Thirty documents of very different size and content, always the same ones."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from random import Random

from app.documents.model import ReportDocument
from app.reports.document.material import ReportRemark
from scoring.assessment import Answer, Assessment, Evidence, Value
from scoring.comparison import compare
from tests.selection import EVERYTHING
from tests.unit.reports.examples import ALL_DOMAINS, agreed_everywhere, make_document, make_round
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE

AMOUNT = 30
NUMBERS = tuple(range(AMOUNT)) if EVERYTHING else (0, 11, 3, 14, 22, 17)
"""The documents that are tried; those six have from 1 to 15 domains, all of what is known, and two a second round."""
SIZES = (*range(1, 16), *range(1, 16))
"""How many domains; twice from 1 to 15."""
KNOWN = ("everything", "nothing", "some", "no answers", "not applicable")
TEXTS = (
    "Het staat in het plan.",
    "Met een regel erboven.\n\nEn een opsomming:\n- een\n- twee",
    "<b>vet</b> & <para>[[x]] {domein} %s \\n &amp;",
    "😀 👩\u200d👩\u200d👧 🇳🇱 ✅ en ﷽",
    "שלום עולם, مرحبا بالعالم, 中文, Ελληνικά, Кирилица",
    "e\u0301e\u0301n \u202eomgekeerd\u202c \x07\x00 nul\u200bbreed \ufeffmerk aan\u00adhaling",
    "onafgebroken" * 40,
    "https://voorbeeld.example/" + "pad/" * 60 + "?a=1&b=(2)#[[x]]",
    ("Een lange toelichting met veel woorden, ook over de begroting. " * 80)[:5000],
)
NAMES = (
    "Veiligheid",
    "בטיחות וסדר ציבורי",
    "السلامة والنظام العام في المدينة",
    "😀 Feest & [[x]] <b>buurt</b>",
    "Laagdrempeligeontmoetingsvoorzieningenbeleidsuitvoeringsprogrammacoördinatie 2026",
    "Sport, bewegen, cultuur, recreatie en alles wat daarmee ook nog maar samenhangt 1",
    "W" * 80,
    "Domein met een naam van precies tachtig tekens, over van alles en nog iets extra",
)


@lru_cache(maxsize=2)
def generated_document(number: int) -> ReportDocument:
    """Document `number` of 0 to 29."""
    random = Random(f"report {number}")
    assessment = _assessment(random, SIZES[number], KNOWN[number % len(KNOWN)])
    items = [f"{domain}/{question}" for domain in assessment.domains for question in PROFILE]
    remarks = [ReportRemark(item, "adviseur van de Stichting", random.choice(TEXTS)) for item in _few(random, items)]
    earlier = replace(assessment, answers=tuple(_changed(random, each) for each in assessment.answers))
    later = replace(assessment, round="evaluation")
    compared = number % 6 == 5
    return make_document(
        later if compared else assessment,
        title=random.choice((None, "Nulmeting", (random.choice(NAMES) * 2)[:120])),
        date=random.choice((None, date(2026, 11, 24))),
        way=random.choice((None, "together", "invited", "mixed")),
        version=random.choice((1, 2, 14)),
        document_id=random.choice((None, "3f0c1a52-7c1e-4f0e-9b8a-0d6a5b1c2d3e")),
        check_page=random.choice((None, "https://samenhang.example/rapporten/controle")),
        agreed_by=random.choice(((), ("de coördinator",), ("de coördinator", "de adviseur van de Stichting"))),
        remarks=tuple(remarks),
        dissents={each.item: random.choice(TEXTS) for each in assessment.agreed[:2]},
        preliminary=random.random() < 0.3,
        without_adviser=random.random() < 0.3,
        comparison=compare(QUESTIONNAIRE, earlier, QUESTIONNAIRE, later) if compared else None,
    )


def _assessment(random: Random, size: int, known: str) -> Assessment:
    own = {f"eigen_{n}": name[:80] for n, name in enumerate(random.sample(NAMES, min(3, size // 2)), start=1)}
    if size > len(ALL_DOMAINS):
        own = {f"eigen_{n}": name[:80] for n, name in enumerate(random.sample(NAMES, 3), start=1)}
    chosen = random.sample(ALL_DOMAINS, size - len(own))
    domains = random.sample([*chosen, *own], size)
    renamed = {domain: random.choice(NAMES)[:80] for domain in chosen if random.random() < 0.2}
    people = random.choice((1, 2, 3, 6))
    assessment = make_round(
        domains, people=people, own_domains=own, renamed=renamed, municipality_name=random.choice(NAMES)
    )
    answers = [] if known == "no answers" else [_answered(random, each, known) for each in assessment.answers]
    agreed = agreed_everywhere(domains, 2, "x") if known == "some" else ()
    return replace(
        assessment,
        answers=tuple(answers),
        agreed=tuple(
            replace(each, value=random.randrange(5), reason=random.choice(TEXTS[:-1]))
            for each in agreed
            if random.random() < 0.5
        ),
    )


def _answered(random: Random, answer: Answer, known: str) -> Answer:
    values: dict[str, tuple[Value, ...]] = {
        "everything": (0, 1, 2, 3, 4),
        "nothing": ("unknown",),
        "some": (0, 1, 2, 3, 4, "unknown", "not_applicable"),
        "not applicable": ("not_applicable", "not_applicable", "unknown"),
    }
    chance = answer.item.split("/")[1].startswith("K")
    allowed = [value for value in values[known] if value != "not_applicable" or not chance] or ["unknown"]
    said = random.random() < 0.1
    return replace(
        answer,
        value=random.choice(allowed),
        reason=random.choice(TEXTS if random.random() < 0.3 else TEXTS[:-1]) if said else None,
        evidence=Evidence("document", random.choice(TEXTS[:-1]), TEXTS[7]) if said else None,
    )


def _changed(random: Random, answer: Answer) -> Answer:
    if isinstance(answer.value, int) and random.random() < 0.5:
        return replace(answer, value=max(0, answer.value - 1))
    return answer


def _few(random: Random, items: list[str]) -> list[str]:
    return random.sample(items, min(len(items), 5))


def longest_document() -> ReportDocument:
    """The most that can stand on the page of the alderman: fifteen long names, then and now, and every notice."""
    random = Random("longest")
    own = {
        f"eigen_{n}": f"Eigen domein {n} met een naam van tachtig tekens{' en nog meer' * 9}"[:80] for n in (1, 2, 3)
    }
    named = {domain: f"{domain} is een naam van tachtig tekens{' en meer' * 9}"[:80] for domain in ALL_DOMAINS}
    domains = (*ALL_DOMAINS, *own)
    words = {domain: random.randrange(5) for domain in domains}
    made = make_round(domains, 3, own_domains=own, renamed=named, municipality_name="Gemeente " + "W" * 71)
    answers = [replace(each, value=words[each.item.split("/")[0]]) for each in made.answers]
    before = [
        replace(each, value=(words[each.item.split("/")[0]] + random.choice((1, 2))) % 5) for each in made.answers
    ]
    later = replace(made, round="evaluation", answers=tuple(answers))
    return make_document(
        later,
        title=("Nulmeting van de integrale aanpak van basisvaardigheden in alle domeinen " * 2)[:120],
        comparison=compare(QUESTIONNAIRE, replace(made, answers=tuple(before)), QUESTIONNAIRE, later),
        preliminary=True,
        without_adviser=True,
        document_id="3f0c1a52-7c1e-4f0e-9b8a-0d6a5b1c2d3e",
        check_page="https://samenhang.example/rapporten/controle",
    )
