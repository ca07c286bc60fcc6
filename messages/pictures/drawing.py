"""Draws one chart: JSON in, PNG out. A program of its own (`bars.draw` starts it), so it imports nothing of ours."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import Any

WIDTH, DPI = 1280, 100
"""Pixels across, and how many make an inch."""

ROW, HEAD, FOOT = 0.44, 1.0, 0.9
"""Inches: a line, what stands above the lines, and below them."""

ONE_LINE, LONG_LINE = 15, 19
"""Letters of a name that fit in large and in small letters."""

DONE, ON_TIME, GROUND, TEXT, FAINT = "#4a78a8", "#5b9a72", "#eceff2", "#1f2933", "#616e7c"

KNOWN = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
)
"""Debian's fonts, each with its face for simplified Chinese."""


def main() -> int:
    """Draw what stands in the input. A chart without a font is no chart."""
    chart = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(picture(chart))
    return 0


def picture(chart: dict[str, Any]) -> bytes:
    """Draw a chart: names at the left, then the two bars side by side, each with its numbers."""
    import matplotlib as mpl  # noqa: PLC0415 - slow; only this program needs it

    mpl.use("Agg")
    from matplotlib.figure import Figure  # noqa: PLC0415

    rows = chart["rows"]
    height = HEAD + ROW * len(rows) + FOOT
    figure = Figure(figsize=(WIDTH / DPI, height), dpi=DPI, facecolor="white")
    font = font_of(chart["font"], "".join((chart["title"], *chart["notes"], *(row["name"] for row in rows))))
    writer = _Writer(figure, font, height)
    writer.say(0.03, 0.42, chart["title"], size=17)
    writer.say(0.30, 0.80, "任务办结（已办结/承办）", size=12, color=DONE)
    writer.say(0.655, 0.80, "按时反馈（按时/应反馈）", size=12, color=ON_TIME)
    for n, row in enumerate(rows):
        top = HEAD + ROW * (n + 0.5)
        writer.name(row["name"], top)
        writer.bar(0.30, top, row["done"], row["shares"], color=DONE)
        writer.bar(0.655, top, row["on_time"], row["due"], color=ON_TIME)
    for n, note in enumerate(chart["notes"]):
        writer.say(0.03, height - FOOT + 0.34 + 0.3 * n, note, size=11, color=FAINT)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


class _Writer:
    """Puts words and bars where they belong: x as a share of the width, y in inches from the top."""

    def __init__(self, figure: Any, font: Any, height: float) -> None:
        self.figure, self.font, self.height = figure, font, height

    def say(self, x: float, top: float, text: str, *, size: float, color: str = TEXT, ha: str = "left") -> Any:
        """Write a line as it is; a dollar sign is no formula."""
        properties = self.font.copy()
        properties.set_size(size)
        y = 1 - top / self.height
        return self.figure.text(
            x, y, text, fontproperties=properties, color=color, ha=ha, va="center", parse_math=False
        )

    def name(self, text: str, top: float) -> None:
        """Write a name: smaller if it is long, on two lines if it is longer, and cut only beyond that."""
        size = 13.0 if len(text) <= ONE_LINE else 10.0
        if len(text) > 2 * LONG_LINE:
            text = text[: 2 * LONG_LINE - 1] + "…"
        half = -(-len(text) // 2)
        lines = [text] if len(text) <= LONG_LINE else [text[:half], text[half:]]
        for n, line in enumerate(lines):
            self.say(0.285, top + 0.16 * (n - (len(lines) - 1) / 2), line, size=size, ha="right")

    def bar(self, x: float, top: float, part: int, whole: int, *, color: str) -> None:
        """Draw a bar with its two numbers; nothing to count is a dash, never an empty bar."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        wide, high = 0.25, ROW * 0.52 / self.height
        y = 1 - top / self.height - high / 2
        if whole:
            for share, fill in ((1.0, GROUND), (part / whole, color)):
                place = Rectangle((x, y), wide * share, high, transform=self.figure.transFigure, color=fill, lw=0)
                self.figure.add_artist(place)
        self.say(x + wide + 0.008 if whole else x, top, f"{part}/{whole}" if whole else "—", size=12)


def font_of(wanted: str, text: str) -> Any:
    """Give the font that was set, else one of the machine's that has all the Chinese of the text.

    Raises:
        LookupError: there is none.
    """
    from matplotlib import font_manager, ft2font  # noqa: PLC0415

    letters = {ord(letter) for letter in text if ord(letter) > 0x2E80}
    for path, face in ((wanted, 0),) if wanted else (*_preferred(), *KNOWN):
        if not os.path.isfile(path):  # noqa: PTH113 - a program that needs nothing but this
            continue
        known = ft2font.FT2Font(path, face_index=face).get_charmap()
        if letters <= set(known):
            return font_manager.FontProperties(fname=font_manager.FontPath(path, face))
    raise LookupError("no font with Chinese: set documents.font, or install fonts-noto-cjk")


def _preferred() -> list[tuple[str, int]]:
    """What fontconfig would take for simplified Chinese."""
    try:
        found = subprocess.run(
            ["fc-match", "-f", "%{file}|%{index}", "sans-serif:lang=zh-cn"],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    path, _, face = found.partition("|")
    return [(path, int(face) & 0xFFFF if face.isdigit() else 0)]


if __name__ == "__main__":
    sys.exit(main())
