"""Buttons of records: entering one, the second clerk's, the list, and a leader's 补签."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class RecordCall(Press):
    """Begin a record: `kind` is a kind of record, and `key` what it is of: `paper/unit` for a delivery or receipt,
    `chain/step` for a signature, a consent by telephone or its 补签. `matter` and the matter's id ask what it is."""

    prefix: ClassVar[str] = "wt"
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class ConfirmRecord(Press):
    """核对无误."""

    prefix: ClassVar[str] = "wc"
    record: int


@dataclass(frozen=True, slots=True)
class RejectRecord(Press):
    """不符，退回; the words are asked for."""

    prefix: ClassVar[str] = "wn"
    record: int


@dataclass(frozen=True, slots=True)
class ShowScans(Press):
    """Look at the scans of a record."""

    prefix: ClassVar[str] = "ws"
    record: int


@dataclass(frozen=True, slots=True)
class ShowRecord(Press):
    """Send the card of a record."""

    prefix: ClassVar[str] = "wv"
    record: int


@dataclass(frozen=True, slots=True)
class ToggleRecord(Press):
    """Take the n-th record of a list out of it, or in again."""

    prefix: ClassVar[str] = "wx"
    batch: int
    number: int


@dataclass(frozen=True, slots=True)
class ConfirmRecords(Press):
    """核对无误 for everything that the list shows and that was not taken out; `ticks`: as in `batches`."""

    prefix: ClassVar[str] = "wa"
    batch: int
    ticks: int


@dataclass(frozen=True, slots=True)
class Ratify(Press):
    """补签: the leader stands by what he said; `shown` is the beginning of the text's hash."""

    prefix: ClassVar[str] = "wr"
    chain: int
    step: int
    shown: str


@dataclass(frozen=True, slots=True)
class Deny(Press):
    """不予追认; the words are asked for."""

    prefix: ClassVar[str] = "wd"
    chain: int
    step: int
    shown: str
