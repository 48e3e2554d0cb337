"""Fails, and names the tables, when two published files differ in any table, column, comment or row."""

import sys

import duckdb

STRUCTURE = """
SELECT table_name, column_name, data_type, is_nullable, comment
FROM duckdb_columns() WHERE database_name = ? AND NOT internal ORDER BY ALL
"""


def main(first: str, second: str) -> int:
    """Returns 0 where both hold the same, else 1."""
    with duckdb.connect() as connection:
        for alias, path in (("a", first), ("b", second)):
            connection.execute(f"ATTACH '{path}' AS {alias} (READ_ONLY)")
        structures = [connection.execute(STRUCTURE, [alias]).fetchall() for alias in ("a", "b")]
        if structures[0] != structures[1]:
            print("the files do not have the same tables and columns", file=sys.stderr)
            return 1
        tables = sorted({table for table, *_ in structures[0]})
        changed = [
            table
            for table in tables
            if connection.execute(
                f'(FROM a.main."{table}" EXCEPT ALL FROM b.main."{table}") UNION ALL '
                f'(FROM b.main."{table}" EXCEPT ALL FROM a.main."{table}") LIMIT 1'
            ).fetchall()
        ]
    for table in changed:
        print(f"{table} is not as it was", file=sys.stderr)
    print(f"{len(tables)} tables compared, {len(changed)} changed")
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2]))
