"""The folder that a container runs: complete, checked, served by its own script, never half made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from kb.build import build_database
from kb.cli import main
from kb.errors import PublishError
from kb.library import Library
from kb.project import Project
from kb.publishing.package import make_package
from kb.publishing.software import constraints
from kb.schema import SCHEMA_VERSION
from tests.conftest import ROOT

METADATA = ROOT / "datasette-metadata.json"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("claims.yaml", "references.bib", METADATA.name):
        shutil.copy(ROOT / name, folder)
    build_database(Library.load(Project(ROOT)), folder / "kb.db")
    return folder


@pytest.fixture(scope="module")
def packed(project: Path) -> Iterator[Path]:
    target = project / "out" / "package"
    result = run(project, "package", str(target))
    assert (result.exit_code, "docker build" in result.stderr) == (0, True)
    assert [Path(line) for line in result.stdout.split()] == sorted(target.iterdir())
    yield target


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(project), *arguments])


def test_it_holds_the_database_what_is_known_of_it_and_the_software(project: Path, packed: Path) -> None:
    assert (packed / "kb.db").read_bytes() == (project / "kb.db").read_bytes()
    inspected = json.loads((packed / "inspect-data.json").read_text(encoding="utf-8"))["kb"]
    assert inspected["hash"] == hashlib.sha256((packed / "kb.db").read_bytes()).hexdigest()
    with sqlite3.connect(packed / "kb.db") as conn:
        counted = conn.execute("SELECT count(*) FROM claims").fetchone()[0]
    conn.close()
    assert inspected["tables"]["claims"]["count"] == counted
    shipped = {
        path.relative_to(packed / "software").as_posix() for path in (packed / "software").rglob("*.*")
    }
    assert {
        "pyproject.toml",
        "README.md",
        "kb/site/static/kb.css",
        "kb/sql/schema.sql",
        "ingest/cli.py",
    } <= shipped
    assert not [name for name in shipped if "__pycache__" in name]


def test_its_sums_agree_and_name_every_file(packed: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=packed, check=False)
    assert done.returncode == 0
    named = {
        line.split("  ", 1)[1] for line in (packed / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    }
    there = {path.relative_to(packed).as_posix() for path in packed.rglob("*") if path.is_file()}
    assert named == there - {"SHA256SUMS"}


def test_the_dockerfile_copies_only_what_is_there_and_runs_as_nobody(packed: Path) -> None:
    lines = (packed / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]]
    assert copied and all((packed / name).exists() for name in copied)
    assert lines.index("USER reader") < lines.index('CMD ["./serve.sh"]')


def test_versions_are_named_and_no_address(packed: Path) -> None:
    lines = (packed / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert {"datasette", "scipy", "uvicorn"} <= {line.partition("==")[0] for line in lines}
    assert all(line.count("==") == 1 and "/" not in line and ":" not in line for line in lines)
    assert constraints() == (packed / "constraints.txt").read_text(encoding="utf-8")


def test_its_script_serves_it(packed: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    server = subprocess.Popen(
        [packed / "serve.sh"], env={**os.environ, "PATH": path, "PORT": str(port)}, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(150):
            try:
                with urlopen(f"http://127.0.0.1:{port}/claim/response-70-percent", timeout=5) as answer:
                    body, headers = answer.read().decode(), answer.headers
                    break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the packed site did not start")
    finally:
        server.terminate()
        server.wait(10)
    assert "46.9%" in body
    assert "script-src 'none'" in headers["content-security-policy"]


def test_a_folder_in_use_is_left_alone(project: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept", encoding="utf-8")
    result = run(project, "package", str(tmp_path))
    assert result.exit_code == 2 and "not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_what_cannot_be_inspected_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "kb.db").write_bytes(b"not a database, though long enough to be read as one" * 9)
    with pytest.raises(PublishError, match="inspect"):
        make_package(tmp_path / "kb.db", METADATA, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["kb.db"]


@pytest.mark.parametrize("command", [("package", "out"), ("publish", "cloudrun", "--dry-run")])
def test_without_a_database_or_with_an_old_one_it_says_what_to_run(
    project: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    for name in ("claims.yaml", METADATA.name):
        shutil.copy(project / name, tmp_path)
    assert "kb build" in run(tmp_path, *command).stderr
    with sqlite3.connect(tmp_path / "kb.db") as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    conn.close()
    result = run(tmp_path, *command)
    assert result.exit_code == 2 and "kb build" in result.stderr


def test_publishing_goes_through_datasette_with_the_software_on_board(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, calls = tmp_path / "sent", tmp_path / "calls"
    tool = tmp_path / "gcloud"
    tool.write_text(
        f'#!/bin/sh\necho "$*" >> {calls}\ncase "$*" in *submit*) cp -r . {sent};; esac\necho some-project\n',
        encoding="utf-8",
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert run(project, "publish", "cloudrun", "--service", "evidence").exit_code == 0
    assert "run deploy" in calls.read_text(encoding="utf-8")
    dockerfile = (sent / "Dockerfile").read_text(encoding="utf-8")
    assert "pip install -U datasette ./software" in dockerfile and "sql_time_limit_ms 1000" in dockerfile
    assert (sent / "software" / "pyproject.toml").is_file()
    assert (sent / "kb.db").read_bytes() == (project / "kb.db").read_bytes()


def test_a_provider_that_fails_is_named(project: Path) -> None:
    result = run(project, "publish", "no-such-host")
    assert result.exit_code == 2 and "datasette publish no-such-host" in result.stderr


def test_a_dry_run_prints_the_command_only(project: Path) -> None:
    result = run(project, "publish", "cloudrun", "--service", "evidence", "--dry-run")
    assert result.exit_code == 0
    assert "datasette publish cloudrun" in result.stdout and result.stdout.endswith("--service evidence\n")
