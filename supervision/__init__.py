"""The notice as code: tracks, chains, calendars and counting, as frozen values and pure functions."""
