"""Whatever people write, Telegram understands the message and shows it as it was written; what is edited can be."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.outgoing import Rendered
from messages.render import TEMPLATES, render
from messages.splitting import plain
from sandbox.entities import parse_html
from supervision.notices.base import Card, Notice, to_person
from supervision.notices.dialogue import Prompt
from supervision.notices.refusing import Refused
from supervision.notices.registry import NOTICES
from tests.messages.test_golden import SETTING, examples

HOSTILE = "<i>&_*[`</b>"
LONGEST = 4096


def spoiled(value: object) -> object:
    """The same content, its Chinese words (names, titles, what people wrote) followed by markup."""
    if isinstance(value, str) and type(value) is str:
        return value + HOSTILE if any("\u4e00" <= char <= "\u9fff" for char in value) else value
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(spoiled(item) for item in value)
    if isinstance(value, Mapping):
        return {key: spoiled(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: spoiled(getattr(value, field.name)) for field in dataclasses.fields(value) if field.init}
        return dataclasses.replace(value, **fields)
    return value


def texts(rendered: Rendered) -> Iterator[str]:
    return (part.text for part in rendered.parts if part.text)


@pytest.mark.parametrize(
    ("kind", "name", "content"), examples(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_pitfall_44_complaint_18_every_message_shows_markup_in_names_and_words_as_it_is(
    kind: str, name: str, content: object
) -> None:
    clean, soiled = render(kind, content, **SETTING), render(kind, spoiled(content), **SETTING)
    shown = [parse_html(text) for text in texts(soiled)]
    assert all(0 < len(one.text) <= LONGEST for one in shown)
    marks = [one["type"] for text in texts(clean) for one in parse_html(text).entities]
    assert {one["type"] for formatted in shown for one in formatted.entities} <= set(marks), (
        "markup of a name took effect"
    )
    if "".join(texts(clean)) != "".join(texts(soiled)):
        assert any("<i>" in one.text for one in shown)


@given(st.text(alphabet=st.sampled_from("<>&_*[]()`'\"\\汉😀a;#/ b"), min_size=1, max_size=300))
def test_pitfall_44_any_text_comes_out_as_it_went_in(words: str) -> None:
    if not words.strip():
        return
    (part,) = render("refused", Refused(to=to_person(1), words=words), **SETTING).parts
    assert parse_html(part.text).text.strip() == words.strip()
    assert plain(part.text).strip() == words.strip(), "the fallback without markup says the same"


def test_pitfall_44_no_template_switches_escaping_off() -> None:
    for path in TEMPLATES.rglob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert "autoescape" not in text, path
        assert "|safe" not in text.replace(" ", ""), path


NEVER_EDITED = {"ledger_file", "report_sheet"}
"""Cards that bring a file: replies to them are understood, but they are not kept as live (`bot/settling.py`)."""


@pytest.mark.parametrize("kind", sorted(NOTICES))
def test_pitfall_19_what_is_edited_in_place_has_no_keyboard_of_words(kind: str) -> None:
    """Telegram edits no message that has a keyboard of words, a ForceReply, or no text at all."""
    notice = NOTICES[kind]
    if issubclass(notice, Card | Prompt) and kind not in NEVER_EDITED:
        assert notice.extras is Notice.extras, "only inline buttons"
