"""The README's tour runs as it stands, and its first lines are the two commands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = re.findall(r"^\$ (.+)$", "\n".join(re.findall(r"```console\n(.*?)```", README, re.S)), re.M)
ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("claims.yaml", "references.bib", "datasette-metadata.json"):
        shutil.copy(ROOT / name, folder)
    return folder


def test_the_tour_runs(project: Path) -> None:
    assert len(TOUR) >= 6
    outputs = {}
    for line in TOUR:
        done = subprocess.run(shlex.split(line), cwd=project, env=ENVIRONMENT, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        outputs[line.split()[1]] = done.stdout
    assert "17 of 24" in outputs["show"]
    assert "OVERSTATED" in outputs["show"]
    assert "46.9%" in outputs["query"]
    assert "response-70-percent" in outputs["search"]


def test_the_readme_opens_with_the_two_commands() -> None:
    head = README[:400]
    assert head.index("make serve") < head.index("make test")


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_counts_in_the_text_are_the_contents() -> None:
    bib = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert f"{len(re.findall(r'^@', bib, re.M))} publications" in README
