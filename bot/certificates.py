"""The certificates that connections are checked against, read once: reading them costs more than a call."""

from __future__ import annotations

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """httpx's own choice of certificates; the environment's are left out, as everywhere (`trust_env`)."""
    return httpx.create_ssl_context(trust_env=False)
