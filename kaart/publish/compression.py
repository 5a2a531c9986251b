"""Compressed copies beside the files of the site, so that a server has nothing to do but hand them out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import brotli

from kaart.publish.output import Output
from kaart.render.hosting import TEXT_TYPES

GZIP, BROTLI = ".gz", ".br"
GZIP_LEVEL = 9
GZIP_FORMAT = 31  # the largest window, in a wrapper that has no name and no time
BROTLI_QUALITY = 5
RELEASE_QUALITY = 11  # a tenth smaller than with 5, in sixty times the time
LEAST_SAVED = 256  # bytes; a copy that saves less is not worth a file


@dataclass(frozen=True)
class Copies:
    """The compressed copies of a file, and which of them differ from what was there."""

    files: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Compressor:
    """Makes the copies of files that are ready to be published."""

    output: Output
    quality: int

    @property
    def recipe(self) -> str:
        """All that decides what a copy looks like, besides its file."""
        return (
            f"zlib {zlib.ZLIB_RUNTIME_VERSION} {GZIP_LEVEL}, brotli {brotli.__version__} {self.quality}, {LEAST_SAVED}"
        )

    def make(self, addresses: Sequence[str]) -> list[Copies]:
        """Makes the copies of each file, and writes those that differ."""
        made = []
        for address in addresses:
            copies = compressed(self.output.read(address), self.quality)
            files = {address + suffix: copy for suffix, copy in copies.items()}
            changed = [name for name, copy in files.items() if self.output.put(name, copy)]
            made.append(Copies(tuple(files), tuple(changed)))
        return made


def is_compressible(address: str) -> bool:
    """True for a text; what is a ZIP or a picture inside does not get smaller."""
    return PurePosixPath(address).suffix in TEXT_TYPES


def compressed(content: bytes, quality: int) -> Mapping[str, bytes]:
    """The copies that are worth it, by what comes behind the name of the file; the same content gives the same."""
    gzip = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_FORMAT)
    copies = {
        GZIP: gzip.compress(content) + gzip.flush(),
        BROTLI: brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality),
    }
    return {suffix: copy for suffix, copy in copies.items() if len(content) - len(copy) >= LEAST_SAVED}
