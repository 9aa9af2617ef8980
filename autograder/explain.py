"""A finding told in words: the argument, why another answer does not fit, what would have to be different for it.

What a lawyer would tell a lay person: the result first, then rule by rule because of which facts it applies, general
rules that give way told before the exception that defeats them, dates and sums where the rule that gives them is told.
No code and no rule id ever reaches the text.
"""

from collections.abc import Mapping

from autograder.arguing import LAW_KNOWN_UNTIL, Arguing
from autograder.facts import Case
from autograder.phrases import Phrases
from autograder.refuting import Refuting
from autograder.rulebook import Subject
from autograder.solve import Finding
from autograder.stated import Read
from autograder.supposing import Supposing
from autograder.vocabulary import Code


def argument(case: Case, finding: Finding, language: str) -> list[str]:
    """Why the finding is as it is, one paragraph an entry, the result first."""
    return list(Arguing(case, finding, language).paragraphs())


def why_not(case: Case, finding: Finding, code: Code, language: str) -> list[str]:
    """Why `code` is not the answer: the condition that fails or the exception in the way. Says so if it is right."""
    return list(Refuting(case, finding, language).against(code))


def what_would_change(case: Case, finding: Finding, code: Code, language: str) -> list[str]:
    """The smallest change of the facts that makes `code` the answer, or a sentence that none was found."""
    return list(Supposing(case, finding, language).changes(code))


def missing_facts(case: Case, finding: Finding, language: str) -> list[str]:
    """What one would have to ask, one question an entry, the most decisive first; empty when the facts suffice."""
    return Arguing(case, finding, language).asked()


def fact_name(case: Case, read: Read, language: str) -> str:
    """What a fact is called in this case, with whose or which it is in front where several could be meant."""
    return Phrases(case, language).fact_name(read)


def context(case: Case, subject: Subject, language: str) -> Mapping[str, str]:
    """What every sentence about a subject may name: person, loan, lender, borrower, creditor, as_of."""
    return Phrases(case, language).context(subject)


__all__ = [
    "LAW_KNOWN_UNTIL", "argument", "context", "fact_name", "missing_facts", "what_would_change", "why_not",
]  # fmt: skip
