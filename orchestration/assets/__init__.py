"""One module per part of the flow: what Dagster materialises. Assets read, call plain Python, write, and tell."""
