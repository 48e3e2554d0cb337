"""The web as a source: finds pages through feeds, sitemaps and section pages, reads them politely, stores them as WARC.

Plain Python: no Dagster, and not the warehouse's database. A visit of one source leaves `.warc.gz` files and a ledger
in WAREHOUSE_DIR/web/<source>. What a page says is read from the WARC files by `orchestration.ingest`, like any archive.
"""
