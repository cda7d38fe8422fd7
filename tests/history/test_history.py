"""What changed, told from the commits: once, in words, the same wherever it is built."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.build import build_database
from kb.cli import main
from kb.history import reading, repository
from kb.history.changes import Change
from kb.history.entries import Entries, cut
from kb.history.reading import History, read_history
from kb.history.verdicts import verdicts
from kb.kb_file import open_database
from kb.library import Library
from kb.project import Project
from kb.rows.changes import change_rows
from tests.conftest import ROOT
from tests.history.conftest import Story

EVIDENCE = """\
      - publication: Gamma2010
        direction: supports
        directness: direct
        findings: [Gamma2010.response]
        why: Six of ten responded.
"""


def last(history: History) -> dict[tuple[str, str], Change]:
    assert history.missing is None
    return {(change.kind, change.key): change for change in history.commits[-1].changes}


def test_the_first_commit_adds_everything(story: Story) -> None:
    history = read_history(story.folder)
    assert [c.commit.subject for c in history.commits] == ["Begin"]
    assert {(change.kind, change.key, change.action) for change in last(history).values()} == {
        *(
            ("claim", key, "added")
            for key in ("seventy-percent", "approved-somewhere", "most-people-respond")
        ),
        *(("publication", key, "added") for key in ("Alpha2013", "Beta2019", "Gamma2010")),
        ("regulatory fact", "us-example", "added"),
    }
    assert last(history)["claim", "seventy-percent"].what == (
        "About 70% of people respond to a series of infusions.",
    )


def test_the_day_is_the_committers_in_utc_and_nobody_is_named(story: Story) -> None:
    story.change("Not for depression.", "Not for pain.")
    story.commit("Narrow the caveat, asked by quincy@example.org")
    commit = read_history(story.folder).commits[-1].commit
    assert commit.committed_at == "2026-02-03T01:30:00Z"
    assert commit.subject == "Narrow the caveat, asked by …"
    assert "uincy" not in repr(list(change_rows(read_history(story.folder))))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "statement: About 70% of",
            "statement: Some 70% of",
            ["The statement: About", "changed; before: “About 70% of people respond"],
        ),
        ("holds: In one open series 17", "holds: In a series 17", ["The wording that holds"]),
        ("caveat: Not for depression.", "caveat: Not for pain.", ["What must be said with it: Not for"]),
        (EVIDENCE, "", ["Evidence taken out: Gamma2010, supports and direct"]),
        (
            "direction: contradicts",
            "direction: inconclusive",
            ["Evidence of Beta2019: direction: contradicts → inconclusive"],
        ),
        (
            "findings: [Gamma2010.response]",
            "findings: []",
            ["Evidence of Gamma2010: figures: took out Gamma2010.response"],
        ),
        (
            "certainty: {level: high, because: read in the label}",
            "certainty: {level: low, because: read in the label}",
            ["Certainty: level: high → low"],
        ),
        (
            "    search: ketamine[tiab] AND approval[tiab]\n",
            "    search: ketamine[tiab] AND approval[tiab]\n"
            "    curator_verdict: {verdict: mixed, because: it was withdrawn}\n",
            ["The curator’s verdict: mixed it was withdrawn"],
        ),
        (
            "value: 70, unit",
            "value: 71, unit",
            ["The numbers it states: added response-rate about 71 percent"],
        ),
        (
            "{population: not-applicable,",
            "{population: any,",
            ["What it speaks of: population: not-applicable"],
        ),
        ("wordings: [most respond]", "wordings: [most do]", ["How people put it: added most do, took out"]),
        (
            "page: one.txt, line: 2",
            "page: one.txt, line: 3",
            ["Where it was seen: added seventy-1 one.txt 3"],
        ),
    ],
)
def test_what_changed_in_a_claim_is_told_in_words(
    story: Story, old: str, new: str, expected: list[str]
) -> None:
    story.change(old, new)
    story.commit("Change a claim")
    claims = [change for change in last(read_history(story.folder)).values() if change.kind == "claim"]
    told = "\n".join(line for claim in claims for line in claim.what)
    assert {claim.action for claim in claims} == {"changed"}
    assert any(words in told for words in expected), told


def test_a_figure_that_changes_is_told_at_its_publication_and_its_claims(story: Story) -> None:
    story.change("value: 45\n", "value: 46\n")
    story.commit("Mend a figure")
    told = last(read_history(story.folder))
    assert told["publication", "Beta2019"].what == ("Figure Beta2019.response: Value: 45 → 46",)
    assert told["claim", "seventy-percent"].what == (
        "A figure it rests on changed, Beta2019.response: Value: 45 → 46",
    )
    assert set(told) == {("publication", "Beta2019"), ("claim", "seventy-percent")}


def test_which_sign_is_better_is_told_as_such(story: Story) -> None:
    story.change("value: 45\n", "value: 45\n    improvement: negative\n")
    story.commit("Say which sign is better")
    told = last(read_history(story.folder))
    assert told["publication", "Beta2019"].what == (
        "Figure Beta2019.response: The sign that is better: negative",
    )


def test_a_retraction_is_told_at_every_claim_with_the_verdict_it_turns(story: Story) -> None:
    story.change(
        "  design = {open-label},\n",
        "  design = {open-label},\n  standing = {retracted},\n",
        "references.bib",
    )
    story.change(
        "  design = {case-series},\n",
        "  design = {case-series},\n  standing = {retracted},\n",
        "references.bib",
    )
    story.commit("Note two retractions")
    told = last(read_history(story.folder))
    assert told["publication", "Alpha2013"].what == ("Standing: retracted",)
    seventy, most = told["claim", "seventy-percent"], told["claim", "most-people-respond"]
    assert seventy.what == (
        "Standing of Alpha2013: unchecked → retracted",
        "Standing of Gamma2010: unchecked → retracted",
    )
    assert (seventy.verdict_before, seventy.verdict_after) == ("contradicted", "contradicted")
    assert (most.verdict_before, most.verdict_after) == ("supported", "unsupported")


def test_the_curators_verdict_goes_before_the_rules(story: Story) -> None:
    search = "    search: ketamine[tiab] AND approval[tiab]\n"
    story.change(search, search + "    curator_verdict: {verdict: mixed, because: it was withdrawn}\n")
    story.commit("Depart from the rule")
    claim = last(read_history(story.folder))["claim", "approved-somewhere"]
    assert (claim.verdict_before, claim.verdict_after) == ("supported", "mixed")


def test_what_is_removed_says_what_it_was(story: Story) -> None:
    text = (story.folder / "claims.yaml").read_text(encoding="utf-8")
    (story.folder / "claims.yaml").write_text(
        text[: text.index("  - id: most-people-respond")], encoding="utf-8"
    )
    story.commit("Retire a claim")
    assert last(read_history(story.folder)) == {
        ("claim", "most-people-respond"): Change(
            kind="claim",
            key="most-people-respond",
            action="removed",
            what=("Most people respond to a series of infusions.",),
        )
    }


def test_a_change_of_form_alone_is_no_change(story: Story) -> None:
    path = story.folder / "claims.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "wordings: [most respond]", "wordings:\n      - most respond"
    )
    path.write_bytes(("# A note\n" + text).replace("\n", "\r\n").encode())
    story.change("  volume = {16},\n", "  volume = {16},\n\n", "references.bib")
    story.commit("Reformat")
    assert last(read_history(story.folder)) == {}


def test_a_version_that_cannot_be_read_is_said_and_the_next_one_read(story: Story) -> None:
    story.change("certainty: {level: high,", "certainty: {level: high,,")
    story.commit("Break it")
    story.change("certainty: {level: high,,", "certainty: {level: low,")
    story.commit("Mend it")
    history = read_history(story.folder)
    broken = history.commits[-2].changes
    assert [(c.key, c.what, c.verdict_after) for c in broken] == [
        ("approved-somewhere", ("The text of one of the two versions cannot be read",), None)
    ]
    assert [c.key for c in history.commits[-1].changes] == ["approved-somewhere"]


def test_a_key_of_another_time_is_compared_and_no_verdict_made_up(story: Story) -> None:
    story.change("    caveat: Not for depression.\n", "    caveat: Not for depression.\n    shelf_mark: A1\n")
    story.commit("Add a key that is unknown today")
    claim = last(read_history(story.folder))["claim", "approved-somewhere"]
    assert claim.what == ("Shelf mark: A1",)
    assert (claim.verdict_before, claim.verdict_after) == (None, None)


def test_a_merge_tells_each_change_once(story: Story) -> None:
    story.git("checkout", "-q", "-b", "side")
    story.change("value: 45\n", "value: 46\n")
    story.commit("Mend a figure")
    story.git("checkout", "-q", "main")
    story.change("Not for depression.", "Not for pain.")
    story.commit("Narrow a caveat")
    story.git("merge", "-q", "--no-ff", "-m", "Take the figure", "side")
    history = read_history(story.folder)
    assert [(c.commit.subject, [x.key for x in c.changes]) for c in history.commits[1:]] == [
        ("Narrow a caveat", ["approved-somewhere"]),
        ("Take the figure", ["seventy-percent", "Beta2019"]),
    ]


def test_what_is_not_committed_adds_nothing(story: Story) -> None:
    before = read_history(story.folder)
    story.change("Not for depression.", "Not for pain.")
    assert read_history(story.folder) == before
    story.git("add", ".")
    assert read_history(story.folder) == before


def test_a_commit_that_touches_neither_file_is_not_told(story: Story) -> None:
    (story.folder / "notes.txt").write_text("x", encoding="utf-8")
    story.commit("Write notes")
    assert len(read_history(story.folder).commits) == 1


def test_a_project_in_a_subfolder_has_its_own_history(story: Story) -> None:
    (story.folder / "inner").mkdir()
    shutil.copy(story.folder / "claims.yaml", story.folder / "inner")
    shutil.copy(story.folder / "references.bib", story.folder / "inner")
    story.commit("Begin another")
    assert [c.commit.subject for c in read_history(story.folder / "inner").commits] == ["Begin another"]


def test_the_same_commit_gives_the_same_bytes_wherever_it_is(story: Story, tmp_path: Path) -> None:
    story.change("value: 45\n", "value: 46\n")
    story.commit("Mend a figure")
    story.git("clone", "-q", ".", str(tmp_path / "clone"))
    built = []
    for number, folder in enumerate((story.folder, tmp_path / "clone")):
        path = tmp_path / f"{number}.db"
        build_database(Library.load(Project(folder)), path, history=read_history(folder))
        built.append(path.read_bytes())
    assert built[0] == built[1]


def test_a_hook_s_environment_does_not_mislead(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert len(read_history(story.folder).commits) == 1


@pytest.mark.parametrize("subject", ["<script>alert(1)</script>", "a\u2028b\x07c\x1b[31m", "{{7*7}} ]]> '\""])
def test_a_subject_is_one_line_of_text(story: Story, subject: str) -> None:
    story.change("Not for depression.", "Not for pain.")
    story.commit(subject)
    told = read_history(story.folder).commits[-1].commit.subject
    assert not any(ord(char) < 32 or char in "\u2028\u2029\x7f" for char in told)
    assert len(told) <= 200 and told[0] == subject[0]


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    assert read_history(tmp_path) == History(missing="the files are in no git repository")


def test_before_the_first_commit_it_says_so(story: Story, tmp_path: Path) -> None:
    empty = Story(tmp_path / "empty")
    empty.folder.mkdir()
    empty.git("init", "-q")
    assert read_history(empty.folder).missing == "the repository has no commit yet"
    inner = story.folder / "inner"
    inner.mkdir()
    shutil.copy(story.folder / "claims.yaml", inner)
    assert read_history(inner).missing == "the text files are in no commit yet"


def test_a_shallow_clone_has_no_history(story: Story, tmp_path: Path) -> None:
    story.change("Not for depression.", "Not for pain.")
    story.commit("Narrow a caveat")
    story.git("clone", "-q", "--depth", "1", story.folder.as_uri(), str(tmp_path / "clone"))
    assert read_history(tmp_path / "clone").missing == "the repository was cloned without its history"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (None, "git is not installed"),
        ("exit 128", "git would not read the repository"),
        ("exec sleep 30", "git did not answer"),
    ],
)
def test_a_git_that_fails_is_no_error(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, reason: str
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    if script:
        fake = folder / "git"
        fake.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{script}\n", encoding="utf-8")
        fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(repository, "TIMEOUT_S", 0.3)
    assert read_history(story.folder).missing == reason


def test_a_bounded_number_of_claims_is_judged_the_newest_first(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_JUDGED", 1)
    for number in range(3):
        story.change(f"value: {45 + number}\n", f"value: {46 + number}\n")
        story.commit("Mend a figure")
    judged = [
        change.verdict_after
        for commit in read_history(story.folder).commits
        for change in commit.changes
        if (change.kind, change.action) == ("claim", "changed")
    ]
    assert judged == [None, None, "contradicted"]


def test_build_says_why_there_is_no_history_and_leaves_it_out_when_told(story: Story, tmp_path: Path) -> None:
    for name in ("claims.yaml", "references.bib"):
        shutil.copy(story.folder / name, tmp_path)
    cases = {
        (story.folder, ()): (None, 7),
        (story.folder, ("--no-history",)): ("the build was told to leave it out", 0),
        (tmp_path, ()): ("the files are in no git repository", 0),
    }
    for (folder, options), expected in cases.items():
        done = CliRunner().invoke(main, ["-C", str(folder), "build", *options])
        assert done.exit_code == 0, done.output
        assert ("no history" in done.stderr) == (folder == tmp_path)
        with open_database(folder / "kb.db") as db:
            found = db.execute(
                "select history_missing, (select count(*) from changes) from build_info"
            ).fetchone()
        assert tuple(found) == expected


def test_the_shipped_files_are_cut_as_the_loaders_read_them() -> None:
    project = Project(ROOT)
    texts = [path.read_text(encoding="utf-8") for path in (project.claims, project.references)]
    entries, library = cut(*texts), Library.load(project)
    assert set(entries.claims) == set(library.claims)
    assert set(entries.findings) == set(library.findings)
    assert set(entries.regulatory_facts) == set(library.regulatory_facts)
    assert set(entries.publications) == set(library.publications)
    assert cut("", "") == Entries() and cut("claims:\n", "@comment{x, y}") == Entries()


def test_the_verdict_on_the_text_is_the_librarys_own() -> None:
    project = Project(ROOT)
    library = Library.load(project)
    entries = cut(project.claims.read_text(encoding="utf-8"), project.references.read_text(encoding="utf-8"))
    expected = {
        key: (claim.curator_verdict.verdict if claim.curator_verdict else library.rulings[key].verdict).code
        for key, claim in library.claims.items()
    }
    assert verdicts(entries, expected) == expected
    some = sorted(expected)[::30]
    assert verdicts(entries, some) == {key: expected[key] for key in some}


def test_the_project_s_own_history_is_whole() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not in a repository")
    history = read_history(ROOT)
    if history.missing == "the repository was cloned without its history":
        pytest.skip(history.missing)
    assert history.missing is None
    added = {c.key for commit in history.commits for c in commit.changes if c.action == "added"}
    assert {"response-70-percent", "Murrough2013bp"} <= added
