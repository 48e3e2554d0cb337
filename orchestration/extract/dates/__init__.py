"""Dates and durations: found in tokens, resolved to days. `finder` is the door."""
