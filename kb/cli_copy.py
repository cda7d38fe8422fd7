"""``kb export site``: the pages as files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kb.kb_file import open_database
from kb.project import Project

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_NOTICE = "This is a copy as files. Searching, vetting a draft and SQL need the served site"


@click.command("site", context_settings=CONTEXT)
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--live", default="", metavar="URL", help="Address of the served site, for what the copy lacks."
)
@click.pass_obj
def copied_site(folder: Path | None, target: Path, live: str) -> None:
    """
    Copy the pages into the new folder DIR; index.html opens from a file share.

    Every page and figure that the home page leads to becomes a file, with links between them. Run `kb build` first.
    """
    import asyncio

    from datasette.app import Datasette

    from kb.static_copy.copying import Answer, copy_site

    project = Project.at(folder) if folder else Project.find(Path())
    with open_database(project.database):
        pass
    metadata = json.loads(project.metadata.read_text(encoding="utf-8")) if project.metadata.is_file() else {}
    metadata.setdefault("plugins", {}).setdefault("evidence-kb", {})["public_url"] = live or False
    served = Datasette([], immutables=[str(project.database)], metadata=metadata)
    with asyncio.Runner() as runner:
        runner.run(served.invoke_startup())

        def get(path: str) -> Answer:
            answer = runner.run(served.client.get(path))
            return Answer(answer.status_code, answer.headers.get("content-type", ""), answer.content)

        notice = f"{_NOTICE}{f', {live}' if live else ''}."
        count = copy_site(get, target, notice, live, progress=_progress)
    click.echo(f"{count} files; open {target / 'index.html'}", err=True)


def _progress(count: int) -> None:
    if count % 100 == 0:
        click.echo(f"{count} addresses read", err=True)
