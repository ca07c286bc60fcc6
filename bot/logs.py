"""Logs: one line an event, as JSON for a machine or plain for a person, and never with a token in it.

Every event has a stable name (`delivery.sent`, `clock.unreachable`); what changes goes into fields. Lines of
libraries pass through the same handler. The redaction sits in the formatter of the root handler, behind
everything that can put text into a line: arguments, fields, tracebacks, addresses of httpx.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import Processor

LogFormat = Literal["json", "console"]

_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_REDACTED = "<token>"

CHATTY = ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "asyncio", "uvicorn.access")
"""Libraries whose INFO lines say nothing that ours do not; httpx would write the token with every request."""


def redact(text: str) -> str:
    """`text` with every bot token, also percent-encoded as in file addresses, replaced by `<token>`."""
    return _TOKEN.sub(_REDACTED, text)


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, tracebacks and all."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def configure(level: str, fmt: LogFormat, stream: TextIO | None = None) -> None:
    """Send all logs of the process at `level` and above to `stream` (default: standard error).

    Call once at the start of the process; a second call replaces the first. Raises ValueError for an
    unknown level.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(fmt))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_every_line(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _every_line() -> list[Processor]:
    """What our own lines and those of libraries have in common."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _formatter(fmt: LogFormat) -> logging.Formatter:
    rendering: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if fmt == "json":
        rendering += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        plain = structlog.dev.plain_traceback
        rendering.append(structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain))
    return _RedactingFormatter(foreign_pre_chain=_every_line(), processors=rendering)
