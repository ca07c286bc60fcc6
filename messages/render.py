"""Turning a notice, a card's view or a refusal into a message.

Templates are HTML as Telegram understands it (b, i, blockquote …). Everything that comes from people is escaped.
One template a kind, found by its name anywhere under `messages/templates/`; partials begin with an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from messages import filters, labels
from messages.keyboards.registry import keyboard_of
from messages.outgoing import Part, Rendered
from messages.splitting import LIMIT, plain, split_html
from supervision.notices.base import PLAIN, Card, Extras, Notice
from supervision.refusals import Refusal

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The Jinja environment: escaping on, undefined names are errors."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters.update(filters.FILTERS)
    made.globals.update(labels.LABELS)
    return made


@cache
def template_names() -> Mapping[str, str]:
    """Where the template of each kind lies, relative to the folder of templates."""
    found: dict[str, str] = {}
    for path in sorted(TEMPLATES.rglob("*.j2")):
        if path.name.startswith("_"):
            continue
        if path.stem in found:
            raise ValueError(f"two templates for {path.stem}")
        found[path.stem] = path.relative_to(TEMPLATES).as_posix()
    return found


def render(kind: str, content: Notice | object, extras: Extras | None = None, /, **setting: object) -> Rendered:
    """Word a message.

    Args:
        kind: the kind of notice, which is the name of the template.
        content: the notice itself, or the view if the notice is a card; `it` in the template.
        extras: what the notice is besides text and buttons, for a card, whose content is its view.
        setting: what templates may use besides: `county`, `now`, `today`, `workdays`, `resent`.
    """
    if extras is None:
        extras = content.extras if isinstance(content, Notice) else PLAIN
    if extras.files and not isinstance(content, Notice):
        raise ValueError(f"{kind} is a card: a file cannot be edited with it")
    if extras.menu:
        return Rendered((Part(menu=extras.menu),))
    if extras.copies:
        return Rendered((Part(copy_from=extras.copy_from, copies=extras.copies, bare=extras.bare),))
    text = _text(kind, content, **setting)
    if setting.get("resent"):
        text = f"{repetition()}\n{text}"
    keyboard = keyboard_of(kind, content)
    if extras.qr:
        return Rendered((Part(text=text, keyboard=keyboard, qr=extras.qr),))
    if extras.files and len(text) <= CAPTION and not (extras.words or extras.text_apart):
        first, *rest = _files(extras)
        return Rendered((replace(first, text=text, keyboard=keyboard, silent=False), *rest))
    pieces = split_html(text, CAPTION if extras.made else LIMIT)
    last = Part(text=pieces[-1], keyboard=keyboard, words=extras.words)
    if extras.made:
        last = replace(last, wanted=f"{MADE}/{extras.made}", file_name=extras.file_name)
    return Rendered((*(Part(text=piece) for piece in pieces[:-1]), last, *_files(extras)))


def repetition() -> str:
    """What is said on top of a message that may have come before."""
    return environment().get_template("_resent.j2").render().strip()


def _files(extras: Extras) -> tuple[Part, ...]:
    return tuple(Part(wanted=f"{ref.document_id}/{ref.form}", silent=True) for ref in extras.files)


def too_large(file_name: str) -> str:
    """What is said in the place of a file that Telegram does not take."""
    return environment().get_template("documents/_too_large.j2").render(name=file_name).strip()


def render_plain(kind: str, content: Notice | Refusal, **setting: object) -> str:
    """Word a short answer for a toast: no markup, at most 200 characters."""
    text = plain(_text(kind, content, **setting))
    return text if len(text) <= TOAST else text[: TOAST - 1] + "…"


MADE = "made"
"""What a part wants in the place of a document's id when its file is a workbook made for this message."""

CAPTION = 1024
"""Telegram's limit of a file's caption, in characters; what is longer goes before it."""

TOAST = 200
"""Telegram's limit of the answer to a callback query, in characters."""


def refusal_kind(refusal: Refusal) -> str:
    """The name of a refusal's template."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(refusal).__name__).lower()


def has_view(notice: Notice) -> bool:
    """Tell whether the notice's template takes a view, loaded when it is sent."""
    return isinstance(notice, Card)


def _text(kind: str, content: object, **setting: object) -> str:
    template = environment().get_template(template_names()[kind])
    text = template.render(it=content, **setting)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
