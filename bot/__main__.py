"""`python -m bot` is `ducha`."""

from bot.cli import main

main()
