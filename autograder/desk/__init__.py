"""A case read as its author should read it: answers, the facts they hang on, traps, and what the story does not tell.

`review(case_file)` gives a `Review`; it prints nothing and knows no language. What is worth a note is either a
`PROBLEM`, which has to be mended, or a `REMARK`, which the author may have meant.
"""

from collections.abc import Iterator

from autograder.cases import CaseFile
from autograder.desk.notes import Note, QuestionReview, Review, Weight
from autograder.desk.options import options_of
from autograder.desk.rules import rules_behind
from autograder.desk.stories import unnamed, untold
from autograder.desk.weights import Weighing, weigh_facts
from autograder.keys import NoKey, finding_of, key_of
from autograder.questions import Asked, Part, QuestionKind
from autograder.reading.undecided import UNDECIDABLE, refusal_for

CHOICES = frozenset({QuestionKind.ONE, QuestionKind.MANY})


def review(case_file: CaseFile) -> Review:
    """Everything that can be said about a case and its questions; why one has no answer is a note."""
    problems: list[Note] = []
    solved: list[Asked] = []
    for asked in case_file.questions:
        try:
            key_of(case_file, asked)
        except NoKey:
            problems.append(Note(Weight.PROBLEM, _why_no_key(case_file, asked), asked))
        except UNDECIDABLE as error:
            details = {"refusal": refusal_for(error, case_file, asked.asks)}
            problems.append(Note(Weight.PROBLEM, "undecided", asked, details))
        else:
            solved.append(asked)
    weighing = weigh_facts(case_file, solved)
    questions = tuple(_question(case_file, asked, weighing) for asked in solved)
    problems += [note for question in questions for note in _problems(question)]
    remarks = [note for question in questions for note in _remarks(question)]
    remarks += _of_the_case(case_file, questions, weighing)
    return Review(case_file, questions, weighing.dead, weighing.complete, (*problems, *remarks))


def _why_no_key(case_file: CaseFile, asked: Asked) -> str:
    """In which way a question has no answer, as the key of the words that say it."""
    finding = finding_of(case_file, asked)
    if asked.kind in {QuestionKind.DATE, QuestionKind.AMOUNT}:
        return "no_figure"
    if asked.kind is QuestionKind.MISSING_FACT:
        return "right_fact_not_offered" if finding.missing else "all_right"
    if asked.of not in {Part.FLAGS, Part.TAGS} and len(finding.possible) > 1:
        return "open"
    right = {Part.FLAGS: finding.flags, Part.TAGS: finding.tags}.get(Part(asked.of or ""), finding.codes)
    return "all_right" if set(asked.options) <= set(right) else "none_right"


def _question(case_file: CaseFile, asked: Asked, weighing: Weighing) -> QuestionReview:
    key, finding = key_of(case_file, asked), finding_of(case_file, asked)
    points = (trial.card.unsettled for trial in finding.verdict.standing if trial.card.unsettled)
    return QuestionReview(
        asked=asked,
        finding=finding,
        expected=key.expected,
        accepted=key.accepted,
        unsettled=tuple(dict.fromkeys(points)),
        decisive=weighing.decisive[asked.id],
        rules=rules_behind(finding),
        options=tuple(options_of(case_file, asked, weighing)) if asked.options else (),
    )


def _problems(question: QuestionReview) -> Iterator[Note]:
    """What must be mended in a question that has an answer: more than one of its options is right at once."""
    standing = tuple(code.value for code in question.finding.codes if code.value in question.asked.options)
    if question.asked.kind is QuestionKind.ONE and len(standing) > 1:
        yield Note(Weight.PROBLEM, "several_right", question.asked, {"options": standing})


def _remarks(question: QuestionReview) -> Iterator[Note]:
    """What the author of a question should know."""
    asked, wrong = question.asked, [option for option in question.options if not option.right]
    if asked.kind in CHOICES:
        if idle := tuple(option.value for option in wrong if option.far and not option.traps):
            yield Note(Weight.REMARK, "indefensible", asked, {"options": idle})
        if asked.of not in {Part.FLAGS, Part.TAGS} and not any(option.traps for option in wrong):
            yield Note(Weight.REMARK, "no_trap", asked)
    moves = bool(question.decisive) or any(not option.far for option in wrong)
    if not moves and asked.kind is not QuestionKind.REASON:
        yield Note(Weight.REMARK, "nothing_decides", asked)


def _of_the_case(case_file: CaseFile, questions: tuple[QuestionReview, ...], weighing: Weighing) -> Iterator[Note]:
    if not case_file.questions:
        yield Note(Weight.REMARK, "no_questions", None)
    for language, story in case_file.stories.items():
        text = f"{story.title}\n{story.text}"
        decisive = {one.path: one.read for question in questions for one in question.decisive}
        for path in untold(text, decisive, language):
            concerned = [question.asked.id for question in questions if path in {one.path for one in question.decisive}]
            details = {"language": language, "fact": decisive[path], "questions": tuple(concerned)}
            yield Note(Weight.REMARK, "untold", None, details)
        for name in unnamed(case_file.case, text, language):
            yield Note(Weight.REMARK, "unnamed", None, {"language": language, "name": name})
    if not weighing.complete:
        yield Note(Weight.REMARK, "not_all_tried", None)


__all__ = ["CHOICES", "Note", "QuestionReview", "Review", "Weight", "review"]
