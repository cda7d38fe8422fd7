"""Synthetic publications at the edges of what a citation style must handle; no such work exists."""

from __future__ import annotations

from typing import Any

from kb.models import Publication
from kb.vocabulary import Confidence, Design, Indexing, Source, Standing

PEOPLE = tuple(
    f"{family}, {given}"
    for family, given in zip(
        "Adair Brook Cline Drake Ellis Frost Grant Hayes Irwin Jones Keats Lloyd Marsh Nolan Owens Pratt "
        "Quinn Reyes Stone Tyler Upton Vance Wells Young Zeller".split(),
        "AB C DE F GH J KL M NP Q RS T UV W XY Z AC B DF G HJ K LM N PQ".split(),
        strict=True,
    )
)


def publication(citekey: str, **given: Any) -> Publication:
    """A publication of which everything is known, apart from what is ``given``."""
    values: dict[str, Any] = {
        "citekey": citekey,
        "authors": PEOPLE[:3],
        "title": "A trial of a drug in people with a condition",
        "journal": "Journal of Synthetic Records",
        "journal_abbreviation": "J Synth Rec",
        "year": 2020,
        "volume": "12",
        "issue": "3",
        "pages": "101-110",
        "pmid": "12345678",
        "doi": "10.1000/synth.2020.001",
        "design": Design.RCT,
        "indexing": Indexing.INDEXED,
        "identity_source": Source.PUBMED,
        "figure_source": Source.NONE,
        "confidence": Confidence.HIGH,
    }
    return Publication(**(values | given))


def edge_records() -> list[Publication]:
    """Return the records, each under a key that says what is at the edge."""
    cases: dict[str, dict[str, Any]] = {}
    for n in (0, 1, 2, 3, 4, 6, 7, 19, 20, 21, 22, 25):
        cases[f"authors-{n}"] = {"authors": PEOPLE[:n]}
        cases[f"authors-{n}-group-last"] = {"authors": (*PEOPLE[:n], "Synthetic Study Group")}
    cases["authors-group-first"] = {"authors": ("Synthetic Study Group", *PEOPLE[:2])}
    for i, name in enumerate(NAMES):
        cases[f"name-{i:02}"] = {"authors": (name,)}
        cases[f"name-{i:02}-second"] = {"authors": (PEOPLE[0], name, PEOPLE[1])}
    for i, title in enumerate(TITLES):
        cases[f"title-{i:02}"] = {"title": title}
    for i, pages in enumerate(PAGES):
        cases[f"pages-{i:02}"] = {"pages": pages}
    for i, (journal, short) in enumerate(JOURNALS):
        cases[f"journal-{i:02}"] = {"journal": journal, "journal_abbreviation": short}
    for i, issue in enumerate(ISSUES):
        cases[f"issue-{i:02}"] = {"issue": issue}
        cases[f"issue-{i:02}-no-volume"] = {"issue": issue, "volume": None}
    for i, volume in enumerate(VOLUMES):
        cases[f"volume-{i:02}"] = {"volume": volume}
    for i, doi in enumerate(DOIS):
        cases[f"doi-{i:02}"] = {"doi": doi}
    optional = ("year", "volume", "issue", "pages", "doi", "pmid", "pmcid", "journal", "journal_abbreviation")
    for name in optional:
        cases[f"without-{name}"] = {name: None}
        cases[f"with-nothing-but-{name}"] = {other: None for other in optional if other != name} | (
            {"pmcid": "PMC1234567"} if name == "pmcid" else {}
        )
    cases["with-nothing"] = dict.fromkeys(optional) | {"authors": ()}
    cases["ahead-of-print"] = {"volume": None, "issue": None, "pages": None}
    cases["ahead-of-print-pages"] = {"volume": None, "issue": None}
    cases["with-everything"] = {"pmcid": "PMC7654321"}
    cases["pmcid-alone"] = {"pmcid": "PMC7654321", "pmid": None, "doi": None}
    for kind in KINDS:
        cases[f"kind-{kind}"] = {"entry_type": kind}
        cases[f"kind-{kind}-bare"] = {"entry_type": kind} | dict.fromkeys(
            ("journal", "journal_abbreviation", "volume", "issue", "pages", "doi", "pmid")
        )
        cases[f"kind-{kind}-no-author"] = {"entry_type": kind, "authors": ()} | dict.fromkeys(
            ("journal", "journal_abbreviation", "volume", "issue", "pages", "doi", "pmid")
        )
    for standing in (Standing.RETRACTED, Standing.EXPRESSION_OF_CONCERN, Standing.CORRECTED):
        cases[f"standing-{standing.code}"] = {"standing": standing}
        cases[f"standing-{standing.code}-question"] = {"standing": standing, "title": "Does it work?"}
    cases["standing-retracted-article-number"] = {"standing": Standing.RETRACTED, "pages": "e1234"}
    for n in (1, 3, 6, 7, 20, 21):
        cases[f"others-{n}"] = {"authors": (*PEOPLE[:n], "others")}
    return [publication(key, **given) for key, given in cases.items()]


NAMES = (
    "van der Berg, JM", "de la Cruz, M", "Von Trapp, G", "O'Brien, K", "D'Souza, DC", "al-Rashid, H", "Al Jurdi, RK",
    "aan het Rot, M", "Zarate, CA Jr", "Perry, EB Sr", "McCallin, JP 3rd", "King, ML III", "Dupont, J-P",
    "Dupont, J.-P.",
    "Dupont, Jean-Pierre", "Dupont, Jean Pierre", "Dupont, J.P.", "Dupont, J. P.", "Khosh-Chashm, D",
    "Hadzi-Pavlovic, D", "Møller, Å", "Öst, Ö", "Žižek, Ž", "Łukasiewicz, Ł", "Deakin, JFW", "Li, X", "Nguyễn, TH",
    "Núñez de Prado, A", "St. John, A", "Smith Jones, AB", "Collective of One", "WHO", "dos Santos, RG",
    "Le Nedelec, M",
    "Ter Braak, CJF", "'t Hooft, G", "Team A & Team B", "Meyer, Anna Maria", "Meyer, Anna M",
)  # fmt: skip
TITLES = (
    "Does it work?", "It works!", "It works.", "Is it? It is", "Effects of X: a trial", "Effects of X: A trial",
    "Effects of x: does it work?", 'The "gold standard" revisited', "The 'gold standard' revisited",
    "The “gold standard” revisited", "The ‘gold standard’ revisited", 'What is "remission"?', 'On "remission"',
    'On "remission."', "Parkinson's disease", "Patients' reports of it", "Parkinson’s disease",
    "(R)-ketamine and its effects", "<i>R</i>-ketamine in mice", "Effects of <i>Helicobacter pylori</i>",
    "H<sub>2</sub>O and CO<sub>2</sub>", "10<sup>6</sup> cells", "<b>Bold</b> words", "An <i>unclosed tag",
    "p<0.05 & more", "5 < 6 and 7 > 4", "α-Synuclein in β cells", "Naïve façade: a coöperative résumé",
    "Étude de la dépression", "Über die Wirkung", "Treatment (TRD)", "Treatment [in German]", "Ketamine - an overview",
    "Ketamine – an overview", "Ketamine — an overview", "Ketamine; an overview", "Ketamine, an overview,",
    "Ends in a colon:", "Ends in a semicolon;", "Ends in an ellipsis...", "Ends in an ellipsis…", "Two stops..",
    "Question and stop?.", "Double  space", "50% of 1,000", "A/B testing", "#1 in the world", "C:\\path", "a_b^c~d",
    "{Braces} in it", "Costs $5", "Ketamine vs. placebo", "Ketamine vs placebo et al.", "STAR*D: what now", "x",
    "ALL CAPITALS IN A TITLE", "H₂O and x²", "Title with ® and ™", "A “nested ‘quote’ in” it", 'Say "a" and "b"',
    "The 1990's", "'Tis the season", "Rock 'n' roll", "6' 2\" tall", "Dash--double", "Is this it?'", "日本の研究",
    "Ends “typed”", 'Ends "asked?"', "Ends ‘typed single’", '"All of it"', "Ends in <i>italics</i>",
    "What is <i>italic?</i>", '"Quoted": the rest', "A 'quoted' patients' word", "(All in brackets)", "Ends in etc.)",
    "Исследование", "Emoji 🙂 in it", "mTOR-dependent synapse formation", "N-methyl-d-aspartate: the story",
)  # fmt: skip
PAGES = (
    "1123-30", "1123-1130", "1123-1210", "99-101", "101-2", "7", "1-9", "12345", "e469", "e12345", "E12",
    "2470547018796102", "CD011612", "21m14336", "eaat8078", "e067194", "n71", "S12-S20", "S12-20", "S5", "A1-A12",
    "e100-e110", "101–110", "i-xii", "xii-xv", "101-110, 115", "101-110; discussion 111-2", "101+", "1a-1g",
    "12-12", "20-10", "1123--1130", "2-3", "1001-1009", "10012-10023", "280", "39", "R1-R5", "H1234-42",
)  # fmt: skip
JOURNALS = (
    ("Biological Psychiatry", "Biol. Psychiatry"),
    ("Biological Psychiatry", "Biol Psychiatry"),
    ("BMJ (Clinical research ed.)", "BMJ"),
    ("Science (New York, N.Y.)", "Science"),
    ("Lancet (London, England)", "Lancet"),
    ("Chronic Stress (Thousand Oaks, Calif.)", "Chronic Stress (Thousand Oaks)"),
    ("The New England journal of medicine", "N Engl J Med"),
    ("Journal of clinical psychiatry", None),
    ("PLoS One", "PLoS One"),
    ("eLife", "Elife"),
    ("JAMA", "JAMA"),
    (
        "Progress in neuro-psychopharmacology & biological psychiatry",
        "Prog Neuropsychopharmacol Biol Psychiatry",
    ),
    (
        "Proceedings of the National Academy of Sciences of the United States of America",
        "Proc Natl Acad Sci U S A",
    ),
    ("L'Encéphale", "Encephale"),
    ("Bipolar disorders: an international journal of psychiatry", "Bipolar Disord"),
    ("Drug and alcohol dependence", "Drug Alcohol Depend"),
    ("Journal of the American Academy of Child & Adolescent Psychiatry", None),
    ("Der Nervenarzt", "Nervenarzt"),
    ("Is this a journal?", "Is This"),
    ("Zeitschrift für Psychiatrie und Psychotherapie", None),
    ("mSphere", "mSphere"),
    ("npj mental health research", "NPJ Ment Health Res"),
    ("Pain (Amsterdam)", None),
    ("A journal of one's own", None),
    ("Journal of X-ray science and technology", None),
    ("CNS drugs", "CNS Drugs"),
    (None, "Only Abbrev"),
    ("Alcoholism, clinical and experimental research", None),
    ("Brain : a journal of neurology", "Brain"),
)
ISSUES = (
    "2-3",
    "Suppl 1",
    "4 Suppl 2",
    "Pt 2",
    "1-2 Suppl",
    "S1",
    "Special issue",
    "12",
    "2–3",
    "1/2",
    "Suppl. 1",
)
VOLUMES = ("12 Suppl 1", "A12", "12-13", "XIV", "2020", "Suppl", "12A", "12, Pt 1", "12.1")
DOIS = (
    "10.1000/a_b", "10.1000/a<b>c", "10.1000/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
    "10.1000/a&b", "10.1000/a%b", "10.1000/a#b", "10.1000/a--b", "10.1000/ABC.def", "10.1000/it's", "10.1000/a;b",
    "10.1016/S0006-3223(99)00230-9", "10.1000/a~b", '10.1000/a"b"c', "10.1000/ä", "10.1000/a{b}c",
)  # fmt: skip
KINDS = (
    "article",
    "book",
    "incollection",
    "inproceedings",
    "techreport",
    "phdthesis",
    "online",
    "misc",
    "unpublished",
)
