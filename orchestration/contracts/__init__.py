"""THE contract between Python and dbt: code lists, one typed record per raw table, and what is rendered from them.

Nothing here reads text or touches a database file beyond creating tables; nothing elsewhere declares a raw table.
"""
