"""The archive around a letterhead: types, relations, settings, properties."""

from __future__ import annotations

from messages.papers.building.footers import letter_foot, letter_head, numbered
from messages.papers.building.markup import DECLARATION, NAMESPACES, RELATIONS
from messages.papers.building.styles import styles
from messages.papers.packing import pack

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_TYPES = {
    "word/document.xml": f"{_TYPE}.document.main+xml",
    "word/styles.xml": f"{_TYPE}.styles+xml",
    "word/settings.xml": f"{_TYPE}.settings+xml",
    "word/footer_odd.xml": f"{_TYPE}.footer+xml",
    "word/footer_even.xml": f"{_TYPE}.footer+xml",
    "word/footer_first.xml": f"{_TYPE}.footer+xml",
    "word/header_first.xml": f"{_TYPE}.header+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}

_SETTINGS = (
    f"{DECLARATION}<w:settings {NAMESPACES}><w:mirrorMargins/><w:bordersDoNotSurroundHeader/>"
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:drawingGridVerticalSpacing w:val="158"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:spaceForUL/>'
    "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
    "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

_CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title><dc:creator></dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def letterhead(content: str, *, is_letter: bool) -> bytes:
    """The whole file.

    Args:
        content: what the body holds, its last section included.
        is_letter: the first page has a head and a foot of its own.
    """
    parts = {
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/settings.xml": _SETTINGS,
        "word/footer_odd.xml": numbered(even=False),
        "word/footer_even.xml": numbered(even=True),
        "docProps/core.xml": _CORE,
    }
    if is_letter:
        parts |= {"word/footer_first.xml": letter_foot(), "word/header_first.xml": letter_head()}
    parts |= {
        "[Content_Types].xml": _types(list(parts)),
        "_rels/.rels": _relations(
            ("document", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _document_relations(is_letter=is_letter),
    }
    return pack({name: text.encode() for name, text in parts.items()})


def _types(names: list[str]) -> str:
    rows = "".join(f'<Override PartName="/{name}" ContentType="{_TYPES[name]}"/>' for name in names)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _document_relations(*, is_letter: bool) -> str:
    named = [
        ("styles", f"{RELATIONS}/styles", "styles.xml"),
        ("settings", f"{RELATIONS}/settings", "settings.xml"),
        ("odd", f"{RELATIONS}/footer", "footer_odd.xml"),
        ("even", f"{RELATIONS}/footer", "footer_even.xml"),
    ]
    if is_letter:
        named += [
            ("first", f"{RELATIONS}/footer", "footer_first.xml"),
            ("head", f"{RELATIONS}/header", "header_first.xml"),
        ]
    return _relations(*named)


def _relations(*named: tuple[str, str, str]) -> str:
    rows = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in named)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
