"""`make bench`: what things cost, each figure beside the limit that it is held against.

`--cases N` sets how many random cases are swept with both solvers.
"""

import argparse
import sys

from rich.console import Console
from rich.table import Table

from tests.bench.law import Row, rows


def main() -> int:
    """Print the table. Exit status 1 where a figure is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    measured: list[Row] = []
    for row in rows(parser.parse_args().cases):
        print(f"{row.what}: {row.value:.2f} {row.unit}", file=sys.stderr)
        measured.append(row)
    table = Table("what", "measured", "limit", "")
    for row in measured:
        limit = f"{row.limit:g} {row.unit}" if row.limit is not None else ""
        table.add_row(row.what, f"{row.value:.2f} {row.unit}", limit, row.note)
    Console(width=140).print(table)
    return int(any(row.limit is not None and row.value > row.limit for row in measured))


if __name__ == "__main__":
    sys.exit(main())
