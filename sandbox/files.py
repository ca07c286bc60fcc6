"""Uploaded files: ids, sizes of photos, download links."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

from sandbox.errors import bad_request
from sandbox.images import dimensions
from sandbox.limits import FILE_LINK_SECONDS, MAX_DOWNLOAD_BYTES, MAX_PHOTO_BYTES
from sandbox.records import Json, StoredFile
from sandbox.state import State

EDGES = (90, 320, 800, 1280, 2560)
FOLDER = {"photo": "photos", "document": "documents", "voice": "voice"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a request."""

    data: bytes
    name: str
    mime: str


def keep_document(state: State, upload: Upload, size: int | None = None) -> Json:
    """Keep a file and return the Bot API `Document`. `size` declares more bytes than there are."""
    mime = mimetypes.guess_type(upload.name)[0] or upload.mime or "application/octet-stream"
    stored = _keep(state, "document", upload, size or len(upload.data), mime)
    return _described(stored, "file_name", "mime_type")


def keep_voice(state: State, upload: Upload, duration: int) -> Json:
    """Keep a recording and return the Bot API `Voice`."""
    stored = _keep(state, "voice", upload, len(upload.data), "audio/ogg", duration=duration)
    return _described(stored, "mime_type", "duration")


def keep_photo(state: State, upload: Upload, strict: bool) -> list[Json]:
    """Keep a picture and return its sizes, smallest first. All sizes share the bytes: nothing is scaled.

    Raises ApiError for what Telegram refuses; without `strict`, bytes that are no picture pass as 1280×960.
    """
    size = len(upload.data)
    if size > MAX_PHOTO_BYTES:
        limit = MAX_PHOTO_BYTES
        raise bad_request(f"file of size {size} bytes is too big for a photo; the maximum size is {limit} bytes")
    found = dimensions(upload.data)
    if found is None and strict:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = found or (1280, 960)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    longest = max(width, height)
    edges = [*[edge for edge in EDGES if edge < longest][:3], longest]
    photos = []
    for edge in edges:
        scaled = (max(width * edge // longest, 1), max(height * edge // longest, 1))
        share = max(size * edge * edge // (longest * longest), 1)
        stored = _keep(state, "photo", upload, share, "image/jpeg", width=scaled[0], height=scaled[1])
        photos.append(_described(stored, "width", "height"))
    return photos


def by_file_id(state: State, file_id: str) -> StoredFile:
    """The file. Raises ApiError when no file has this id."""
    stored = state.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored


def media_of(state: State, stored: StoredFile) -> Json | list[Json]:
    """The Bot API object of a file that is sent again by its id."""
    if stored.kind == "photo":
        same = [other for other in state.files.scan() if other.kind == "photo" and other.blob == stored.blob]
        sizes = {other.width: other for other in same}
        return [_described(sizes[width], "width", "height") for width in sorted(sizes)]
    names = {"document": ("file_name", "mime_type"), "voice": ("mime_type", "duration")}
    return _described(stored, *names[stored.kind])


def link(state: State, stored: StoredFile) -> Json:
    """The Bot API `File`, downloadable for an hour. Raises ApiError over 20 MB."""
    if stored.size > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    stored.served_until = state.clock.now() + FILE_LINK_SECONDS
    state.files.put(stored.file_id, stored)
    return {**_described(stored), "file_path": stored.path}


def served(state: State, path: str) -> StoredFile | None:
    """The file behind a download path, while its link is valid."""
    file_id = state.store.load("path", path)
    stored = state.files.get(file_id) if file_id else None
    return stored if stored and stored.served_until > state.clock.now() else None


def _keep(state: State, kind: str, upload: Upload, size: int, mime: str, **measures: int) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    blob = state.store.keep_blob(upload.data)
    suffix = mimetypes.guess_extension(mime) if kind != "document" else Path(upload.name).suffix
    path = f"{FOLDER[kind]}/file_{state.number('file')}{suffix or ''}"
    unique = f"AQ{blob[:12]}{measures.get('width', '')}"
    file_id = f"AgAC{token_urlsafe(32)}"
    stored = StoredFile(file_id, unique, kind, blob, size, path, name=upload.name, mime=mime, **measures)
    state.files.put(stored.file_id, stored)
    state.store.save("path", path, stored.file_id)
    return stored


def _described(stored: StoredFile, *names: str) -> Json:
    values = {
        "file_name": stored.name,
        "mime_type": stored.mime,
        "width": stored.width,
        "height": stored.height,
        "duration": stored.duration,
    }
    chosen = {name: values[name] for name in names}
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size, **chosen}
