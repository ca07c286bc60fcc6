"""By which way an act came: the bot, a paper, the telephone, a file."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """By which way an act reached the Office. What is not TELEGRAM is shown as such everywhere (`labels.BASIS`)."""

    TELEGRAM = "telegram"
    PAPER = "paper"
    """据纸质签批件录入, 据纸质材料录入."""
    TELEPHONE = "telephone"
    """据电话记录."""
    SHEET = "sheet"
    """据回传表格."""
    LEDGER = "ledger"
    """存量台账转入."""
