"""Reading the paper that the scripted clerk registers, as far as he needs it: title, number, date.

Its numbered paragraphs are the bot's business; here it is only checked that there are enough of them.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PARAGRAPHS = 3
NUMBERED = re.compile(r"^\s*(\d{1,2}\s*[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])\s*\S", re.MULTILINE)
NUMBER = re.compile(r"[\u4e00-\u9fff]{0,8}〔\d{4}〕\d{1,4}号")
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
TITLE = re.compile(r"(关于.{2,60}的(?:通知|意见|批复|报告|请示|函|决定)|.{0,30}会议纪要)$")
SUBJECT = re.compile(r"关于(.{2,60})的\w{1,2}$")
DISCUSSED = re.compile(r"研究(?:了)?(.{4,30}?)(?:[，。；]|等事项)")
LINES_OF_HEAD = 12
LONGEST_TITLE = 60


class UnreadableDocumentError(Exception):
    """The text is not one that the demonstration can use; the message says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the clerk needs of a paper."""

    title: str
    name: str
    """What the matter is called for short."""
    number: str
    dated: date | None
    text: str

    @property
    def is_minutes(self) -> bool:
        """Whether it is the minutes of a meeting."""
        return self.title.endswith("会议纪要")


def read_document(path: Path) -> Document:
    """Read a text file. Raises UnreadableDocumentError when there is none or it has too few numbered paragraphs."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableDocumentError(f"{path}：打不开（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(f"{path}：不是 UTF-8 文本。Word、PDF 请先另存为文本") from error
    if len(NUMBERED.findall(text)) < PARAGRAPHS:
        raise UnreadableDocumentError(f"{path}：编号段落（1. 或（一）或一、）不足{PARAGRAPHS}个，演示无从分解任务")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    number = NUMBER.search(text)
    title = _title(lines)
    return Document(title, _name(title, text), number[0] if number else "", _date(text), text)


def _name(title: str, text: str) -> str:
    """What a notice is about, or what a meeting discussed."""
    found = SUBJECT.search(title) or DISCUSSED.search(text)
    return found[1] if found else title


def _title(lines: list[str]) -> str:
    for line in lines[:LINES_OF_HEAD]:
        if match := TITLE.search(re.sub(r"\s", "", line)):
            return match[1]
    return lines[0][:LONGEST_TITLE]


def _date(text: str) -> date | None:
    """The latest date of the text: papers are dated at their end."""
    found = []
    for year, month, day in DATE.findall(text):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(found, default=None)
