"""Filling a letterhead. Slow to import and to run: nothing imports this before the first file is wanted."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from messages.papers.arranging import arrange
from messages.papers.packing import settle
from messages.papers.placeholders import clean, fill
from supervision.model.documents import PaperContent


class TextLostError(ValueError):
    """What was signed would not stand in the paper, or not word for word."""


@cache
def _environment() -> SandboxedEnvironment:
    """Escaping on, unknown placeholders are errors; sandboxed, as a letterhead is a file from somebody's computer."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def render(letterhead: bytes, content: PaperContent, *, at: datetime) -> bytes:
    """Fill a letterhead; the same letterhead, content and moment make the same bytes.

    Args:
        letterhead: a Word file with the placeholders of `placeholders.fill`.
        content: what it says.
        at: the moment that the file bears as that of its making: when the paper was fixed.

    Raises:
        TextLostError: the letterhead does not print the text.
        Exception: whatever a broken letterhead makes `docxtpl`, Jinja or the XML parser raise.
    """
    template = DocxTemplate(io.BytesIO(letterhead))
    template.render(fill(content), _environment())
    document = template.docx  # `get_docx` would read the letterhead anew
    _prove(document, content)
    arrange(document, content)
    document.core_properties.title = clean(content.title).replace("\n", "")[:255]
    document.core_properties.author = clean(content.issuer).replace("\n", "")[:255]
    stream = io.BytesIO()
    document.save(stream)
    return settle(stream.getvalue(), at)


def _prove(document: Document, content: PaperContent) -> None:
    printed = {paragraph.text for paragraph in document.paragraphs}
    for block in content.body:
        wanted = clean(block.text + block.rest)
        if wanted not in printed:
            raise TextLostError(f"not printed: {wanted[:20]}")
