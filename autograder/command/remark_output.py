"""What `workbook remark` says: how many change and by what, the changes of each question, then each student."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from autograder.answer_values import shown
from autograder.nbgrader_glue.bulk.telling import says
from autograder.nbgrader_glue.history.causes import Because, Kind
from autograder.nbgrader_glue.history.facts_changed import Changed
from autograder.nbgrader_glue.history.remark import Change, Remarked, Request, Run
from autograder.sheet import Sheet
from autograder.words import Words, words_for

_MOST_FACTS = 20
"""So many facts of a case are listed; more say only that the case is another."""


class Report:
    """Who changes, gathered while it runs."""

    def __init__(self, request: Request, run: Run) -> None:
        self.request = request
        self.run = run
        self.results: list[Remarked] = []

    def add(self, result: Remarked) -> None:
        """Take over one student."""
        self.results.append(result)

    @property
    def marked(self) -> list[Remarked]:
        """Those who could be marked again, sorted."""
        return sorted((one for one in self.results if not one.troubles), key=lambda one: one.student)

    @property
    def changing(self) -> list[Remarked]:
        """Those of whom a question changes."""
        return [one for one in self.marked if one.changes]

    @property
    def failed(self) -> list[Remarked]:
        """Those who could not be marked again."""
        return sorted((one for one in self.results if one.troubles), key=lambda one: one.student)

    @property
    def clean(self) -> bool:
        """Whether everybody could be marked again."""
        return not self.failed and not self.run.sources.lost

    @property
    def feedback_is_old(self) -> bool:
        """Whether there are feedback pages that do not show what was written now."""
        course, assignment = self.run.course, self.request.assignment
        folders = (course.folder("feedback", assignment, one.student) for one in self.changing)
        return self.request.write and any(folder.is_dir() for folder in folders)

    def by_kind(self) -> dict[Kind, int]:
        """By what change how many students change, each counted under every main change of a question of theirs."""
        kinds = Counter(kind for one in self.changing for kind in {change.because.main for change in one.changes})
        return {kind: kinds[kind] for kind in Kind if kinds[kind]}

    def by_question(self) -> list[list[Change]]:
        """The changes of each question, those together that have one reason."""
        found: list[list[Change]] = []
        for change in (change for one in self.changing for change in one.changes):
            alike = (list for list in found if list[0].question == change.question)
            same = next((list for list in alike if list[0].because == change.because), None)
            if same is None:
                found.append([change])
            else:
                same.append(change)
        return found


def as_text(report: Report, language: str) -> str:
    """The report for people."""
    return "\n".join(_lines(report, words_for(language)))


def _lines(report: Report, words: Words) -> Iterator[str]:
    request = report.request
    key = "remark.done" if request.write else "remark.would_do"
    yield words(key, assignment=request.assignment, marked=len(report.marked), changing=len(report.changing))
    if request.law_on is not None:
        yield words("remark.law_on", day=request.law_on)
    if request.law_on is not None and request.write:
        yield words("remark.later_marks", assignment=request.assignment)
    for kind, students in report.by_kind().items():
        yield f"  {words(f'remark.kinds.{kind.value}', students=students)}"
    for changes in report.by_question():
        yield ""
        yield words("remark.question", question=changes[0].question, students=len(changes))
        yield from (f"  {line}" for line in reasons(changes[0], report.run.sheet, words))
    if report.changing:
        yield ""
    for one in report.changing:
        yield words("remark.student", student=shown(one.student), before=_plain(one.before), now=_plain(one.now))
        for change in one.changes:
            yield f"  {_change(change, words)}"
    for one in report.failed:
        for trouble in one.troubles:
            yield f"{shown(one.student)}: {says(trouble, words.language)}"
    if report.run.sources.lost:
        yield words("remark.lost", students=[shown(one) for one in report.run.sources.lost])
    if since := report.run.sources.handed_in_since:
        yield words("remark.handed_in_since", students=[shown(one) for one in since], assignment=request.assignment)
    if report.feedback_is_old:
        yield words("remark.feedback", assignment=request.assignment)


def _change(change: Change, words: Words) -> str:
    key = "remark.change" if change.manual is None else "remark.change_by_hand"
    parts = {"question": change.question, "before": _plain(change.before), "now": _plain(change.now)}
    return words(key, **parts, manual=_plain(change.manual))


def reasons(change: Change, sheet: Sheet, words: Words) -> Iterator[str]:
    """Why a question changes, line by line."""
    because = change.because
    for kind in because.kinds:
        yield words(f"remark.because.{kind.value}", was=_law(because, 0, words), day=_law(because, 1, words))
        if kind is Kind.SHEET:
            yield from (f"  {_difference(one, words)}" for one in because.sheet)
        if kind is Kind.CASE:
            yield from (f"  {_difference(one, words)}" for one in because.facts[:_MOST_FACTS])
            if more := len(because.facts) - _MOST_FACTS:
                yield from [f"  {words('remark.more_facts', facts=more)}"] * (more > 0)
    if because.expected is not None:
        labels = _labels(change.question, sheet, words.language)
        was, now = (_listed([labels.get(code, code) for code in codes], words) for codes in because.expected)
        yield words("remark.right", was=was, now=now)
    for key, rules in (("remark.gone", because.gone), ("remark.came", because.came)):
        for _, rule in rules:
            yield words(key, id=rule.id, sentence=rule.sentence.get(words.language, "–"))


def _law(because: Because, which: int, words: Words) -> str:
    day = because.law_on[which]
    return words("remark.own_day") if day is None else words("remark.law_of", day=day)


def _difference(changed: Changed, words: Words) -> str:
    absent = words("remark.absent")
    return f"{changed.path}: {changed.before or absent} → {changed.now or absent}"


def _labels(id: str, sheet: Sheet, language: str) -> dict[str, str]:
    """What the options of a question are called."""
    options = (option for question in sheet.questions if question.id == id for option in question.options)
    return {option.value: option.label[language] for option in options}


def _listed(texts: list[str], words: Words) -> str:
    quoted = (words("explain.quoted", text=text) for text in texts)
    return words.listed(*quoted) if texts else words("remark.absent")


def _plain(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"


def as_json(report: Report, language: str) -> str:
    """The report for programs."""
    words, request = words_for(language), report.request
    data: dict[str, Any] = {
        "assignment": request.assignment,
        "written": request.write,
        "law_on": request.law_on.isoformat() if request.law_on else None,
        "marked": [one.student for one in report.marked],
        "by_kind": {kind.value: students for kind, students in report.by_kind().items()},
        "changing": [
            {
                "student": one.student,
                "before": one.before,
                "now": one.now,
                "changes": [_change_data(change, report.run.sheet, words) for change in one.changes],
            }
            for one in report.changing
        ],
        "failed": [
            {"student": one.student, "says": [says(trouble, language) for trouble in one.troubles]}
            for one in report.failed
        ],
        "lost": list(report.run.sources.lost),
        "handed_in_since": list(report.run.sources.handed_in_since),
        "feedback_is_old": report.feedback_is_old,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _change_data(change: Change, sheet: Sheet, words: Words) -> dict[str, Any]:
    because = change.because
    return {
        "question": change.question,
        "before": change.before,
        "now": change.now,
        "manual": change.manual,
        "kinds": [kind.value for kind in because.kinds],
        "facts": [[one.path, one.before, one.now] for one in because.facts],
        "sheet": [[one.path, one.before, one.now] for one in because.sheet],
        "gone": [{"name": name, "id": rule.id} for name, rule in because.gone],
        "came": [{"name": name, "id": rule.id} for name, rule in because.came],
        "right": [list(one) for one in because.expected] if because.expected else None,
        "says": list(reasons(change, sheet, words)),
    }
