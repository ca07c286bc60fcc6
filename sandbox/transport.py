"""Decoding the parameters of a Bot API call: query, urlencoded, multipart (with `attach://`) and JSON.

Scalars stay the text they arrived as (the message "12345" is a text); nested objects are JSON texts and are
decoded when a method asks for them.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload
from sandbox.limits import MAX_UPLOAD_BYTES
from sandbox.records import Json

OVERHEAD = 1024 * 1024
TRUE = ("true", "1", "yes")


@dataclass(slots=True)
class Params:
    """The parameters of one call, read by type."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter was given at all, be it empty."""
        return name in self.values

    def text(self, name: str) -> str:
        """A text; empty when absent."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; the default when absent or not a number."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A boolean; False when absent."""
        return self.text(name).lower() in TRUE

    def nested(self, name: str) -> Any:
        """A JSON value; None when absent or empty. Raises ApiError when it is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def object(self, name: str) -> Json | None:
        """A JSON object; None when absent. Raises ApiError for anything else."""
        value = self.nested(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Object")
        return value

    def objects(self, name: str) -> list[Json] | None:
        """An array of JSON objects; None when absent. Raises ApiError for anything else."""
        value = self.nested(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Array of Objects")
        return value

    def upload(self, name: str, reference: str) -> Upload | None:
        """The file that a media parameter means: the part of its own name, or the one `attach://` names."""
        if reference.startswith("attach://"):
            return self.files.get(reference.removeprefix("attach://"))
        return self.files.get(name)

    def logged(self) -> Json:
        """The parameters for the call log; of a file only name and size."""
        files = {name: {"name": file.name, "size": len(file.data)} for name, file in self.files.items()}
        return {**self.values, **files}


async def read_params(request: Request) -> Params:
    """Decode a call. Raises ApiError: 413 for a body over 50 MB, 400 for one that cannot be read."""
    if int(request.headers.get("content-length") or 0) > MAX_UPLOAD_BYTES + OVERHEAD:
        raise ApiError(413, "Request Entity Too Large")
    params = Params(dict(request.query_params))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind == "application/json":
        await _read_json(request, params)
    elif request.method == "POST":
        await _read_form(request, params)
    return params


async def _read_json(request: Request, params: Params) -> None:
    body = await request.body()
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("object expected")
    params.values |= values


async def _read_form(request: Request, params: Params) -> None:
    async with request.form(max_files=100, max_fields=1000, max_part_size=4 * OVERHEAD) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                if len(data) > MAX_UPLOAD_BYTES:
                    raise ApiError(413, "Request Entity Too Large")
                params.files[name] = Upload(data, value.filename or name, value.content_type or "")
            else:
                params.values[name] = value
