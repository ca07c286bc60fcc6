"""Rehearsal: what the record was on an earlier day, so that rules can be tried on a span that has passed."""
