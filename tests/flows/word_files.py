"""Reading a Word file as a person does, without its layout."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from sandbox.client import Message
from tests.world import Someone, World

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(data: bytes) -> str:
    """All text of a file, head and foot of its pages too; a paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml"))
        parts = [archive.read(name) for name in names if any(word in name for word in ("document", "header", "footer"))]
    paragraphs = (paragraph for part in parts for paragraph in ElementTree.fromstring(part).iter(f"{_W}p"))
    return "\n".join("".join(run.text or "" for run in paragraph.iter(f"{_W}t")) for paragraph in paragraphs)


async def files_of(someone: Someone, *texts: str) -> list[Message]:
    """The messages with a file in somebody's chat whose words or file's name have all the texts, oldest first."""
    return [
        message
        for message in await someone.messages()
        if message.file and all(text in f"{message.text}{message.file.name}" for text in texts)
    ]


async def read(office: World, someone: Someone, *texts: str) -> str:
    """The words of the newest such file."""
    newest = (await files_of(someone, *texts))[-1]
    assert newest.file is not None
    return words_of(await office.control.file(newest.file.file_id))


def has_signed(words: str, signed: str) -> list[str]:
    """The lines of a signed text, without what stands before their colon, that a file does not have."""
    said = words.replace("\n", "").replace("　", "")
    lines = [line.strip("　 ").replace("　", "") for line in signed.splitlines()]
    return [line for line in lines if line and line not in said and line.split("：", 1)[-1] not in said]
