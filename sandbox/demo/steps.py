"""The script's vocabulary: who does what, and what is seen then. A step is data; playing it is one method."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sandbox.client import FilePart
from sandbox.demo.stage import NotDoneError, Stage
from sandbox.launching import SHANGHAI

Texts = tuple[str, ...]


class Step(Protocol):
    """One thing that happens on the stage."""

    async def play(self, stage: Stage) -> None:
        """Do it. Raises NotDoneError when it cannot be done, or when what should be seen is not."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading in the record."""

    title: str

    async def play(self, stage: Stage) -> None:
        """Print it."""
        stage.say(f"\n════ {self.title} ════")


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody writes a text, perhaps as a reply `to` a message with these words, and sees the answer."""

    who: str
    text: str
    sees: Texts = ()
    to: Texts = ()
    group: str = ""

    async def play(self, stage: Stage) -> None:
        """Write, and look."""
        await stage.says(self.who, self.text, to=self.to, group=self.group)
        await _look(stage, self.who, self.sees, self.group)


@dataclass(frozen=True, slots=True)
class Taps:
    """Somebody taps a button, on the newest message that has it (and the words `on`), and sees the answer.

    `shows` is what stands in the toast or box.
    """

    who: str
    label: str
    sees: Texts = ()
    on: Texts = ()
    shows: str = ""
    group: str = ""

    async def play(self, stage: Stage) -> None:
        """Tap, and look."""
        shown = await stage.taps(self.who, self.label, on=self.on, group=self.group)
        if self.shows not in shown:
            raise NotDoneError(f"点［{self.label}］后应提示“{self.shows}”，实际提示“{shown}”")
        await _look(stage, self.who, self.sees, self.group)


@dataclass(frozen=True, slots=True)
class IfOffered:
    """Steps that are needed only if the newest message of somebody offers a button."""

    who: str
    label: str
    steps: tuple[Step, ...]

    async def play(self, stage: Stage) -> None:
        """Play them, or nothing."""
        if await stage.offers(self.who, self.label):
            for step in self.steps:
                await step.play(stage)


@dataclass(frozen=True, slots=True)
class SendsAlbum:
    """Somebody sends pictures together, as a reply."""

    who: str
    files: tuple[FilePart, ...] = field(repr=False)
    to: Texts
    caption: str = ""
    sees: Texts = ()

    async def play(self, stage: Stage) -> None:
        """Send, and look."""
        await stage.sends_album(self.who, list(self.files), to=self.to, caption=self.caption)
        await _look(stage, self.who, self.sees, "")


@dataclass(frozen=True, slots=True)
class SendsFile:
    """Somebody sends a document, as a reply or to the open question."""

    who: str
    name: str
    data: bytes = field(repr=False)
    to: Texts = ()
    caption: str = ""
    sees: Texts = ()

    async def play(self, stage: Stage) -> None:
        """Send, and look."""
        await stage.sends_file(self.who, self.name, self.data, to=self.to, caption=self.caption)
        await _look(stage, self.who, self.sees, "")


@dataclass(frozen=True, slots=True)
class Sees:
    """Somebody has a message that came since his last act."""

    who: str
    texts: Texts
    group: str = ""

    async def play(self, stage: Stage) -> None:
        """Look."""
        await _look(stage, self.who, self.texts, self.group)


@dataclass(frozen=True, slots=True)
class Until:
    """Time passes, up to a moment of 2026 such as `3月5日 09:00`."""

    moment: str

    async def play(self, stage: Stage) -> None:
        """Advance."""
        await stage.advances(at(self.moment))


def at(text: str) -> datetime:
    """`3月5日 09:00` of 2026, in Shanghai."""
    day, _, hour = text.partition(" ")
    month, _, rest = day.partition("月")
    hours, _, minutes = hour.partition(":")
    return datetime(2026, int(month), int(rest.rstrip("日")), int(hours), int(minutes), tzinfo=SHANGHAI)


async def _look(stage: Stage, who: str, texts: Texts, group: str) -> None:
    if texts:
        await stage.found(who, texts, group=group)
