"""Write golden explanations anew: `python -m tests.golden.write [CASE...]`. Whoever runs it reads the difference."""

import sys

from autograder.words import LANGUAGES
from tests.golden.expectations import EXPLANATION, GOLDEN, golden_cases, load
from tests.golden.explanations import page


def main(cases: list[str]) -> None:
    """Write the explanations of the named cases, or of all."""
    for case in cases or golden_cases():
        for language in LANGUAGES:
            file = GOLDEN / case / EXPLANATION.format(language=language)
            file.write_text(page(load(case), language), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
