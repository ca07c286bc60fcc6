"""Papers as they are printed: LibreOffice makes the PDF, poppler counts and draws. Used by hand and by a long test.

`python -m tests.papers.printing docs/papers` draws the pictures of the manual.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from messages.papers.letterheads import FONTS, shipped
from messages.papers.rendering import render
from tests.papers.samples import AT, SAMPLES

PICTURES: Mapping[str, str] = {
    "notice": "notice_form",
    "briefing": "briefing",
    "letter": "letter",
    "report": "upward",
    "approval-sheet": "approval_sheet",
}
"""Those of the manual, by letterhead: first and last page side by side."""

LONGEST = 120
"""Seconds that LibreOffice may take for all of them."""


def missing() -> str:
    """What has to be installed first; empty if nothing."""
    needed = {"soffice": "libreoffice-writer-nogui", "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils"}
    return " ".join(dict.fromkeys(package for tool, package in needed.items() if shutil.which(tool) is None))


def to_pdf(folder: Path) -> None:
    """Make a PDF of each Word file of a folder, beside it."""
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    command = ["soffice", "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    fonts = {"FONTCONFIG_FILE": str(FONTS), **os.environ}
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST, env=fonts)


def fonts_of(pdf: Path) -> str:
    """The names of the fonts that a PDF is set in."""
    told = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, timeout=30)
    return told.stdout.decode()


def pages(pdf: Path) -> list[str]:
    """The text of each page, as it stands on it."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=30)
    return told.stdout.decode().split("\f")[:-1]


def places(pdf: Path, page: int) -> list[tuple[str, float, float, float, float]]:
    """Each word of a page, and from left, top to right, bottom where it stands, in millimetres."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"]
    told = subprocess.run(command, check=True, capture_output=True, timeout=30).stdout.decode()
    words = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', told)
    return [(word, *(float(value) / 72 * 25.4 for value in place)) for *place, word in words]


def picture(pdf: Path, path: Path) -> None:
    """Draw the first and the last page side by side."""
    drawn = path.parent / f".{path.stem}"
    last = len(pages(pdf))
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(pdf), str(drawn)], check=True, timeout=60)
    files = sorted(path.parent.glob(f".{path.stem}-*.png"))
    sheets = [Image.open(file).convert("RGB") for file in files]
    shown = [sheets[0], *([sheets[-1]] if last > 1 else [])]
    whole = Image.new("RGB", (sum(sheet.width + 12 for sheet in shown) + 12, shown[0].height + 24), "#888888")
    for number, sheet in enumerate(shown):
        whole.paste(sheet, (12 + number * (sheet.width + 12), 12))
    whole.quantize(64).save(path, optimize=True)
    for file in files:
        file.unlink()


def samples(folder: Path) -> None:
    """Write every sample as a Word file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in SAMPLES.items():
        (folder / f"{name}.docx").write_bytes(render(shipped(name), content, at=AT))


def main() -> None:
    """Draw the pictures into the folder that is named."""
    folder, made = Path(sys.argv[1]), Path("out/papers")
    samples(made)
    to_pdf(made)
    folder.mkdir(parents=True, exist_ok=True)
    for name, letterhead in PICTURES.items():
        picture(made / f"{letterhead}.pdf", folder / f"{name}.png")


if __name__ == "__main__":
    main()
