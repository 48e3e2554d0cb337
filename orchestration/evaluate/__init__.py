"""How true the output is, against annotated articles: what is annotated, what was found, figures, misses, history.

Plain Python: no Dagster, and the database only to read a published file. Nothing here changes what is extracted, but
that `calibration` fits the weights of `confidence`.
"""
