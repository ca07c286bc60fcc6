"""Each kind of message has one template: two of one name would hide each other, or stop every message."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from messages import render
from messages.render import TEMPLATES, template_names


def test_no_two_templates_have_the_same_name() -> None:
    names = Counter(path.stem for path in TEMPLATES.rglob("*.j2") if not path.name.startswith("_"))
    assert [name for name, times in names.items() if times > 1] == []


def test_nothing_is_worded_with_two_templates_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("reporting", "reviewing"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "return_prompt.j2").touch()
    monkeypatch.setattr(render, "TEMPLATES", tmp_path)
    with pytest.raises(ValueError, match="return_prompt"):
        template_names.__wrapped__()
