"""印发 and 签收: the paper goes out to the units, which acknowledge it or ask to be rid of a task."""
