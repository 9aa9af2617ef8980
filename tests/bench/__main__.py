"""`make bench`: what things cost, each figure beside the limit that it is held against.

`--cases N` sets how many random cases are swept with both solvers, `--class N` how many submissions are marked in bulk.
"""

import argparse
import sys
from itertools import chain

from rich.console import Console
from rich.table import Table

from tests.bench import law, marking
from tests.bench.rows import Row


def main() -> int:
    """Print the table. Exit status 1 where a figure is on the wrong side of its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--class", type=int, default=10_000, dest="submissions")
    parser.add_argument("--only", choices=["law", "marking"])
    asked = parser.parse_args()
    parts = {"law": law.rows(asked.cases), "marking": marking.rows(asked.submissions)}
    measured: list[Row] = []
    for row in chain.from_iterable(part for name, part in parts.items() if asked.only in (None, name)):
        print(f"{row.what}: {row.value:.2f} {row.unit}", file=sys.stderr)
        measured.append(row)
    table = Table("what", "measured", "limit", "")
    for row in measured:
        table.add_row(row.what, f"{row.value:.2f} {row.unit}", row.bound, row.note)
    Console(width=140).print(table)
    return int(any(row.missed for row in measured))


if __name__ == "__main__":
    sys.exit(main())
