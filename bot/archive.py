"""The file that a backup is: a compressed tar whose last member, the manifest, has the checksum of every other.

A file that ends early has no manifest, or its compression does not end; either way it is seen before anything is used.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

MANIFEST = "MANIFEST.json"
FORMAT = 1
BLOCK = 1 << 20

_MEMBER = re.compile(r"tables/[a-z_]+\.jsonl|files/[0-9a-f]{64}")


class DamagedError(Exception):
    """The file is no backup, was cut, or is not as it was written."""


@dataclass(slots=True)
class Writer:
    """Adds members to an archive that is being written; `checksums` are those of the members so far."""

    tar: tarfile.TarFile
    folder: Path
    mtime: int
    checksums: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """A member that is written bit by bit: kept aside until its size is known."""
        with tempfile.TemporaryFile(dir=self.folder) as aside:
            yield aside
            size = aside.tell()
            aside.seek(0)
            self._add(name, aside, size)

    def file(self, name: str, path: Path) -> str:
        """Add a file; returns its hash (SHA-256)."""
        with path.open("rb") as content:
            self._add(name, content, os.fstat(content.fileno()).st_size)
        return self.checksums[name]

    def manifest(self, values: dict[str, Any]) -> None:
        """The last member: what is known of the others."""
        words = {**values, "format": FORMAT, "members": self.checksums}
        text = json.dumps(words, ensure_ascii=False, indent=1).encode()
        self._put(MANIFEST, io.BytesIO(text), len(text))

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        hashed = _Hashed(content)
        self._put(name, hashed, size)
        self.checksums[name] = hashed.digest.hexdigest()

    def _put(self, name: str, content: Any, size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, self.mtime
        self.tar.addfile(member, content)


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._content.read(size)
        self.digest.update(block)
        return block


@contextmanager
def new_archive(target: Path, mtime: int) -> Iterator[Writer]:
    """Write an archive: whole under its name, or not at all; only its owner may read it.

    Raises:
        FileExistsError: there is a file of that name; a backup never takes the place of another.
    """
    if target.exists():
        raise FileExistsError(17, "已有同名文件，请另取名称", str(target))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)  # mode 0600
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            with (
                gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=mtime) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield Writer(tar, target.parent, mtime)
            raw.flush()
            os.fsync(raw.fileno())
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)


def examine(path: Path) -> dict[str, Any]:
    """Read an archive from end to end and compare every checksum; returns its manifest.

    Raises:
        DamagedError: it is no backup, was cut or changed.
    """
    try:
        return _examine(path)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise DamagedError from error


def _examine(path: Path) -> dict[str, Any]:
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    for name, content in members(path):
        if manifest or name in found:
            raise DamagedError
        if name == MANIFEST:
            manifest = dict(json.loads(content.read()))
        else:
            found[name] = _digest(content)
    if not manifest or manifest.get("members") != found:
        raise DamagedError
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every member in order, with its content to be read at once."""
    with gzip.open(path) as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or not (member.name == MANIFEST or _MEMBER.fullmatch(member.name)):
                    raise DamagedError
                yield member.name, content
        while packed.read(BLOCK):  # up to the checksum at the end of the compression
            pass


def digest_of(path: Path) -> str:
    """The hash of a file (SHA-256)."""
    with path.open("rb") as content:
        return _digest(content)


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := content.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
