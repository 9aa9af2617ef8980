"""The one place that finds what stands behind the id of a question: a question of a case, or a claim of an article.

Both can be asked the same things, so that whoever marks or explains need not know which it is.
"""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from autograder.cases import CaseFile, find_case
from autograder.claim_marking import ClaimQuestion
from autograder.claim_questions import SECTION, find_claim, question_id
from autograder.law.claims import claims
from autograder.marking import Feedback, Mark, feedback, mark
from autograder.questions import Asked, QuestionKind
from autograder.reading.refusals import close_to
from autograder.words import words_for


class NoSuchQuestion(KeyError):
    """The id of a question that neither a case nor a claim answers to any more, and the ids that come close."""

    def __init__(self, id: str, close: tuple[str, ...]) -> None:
        super().__init__(id)
        self.id = id
        self.close = close

    def say(self, language: str) -> str:
        """The refusal in a sentence for people."""
        return words_for(language)("cells.no_such_question", question=self.id, close=", ".join(self.close) or "–")


@attrs.frozen
class CaseQuestion:
    """A question of a case, which the solver answers."""

    case_file: CaseFile
    asked: Asked

    @property
    def id(self) -> str:
        """The question's id in a sheet and in a record."""
        return self.asked.key

    @property
    def kind(self) -> QuestionKind:
        """In what way it is answered."""
        return self.asked.kind

    @property
    def values(self) -> tuple[str, ...]:
        """The values that may be chosen, in order."""
        return self.asked.options

    def mark(self, value: Any) -> Mark:
        """Mark an answer. Raises what `autograder.marking.mark` raises."""
        return mark(self.case_file, self.asked, value)

    def feedback(self, value: Any, language: str) -> Feedback:
        """What to tell whoever answered. Raises what `autograder.marking.mark` raises."""
        return feedback(self.case_file, self.asked, value, language)


Markable = CaseQuestion | ClaimQuestion


def find_question(id: str) -> Markable:
    """What stands behind `<case>.<question>` or `claims.<claim>`. Raises what `find_questions` raises."""
    return find_questions([id])[id]


def find_questions(ids: Iterable[str], find: Callable[[str], CaseFile] | None = None) -> dict[str, Markable]:
    """What stands behind several ids, each case read (and solved) once.

    `find` says which case has an id, where that is not the course's own. Raises `CaseRefused` for a case that cannot be
    used, `NoSuchQuestion` where there is no such question or claim.
    """
    read: dict[str, CaseFile] = {}
    found: dict[str, Markable] = {}
    for id in ids:
        section, _, _ = id.partition(".")
        if section == SECTION:
            found[id] = _claim_question(id)
        else:
            read[section] = read.get(section) or (find or find_case)(section)
            found[id] = _case_question(id, read[section])
    return found


def _case_question(id: str, case_file: CaseFile) -> CaseQuestion:
    known = {asked.key: asked for asked in case_file.questions}
    if id not in known:
        raise NoSuchQuestion(id, close_to(id, known))
    return CaseQuestion(case_file, known[id])


def _claim_question(id: str) -> ClaimQuestion:
    asked = {question_id(claim): claim for claim in claims()}
    if id not in asked:
        raise NoSuchQuestion(id, close_to(id, asked))
    return ClaimQuestion(find_claim(asked[id]))
