"""A folder as a ZIP: the same files give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kaart.publish.unchanged import MARKER

COMPRESSED = (".br", ".gz", ".pdf", ".png", ".xlsx", ".zip")


def stats_in(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The files in the folder of a site, by their path in there, but for what only this program looks at."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MARKER:
            yield path.relative_to(folder).as_posix(), path.stat()


def files_in(folder: Path) -> dict[str, bytes]:
    """The bytes of the same files, by their path from above the folder."""
    return {f"{folder.name}/{path}": (folder / path).read_bytes() for path, _ in stats_in(folder)}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files by their names; the same files give the same bytes. What is compressed already stays as it is."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            how = ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED
            archive.writestr(ZipInfo(name), content, how)
    return out.getvalue()
