"""`python -m orchestration refresh`."""

from orchestration.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
