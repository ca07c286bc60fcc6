"""Every message that the bot can say, as it is read on the telephone. Look at the files in `golden/`.

`UPDATE_GOLDEN=1 pytest tests/messages` writes them anew after a change of wording.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

import pytest

import tests.messages.examples
from messages.outgoing import Rendered
from messages.render import refusal_kind, render, template_names
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.notices.base import Card, Notice, kind_of
from supervision.notices.registry import NOTICES
from supervision.refusals import Refusal
from tests.world import MONDAY

REPEATED = "（重发，如已收到前一条，以本条为准）"

GOLDEN = Path(__file__).parent / "golden"
SETTING: dict[str, object] = {
    "county": County(contact_phone="0370-6210000"),
    "now": MONDAY,
    "today": MONDAY.date(),
    "workdays": Workdays(),
    "resent": False,
}


def examples() -> list[tuple[str, str, object]]:
    """(kind, variant, content) of all example modules. A card's example is (name, kind, view)."""
    found = []
    for info in pkgutil.iter_modules(tests.messages.examples.__path__, "tests.messages.examples."):
        for name, *rest in importlib.import_module(info.name).EXAMPLES:
            content = rest[-1]
            kind = rest[0] if len(rest) == 2 else _kind(content)
            found.append((kind, name, content))
    return found


def _kind(content: object) -> str:
    if isinstance(content, Refusal):
        return refusal_kind(content)
    assert isinstance(content, Notice)
    return kind_of(type(content))


def as_text(rendered: Rendered) -> str:
    """A message as a person sees it: text with markup, then its buttons row by row."""
    lines: list[str] = []
    for part in rendered.parts:
        lines += [part.text] if part.text else []
        lines += [f"[图片：二维码 {part.qr}]"] if part.qr else []
        lines += [f"[文件 {part.wanted}]"] if part.wanted else []
        lines += ["".join(f"［{button.label}］" for button in row) for row in part.keyboard]
        lines += ["〔键盘〕" + " ".join(word for row in part.words for word in row)] if part.words else []
        lines += [f"〔菜单〕/{name} {description}" for name, description in part.menu]
        lines += [f"[复制消息 {part.copies}]"] if part.copies else []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("kind", "variant", "content"), examples(), ids=lambda value: str(value)[:40])
def test_message_reads_as_before(kind: str, variant: str, content: object) -> None:
    text = as_text(render(kind, content, **SETTING))
    path = GOLDEN / (f"{kind}-{variant}.txt" if variant else f"{kind}.txt")
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_a_message_that_may_be_a_repetition_says_so_once_and_first() -> None:
    seen: set[str] = set()
    for kind, _, content in examples():
        first = render(kind, content, **SETTING).parts[0]
        if kind in seen or not first.text:
            continue
        seen.add(kind)
        again = as_text(render(kind, content, **{**SETTING, "resent": True}))
        assert again.startswith(REPEATED), kind
        assert again.count(REPEATED) == 1, kind


def test_every_kind_has_an_example() -> None:
    shown = {kind for kind, _, _ in examples()}
    missing = sorted(set(template_names()) - shown)
    assert not missing, missing


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{kind}-{variant}.txt" if variant else f"{kind}.txt" for kind, variant, _ in examples()}
    assert {path.name for path in GOLDEN.glob("*.txt")} == expected


def test_cards_are_shown_by_their_views() -> None:
    cards = {kind for kind, notice in NOTICES.items() if issubclass(notice, Card)}
    for kind, variant, content in examples():
        if kind in cards:
            assert not isinstance(content, Notice), (kind, variant)
