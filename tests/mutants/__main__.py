"""Take one thing at a time away from every rule, and print the losses that no test notices."""

import argparse
import os
import sys

import pytest

from tests.mutants.plugin import MutantRun, summary

TESTS = ["tests/rules", "tests/tables", "tests/golden", "tests/cases", "tests/test_explain.py"]


def main() -> int:
    """Exit status 0: nothing survived; 1: something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[""], help="only rules with one of these in their function's name")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    wanted = parser.parse_args()
    run = MutantRun(tuple(wanted.only), wanted.jobs)
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow and not browser", *TESTS], [run])
    print(summary(run))
    return 1 if run.survivors or run.unusable or not run.tried else 0


if __name__ == "__main__":
    sys.exit(main())
