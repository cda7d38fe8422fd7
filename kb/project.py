"""Where the files of one knowledge base are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.errors import ProjectNotFoundError


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds claims.yaml and references.bib."""

    root: Path

    @property
    def claims(self) -> Path:
        """claims.yaml."""
        return self.root / "claims.yaml"

    @property
    def references(self) -> Path:
        """references.bib."""
        return self.root / "references.bib"

    @property
    def captures(self) -> Path:
        """The folder of captured PubMed records; git ignores it."""
        return self.root / "captures"

    @property
    def metadata(self) -> Path:
        """datasette-metadata.json."""
        return self.root / "datasette-metadata.json"

    @property
    def database(self) -> Path:
        """kb.db, where `kb build` puts it unless told otherwise."""
        return self.root / "kb.db"

    @classmethod
    def at(cls, folder: Path) -> Project:
        """
        Return the project in exactly this folder.

        :raises ProjectNotFoundError: if it holds no claims.yaml.
        """
        if not (folder / "claims.yaml").is_file():
            raise ProjectNotFoundError(f"no claims.yaml in {folder}")
        return cls(folder.resolve())

    @classmethod
    def find(cls, start: Path) -> Project:
        """
        Return the project in ``start`` or in the nearest folder above it.

        :raises ProjectNotFoundError: if there is none up to the root.
        """
        folder = start.resolve()
        for candidate in (folder, *folder.parents):
            if (candidate / "claims.yaml").is_file():
                return cls(candidate)
        raise ProjectNotFoundError(f"no claims.yaml in {start} or above; pass --project FOLDER")
