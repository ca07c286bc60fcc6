"""Write the letterheads that are shipped. The same script makes the same bytes; a test says that they agree."""

from __future__ import annotations

from messages.papers.building.shipped import built
from messages.papers.letterheads import SHIPPED, file_of


def main() -> None:
    """Write them all."""
    for name, content in built().items():
        (SHIPPED / file_of(name)).write_bytes(content)


if __name__ == "__main__":
    main()
