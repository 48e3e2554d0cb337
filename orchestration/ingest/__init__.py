"""From a folder of files to clean article texts: discover, decode, read, tell copies apart.

Plain Python: bytes in, typed records out. No Dagster, no database, no network. What an article says is read by
`orchestration.extract`.
"""
