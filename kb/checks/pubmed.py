"""Rules that compare the content with the captured PubMed records, where there are any."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.rule import CLAIMS, REFERENCES, Content, Fault, Rule
from kb.evidence.abstract_check import check_figure
from kb.evidence.disagreement import blanks, disagreements
from kb.evidence.figures import figure_text
from kb.models import Publication
from kb.pubmed_record import PubMedRecord
from kb.vocabulary import Severity, Source, Standing


def _captured(content: Content) -> Iterator[tuple[Publication, PubMedRecord]]:
    for publication in content.library.publications.values():
        captured = content.library.captured_for(publication)
        if captured:
            yield publication, captured.record


def _at(publication: Publication, message: str, remedy: str = "") -> Fault:
    return Fault(f"{publication.citekey}: {message}", REFERENCES, publication.line, remedy)


def _disagreement(content: Content) -> Iterator[Fault]:
    for publication, record in _captured(content):
        for found in disagreements(publication, record):
            yield _at(
                publication,
                f"{found.field} is {found.entry_value!r} here and {found.pubmed_value!r} in PubMed",
            )


def _not_in_abstract(content: Content) -> Iterator[Fault]:
    yield from _missing_figures(content, printed_elsewhere=False)


def _not_in_abstract_but_article(content: Content) -> Iterator[Fault]:
    yield from _missing_figures(content, printed_elsewhere=True)


def _missing_figures(content: Content, *, printed_elsewhere: bool) -> Iterator[Fault]:
    for publication, record in _captured(content):
        for finding in content.library.findings_of.get(publication.citekey, ()):
            if (finding.source is Source.ARTICLE) is not printed_elsewhere:
                continue
            if check_figure(finding, record.abstract).state == "not found":
                yield Fault(
                    f"{finding.id}: {figure_text(finding)} is not in PubMed's abstract", CLAIMS, finding.line
                )


def _blank(content: Content) -> Iterator[Fault]:
    for publication, record in _captured(content):
        for field, value in blanks(publication, record).items():
            yield _at(publication, f"{field} is blank here and {value!r} in PubMed")


def _not_captured(content: Content) -> Iterator[Fault]:
    if not content.library.captured:
        return
    for publication in content.library.publications.values():
        if publication.pmid and content.library.captured_for(publication) is None:
            yield _at(publication, f"no record was captured for PMID {publication.pmid}, though others were")


def _standing_behind(content: Content) -> Iterator[Fault]:
    for publication, _ in _captured(content):
        now = content.library.standings[publication.citekey]
        stated = publication.standing
        if now.standing is not stated and now.standing not in (Standing.CURRENT, Standing.UNCHECKED):
            yield _at(publication, f"PubMed's record says {now.standing.code}, the entry {stated.code}")


def _notice(content: Content) -> Iterator[Fault]:
    for publication, record in _captured(content):
        if record.is_retraction_notice:
            yield _at(publication, f"PMID {record.pmid} is a notice of retraction, not a study")


RULES = (
    Rule(
        code="PMD001",
        name="disagrees-with-pubmed",
        severity=Severity.WARNING,
        summary="An entry says what PubMed's record of its PMID says.",
        why="A title or DOI that differs often means a wrong PMID.",
        good="volume = {47} where PubMed has 47.",
        bad="volume = {48} where PubMed has 47.",
        remedy="look at the article; mend the entry, or keep it and say why in `verifynote`",
        check=_disagreement,
    ),
    Rule(
        code="PMD002",
        name="figure-not-in-abstract",
        severity=Severity.WARNING,
        summary="A figure that is not known from the article itself stands in PubMed's abstract.",
        why="It is looked for with sign, decimals, comparator and unit; a figure from memory or from a third party "
        "that the abstract does not show may be wrong.",
        good="A figure from memory that the abstract prints too.",
        bad="A figure from memory that the abstract does not print.",
        remedy="look it up in the article and set `source`, or mend the figure",
        check=_not_in_abstract,
    ),
    Rule(
        code="PMD003",
        name="blank-that-pubmed-fills",
        severity=Severity.NOTE,
        summary="An entry leaves no field blank that PubMed's record fills.",
        why="Volume, pages and identifiers make a citation complete.",
        good="doi = {10.1000/1} where PubMed has one.",
        bad="No doi where PubMed has one.",
        remedy="copy the value from PubMed's record into the entry",
        check=_blank,
    ),
    Rule(
        code="PMD004",
        name="not-captured",
        severity=Severity.NOTE,
        summary="Once records were captured, there is one for every PMID.",
        why="Either the PMID was not asked for yet, or PubMed did not answer it: deleted, merged or mistyped.",
        good="A captured record for each entry with a pmid.",
        bad="A pmid without a record beside entries that have theirs.",
        remedy="run `kb ingest pubmed --all`; if PubMed does not answer the PMID, look it up by title",
        check=_not_captured,
    ),
    Rule(
        code="PMD005",
        name="standing-behind-pubmed",
        severity=Severity.WARNING,
        summary="An entry's standing is as grave as what PubMed's record says.",
        why="A retraction or correction that only a captured record knows is lost where there are no captures.",
        good="standing = {corrected} where PubMed links an erratum.",
        bad="standing = {current} where PubMed says retracted.",
        remedy="set `standing`, `standingnote` and `standingsource = {pubmed}`",
        check=_standing_behind,
    ),
    Rule(
        code="PMD006",
        name="retraction-notice",
        severity=Severity.ERROR,
        summary="An entry is a study, not the notice of a retraction.",
        why="The notice has a PMID of its own, easily taken for the study's.",
        good="The PMID of the study.",
        bad="The PMID of the notice.",
        remedy="use the study's PMID and set its standing",
        check=_notice,
    ),
    Rule(
        code="PMD007",
        name="figure-in-article-only",
        severity=Severity.NOTE,
        summary="A figure known from the article stands in PubMed's abstract too.",
        why="It need not, but only what the abstract shows can be verified by anyone at once.",
        good="A figure of the abstract.",
        bad="A figure that only the article's tables print.",
        remedy="nothing, if the article prints it; else mend the figure",
        check=_not_in_abstract_but_article,
    ),
)
