"""The memory of earlier readings: what was made of a file whose bytes did not change is not made again.

A value is kept by a digest of the kind of work, of all that goes in, and of the program itself. The memory may be
deleted at any time; one that is damaged, or that another version of the program wrote, is an empty one. Only values of
our own classes come out of its file; who can write there can write the site too.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from kaart import PROGRAM
from kaart.source.disk import UnreadableError, read_bytes

Value = TypeVar("Value")
START = b"Hierin onthoudt build.py wat is gelezen. Dit bestand mag altijd weg.\n"
DIGEST_SIZE = 32
MOST_BYTES = 100_000_000
PACKAGES = ("babel", "markdown", "nh3", "phonenumbers", "pydantic", "pyyaml", "wordfreq")  # that decide what is read
OWN_ROOMS = ("kaart.problems", "kaart.schema.", "kaart.source.", "kaart.languages.", "kaart.model.")
PLAIN = frozenset({("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")})
PROTOCOL = 5


@cache
def program_digest() -> bytes:
    """A digest of all that makes values of files: our own sources, and the packages that they lean on."""
    found = sha256(sys.version.encode())
    for name in PACKAGES:
        found.update(f"{name} {version(name)}\0".encode())
    for path in sorted((PROGRAM / "kaart").rglob("*.py")):
        found.update(str(path.relative_to(PROGRAM)).encode() + b"\0" + sha256(path.read_bytes()).digest())
    return found.digest()


def digest(*parts: str | bytes) -> bytes:
    """A digest of texts in this order, each apart from the next."""
    found = sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.digest()


@dataclass
class Memory:
    """Values by their digests: those of earlier runs as bytes, until they are asked for, and those of this run."""

    _written: dict[bytes, bytes] = field(default_factory=dict, repr=False)
    _values: dict[bytes, Any] = field(default_factory=dict, repr=False)
    _used: set[bytes] = field(default_factory=set, repr=False)

    @classmethod
    def read(cls, path: Path) -> Memory:
        """The memory in a file; an empty one where there is none, or where it is not one of this program."""
        try:
            found = read_bytes(path, MOST_BYTES)
        except UnreadableError:
            return cls()
        head = START + program_digest()
        body = memoryview(found)[len(head) + DIGEST_SIZE :]
        if not found.startswith(head) or sha256(body).digest() != found[len(head) : len(head) + DIGEST_SIZE]:
            return cls()
        written = _unpickled(body)
        return cls(written) if isinstance(written, dict) else cls()

    def begin(self) -> None:
        """Starts a reading: what the one before did not use is let go."""
        if self._used:
            self._written = {key: self._written[key] for key in self._used if key in self._written}
            self._values = {key: self._values[key] for key in self._used if key in self._values}
        self._used = set()

    def find(self, key: bytes) -> Any:
        """The value that was kept by this digest; None where there is none."""
        if key not in self._values:
            found = _unpickled(self._written.get(key, b""))
            if not (isinstance(found, tuple) and len(found) == 2 and found[0] == key):
                self._written.pop(key, None)
                return None
            self._values[key] = found[1]
        self._used.add(key)
        return self._values[key]

    def keep(self, key: bytes, value: Value) -> Value:
        """Keeps a value by its digest, for this run and the next; the value itself."""
        self._written.pop(key, None)
        self._values[key] = value
        self._used.add(key)
        return value

    def of(self, key: bytes, make: Callable[[], Value]) -> Value:
        """The value that was kept by this digest, or else the one that is made now."""
        found: Value | None = self.find(key)
        return self.keep(key, make()) if found is None else found

    def to_write(self) -> bytes | None:
        """The file anew, with no more than what this run used; None where that is what it holds."""
        if self._used == self._written.keys():
            return None
        rows = {
            key: self._written.get(key) or pickle.dumps((key, self._values[key]), PROTOCOL)
            for key in sorted(self._used)
        }
        body = pickle.dumps(rows, PROTOCOL)
        return START + program_digest() + sha256(body).digest() + body


def _unpickled(written: bytes | memoryview) -> Any:
    """The value in these bytes; None where there is none that we know."""
    try:
        return _Unpickler(BytesIO(written)).load()
    except Exception:  # damaged bytes make pickle raise nearly everything that there is
        return None


class _Unpickler(pickle.Unpickler):
    """Makes values of our own classes, and of the plain ones in them; anything else is refused."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name."""
        return _known_class(module, name)


@cache
def _known_class(module: str, name: str) -> type:
    if (module, name) in PLAIN:
        return getattr(import_module(module), name)  # type: ignore[no-any-return]
    found = getattr(import_module(module), name, None) if f"{module}.".startswith(OWN_ROOMS) else None
    if not (isinstance(found, type) and found.__module__ == module and _is_of_values(found)):
        raise pickle.UnpicklingError(f"{module}.{name}")
    return found


def _is_of_values(kind: type) -> bool:
    """True for classes that only hold values: records, data classes, and words from a list."""
    return is_dataclass(kind) or issubclass(kind, Enum) or hasattr(kind, "model_fields")
