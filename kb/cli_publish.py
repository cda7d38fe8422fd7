"""``kb package`` and ``kb publish``: the built knowledge base on its way to readers."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import PublishError
from kb.kb_file import open_database
from kb.project import Project

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _built(folder: Path | None) -> tuple[Path, Path]:
    project = Project.at(folder) if folder else Project.find(Path())
    if not project.metadata.is_file():
        raise PublishError(f"no {project.metadata.name} beside claims.yaml; the tables would go undescribed")
    with open_database(project.database):
        return project.database, project.metadata


@click.command(context_settings=CONTEXT)
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def package(folder: Path | None, target: Path) -> None:
    """
    Put kb.db and all that serves it into the new folder DIR, for a container or a plain server.

    The folder holds a Dockerfile, the immutable database with its inspect file, the metadata, the software with
    the versions of its libraries, and SHA256SUMS. Run `kb build` first.
    """
    from kb.publishing.package import make_package

    database, metadata = _built(folder)
    for path in make_package(database, metadata, target):
        click.echo(path)
    click.echo(f"docker build -t evidence-kb {target}", err=True)


@click.command(context_settings={**CONTEXT, "ignore_unknown_options": True})
@click.argument("provider")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.option("--dry-run", is_flag=True, help="Print the command instead of running it.")
@click.pass_obj
def publish(folder: Path | None, provider: str, options: tuple[str, ...], dry_run: bool) -> None:
    """
    Publish kb.db with `datasette publish PROVIDER`, e.g. cloudrun or heroku.

    OPTIONS go to Datasette as they are: `kb publish cloudrun --service evidence`. The provider's own tool must be
    installed. Run `kb build` first.
    """
    import shlex

    from kb.publishing import host

    database, metadata = _built(folder)
    if dry_run:
        click.echo(shlex.join(host.publish_command(provider, database, metadata, Path("software"), options)))
        return
    host.publish(provider, database, metadata, options)
