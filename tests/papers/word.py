"""Reading a Word file for the checker: paragraphs with what their styles make of them, and nothing of ours."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Properties = dict[str, str]
"""`spacing.line` → `579`: a property of a paragraph or run, with its attribute."""


@dataclass(frozen=True)
class Run:
    text: str
    properties: Properties


@dataclass(frozen=True)
class Paragraph:
    style: str
    properties: Properties
    runs: tuple[Run, ...]
    element: ElementTree.Element = field(repr=False)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def points(self) -> set[float]:
        return {int(run.properties.get("sz", "0")) / 2 for run in self.runs if run.text.strip()}

    def fonts(self) -> set[str]:
        return {
            run.properties.get(f"rFonts.{script}", "")
            for run in self.runs
            if run.text.strip()
            for script in ("eastAsia", "ascii", "hAnsi")
        }

    def number(self, key: str) -> int:
        return int(self.properties.get(key, "0"))


@dataclass(frozen=True)
class Part:
    paragraphs: tuple[Paragraph, ...]
    root: ElementTree.Element

    def of(self, *styles: str) -> list[Paragraph]:
        return [paragraph for paragraph in self.paragraphs if paragraph.style in styles]


@dataclass(frozen=True)
class Paper:
    body: Part
    heads: dict[str, Part]
    """`footer/even` → the part that the first section takes for it."""
    settings: ElementTree.Element
    borders: dict[str, dict[str, str]]
    """Of each style of tables by its name: `top` → eighths of a point."""

    def sections(self) -> list[ElementTree.Element]:
        return list(self.body.root.iter(f"{W}sectPr"))


def read(content: bytes) -> Paper:
    """Read a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        trees = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if ".xml" in name}
    styles = _Styles(trees["word/styles.xml"])
    body = _part(trees["word/document.xml"], styles)
    related = {row.get("Id"): row.get("Target", "") for row in trees["word/_rels/document.xml.rels"]}
    heads = {}
    for row in next(body.root.iter(f"{W}sectPr")):
        if row.tag in (f"{W}headerReference", f"{W}footerReference"):
            kind = f"{row.tag.removeprefix(W).removesuffix('Reference')}/{row.get(f'{W}type')}"
            heads[kind] = _part(trees[f"word/{related[row.get(f'{R}id')]}"], styles)
    return Paper(body, heads, trees["word/settings.xml"], styles.borders())


class _Styles:
    def __init__(self, tree: ElementTree.Element) -> None:
        self._tree = tree
        self._by_id = {style.get(f"{W}styleId"): style for style in tree.iter(f"{W}style")}
        default = tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = _flat(default)

    def name(self, identifier: str | None) -> str:
        style = self._by_id.get(identifier)
        named = None if style is None else style.find(f"{W}name")
        return "" if named is None else named.get(f"{W}val", "")

    def of(self, identifier: str | None, kind: str) -> Properties:
        style = self._by_id.get(identifier)
        if style is None:
            return {}
        based = style.find(f"{W}basedOn")
        inherited = self.of(based.get(f"{W}val"), kind) if based is not None else {}
        return inherited | _flat(style.find(f"{W}{kind}"))

    def default(self) -> Properties:
        return self._default | self.of("Normal", "rPr")

    def borders(self) -> dict[str, dict[str, str]]:
        return {
            self.name(identifier): {
                side.tag.removeprefix(W): side.get(f"{W}sz", "") for side in style.findall(f"{W}tblPr/{W}tblBorders/*")
            }
            for identifier, style in self._by_id.items()
            if style.get(f"{W}type") == "table"
        }


def _part(tree: ElementTree.Element, styles: _Styles) -> Part:
    return Part(tuple(_paragraph(element, styles) for element in tree.iter(f"{W}p")), tree)


def _paragraph(element: ElementTree.Element, styles: _Styles) -> Paragraph:
    own = element.find(f"{W}pPr")
    styled = None if own is None else own.find(f"{W}pStyle")
    identifier = None if styled is None else styled.get(f"{W}val")
    beneath = styles.default() | styles.of(identifier, "rPr")
    runs = tuple(_run(run, beneath, styles) for run in element.iter(f"{W}r"))
    return Paragraph(styles.name(identifier), styles.of(identifier, "pPr") | _flat(own), runs, element)


def _run(element: ElementTree.Element, beneath: Properties, styles: _Styles) -> Run:
    own = element.find(f"{W}rPr")
    styled = None if own is None else own.find(f"{W}rStyle")
    named = {} if styled is None else styles.of(styled.get(f"{W}val"), "rPr")
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}instrText": "PAGE"}
    text = "".join(piece.text or "" if piece.tag == f"{W}t" else signs.get(piece.tag, "") for piece in element)
    return Run(text, beneath | named | _flat(own))


def _flat(properties: ElementTree.Element | None) -> Properties:
    found: Properties = {}
    for item in () if properties is None else properties:
        name = item.tag.removeprefix(W)
        for inner in item:  # borders, tabs
            for key, value in inner.attrib.items():
                found[f"{name}.{inner.tag.removeprefix(W)}.{key.removeprefix(W)}"] = value
        for key, value in item.attrib.items():
            found[name if key == f"{W}val" else f"{name}.{key.removeprefix(W)}"] = value
        if not item.attrib:
            found[name] = "true"
    return found
