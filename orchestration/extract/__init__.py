"""Reads articles: text in, typed records out. No Dagster, no database, no network, no clock.

`text` and `lexicon` know no language; `language` loads what is known of each from seeds/language; `people`, `dates`,
`places`, `forums`, `topics` and `meetings` find one kind of thing each; `kernel` puts them together for one article,
what was seen in it is an `analysis`, of which `records` makes the rows.
"""
