"""`--database=postgres` without a server: said and left out; in CI a failure."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests import conftest, databases

ASKED = cast(pytest.Config, SimpleNamespace(getoption=lambda _name: "postgres"))


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_server_that_is_missing(ci: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "POSTGRES", "")
    monkeypatch.setenv("CI", ci)
    before = databases.choose("sqlite")
    try:
        with pytest.raises(pytest.exit.Exception, match="DUCHA_TEST_POSTGRES") as left:
            conftest.pytest_configure(ASKED)
        assert cast(Any, left.value).returncode == code
        told = pytest.fail.Exception if ci else pytest.skip.Exception
        with pytest.raises(told, match="DUCHA_TEST_POSTGRES"):
            databases.require_server()
    finally:
        databases.choose(before)
