"""What `workbook audit` says: each mark with what it rests on and how it comes out again, then what stands now."""

import json
from collections.abc import Iterator
from typing import Any

from autograder.answer_values import shown
from autograder.nbgrader_glue.history.audit import Audit, Reproduced
from autograder.nbgrader_glue.history.basis import Basis
from autograder.words import Words, words_for


def as_text(audit: Audit, language: str) -> str:
    """The audit for people."""
    return "\n".join(_lines(audit, words_for(language)))


def _lines(audit: Audit, words: Words) -> Iterator[str]:
    yield words("audit.title", student=shown(audit.student), assignment=audit.assignment, marks=len(audit.marks))
    if audit.missing_tables:
        yield words("audit.no_table", tables=audit.missing_tables)
    if not audit.marks:
        yield words("audit.nothing_kept")
    for mark in audit.marks:
        yield ""
        yield from _mark(mark, words)
    yield ""
    yield from _present(audit, words)


def _mark(mark: Reproduced, words: Words) -> Iterator[str]:
    given = mark.given
    way = words(f"audit.way.{given.way}") if words.has(f"audit.way.{given.way}") else shown(given.way)
    moment = given.moment.replace(microsecond=0)
    yield words("audit.mark", number=given.number, moment=moment, way=way, points=_sum(given.points.values()))
    if mark.basis is not None:
        yield from (f"  {line}" for line in _rests_on(mark, mark.basis, words))
    if mark.obstacle is not None:
        parameters = dict(mark.obstacle.parameters)
        if "what" in parameters:
            parameters["what"] = words(f"audit.pieces.{parameters['what']}")
        yield f"  {words('audit.not_reproduced', why=words(mark.obstacle.key, **parameters))}"
        yield from (f"    {id}: {points:g}" for id, points in given.points.items())
        return
    yield f"  {words(_result(mark))}"
    points = mark.points or {}
    for id in dict.fromkeys((*given.points, *points)):
        then, again = _plain(given.points.get(id)), _plain(points.get(id))
        key = "audit.same" if then == again else "audit.differs"
        yield f"    {id}: {words(key, then=then, again=again)}"


def _result(mark: Reproduced) -> str:
    if not mark.same:
        return "audit.comes_out_otherwise"
    return "audit.reproduced_older" if mark.older else "audit.reproduced"


def _rests_on(mark: Reproduced, basis: Basis, words: Words) -> Iterator[str]:
    rules = basis.rules
    key = "audit.rules_uncommitted" if rules.commit and not rules.clean else "audit.rules_commit"
    key = key if rules.commit else "audit.rules_no_commit"
    yield words(key, hash=rules.hash[:12], version=rules.version or "–", commit=(rules.commit or "")[:12])
    if basis.law_on is not None:
        yield words("audit.law_on", day=basis.law_on)
    yield words("audit.sheet", hash=basis.sheet[:12])
    if basis.cases:
        yield words("audit.cases", cases=[f"{id} {hash[:12]}" for id, hash in basis.cases.items()])
    if mark.given.answers:
        yield words("audit.answers", hash=mark.given.answers[:12])
    else:
        yield words("audit.no_answers", why=_without(mark.given.without, words))


def _without(reason: str | None, words: Words) -> str:
    key = f"audit.without.{reason}"
    return words(key) if words.has(key) else words("audit.without.other")


def _present(audit: Audit, words: Words) -> Iterator[str]:
    if audit.present is None:
        yield words("audit.gradebook_has_nothing")
        return
    yield words("audit.now")
    questions = {cell: id for id, cell in audit.cells.items()}
    for cell, grade in sorted(audit.present.grades.items()):
        parts = [words("audit.auto", points=_plain(grade.auto))] if grade.auto is not None else []
        parts += [words("audit.manual", points=_plain(grade.manual))] if grade.manual is not None else []
        parts += [words("audit.extra", points=_plain(grade.extra))] if grade.extra else []
        between = words("audit.between")
        yield f"  {questions.get(cell, cell)}: {between.join(parts) or words('audit.not_given')}"
    if audit.present.penalty:
        yield words("audit.penalty", points=_plain(audit.present.penalty))
    for id in audit.changed_since:
        last = _plain(audit.marks[-1].given.points[id])
        yield words("audit.changed_since", question=id, now=_plain(audit.auto(id)), last=last)


def _sum(points: Any) -> str:
    return f"{sum(points):g}"


def _plain(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"


def as_json(audit: Audit, language: str) -> str:
    """The audit for programs."""
    words = words_for(language)
    present = audit.present
    data: dict[str, Any] = {
        "student": audit.student,
        "assignment": audit.assignment,
        "clean": audit.clean,
        "missing_tables": list(audit.missing_tables),
        "marks": [_mark_data(mark, words) for mark in audit.marks],
        "now": None
        if present is None
        else {
            "grades": {
                cell: {"auto": grade.auto, "manual": grade.manual, "extra": grade.extra}
                for cell, grade in sorted(present.grades.items())
            },
            "late_penalty": present.penalty,
        },
        "changed_since": list(audit.changed_since),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _mark_data(mark: Reproduced, words: Words) -> dict[str, Any]:
    given, basis = mark.given, mark.basis
    parameters = dict(mark.obstacle.parameters) if mark.obstacle else {}
    if "what" in parameters:
        parameters["what"] = words(f"audit.pieces.{parameters['what']}")
    return {
        "number": given.number,
        "moment": f"{given.moment.isoformat()}Z",
        "way": given.way,
        "answers": given.answers,
        "without": given.without,
        "rules": None
        if basis is None
        else {
            "hash": basis.rules.hash,
            "version": basis.rules.version,
            "commit": basis.rules.commit,
            "clean": basis.rules.clean,
            "libraries": basis.rules.libraries,
        },
        "law_on": basis.law_on.isoformat() if basis and basis.law_on else None,
        "sheet": basis.sheet if basis else None,
        "cases": dict(basis.cases) if basis else None,
        "points": dict(given.points),
        "reproduced": None if mark.points is None else dict(mark.points),
        "same": mark.same,
        "by_older_rules": mark.older and mark.points is not None,
        "missing": words(mark.obstacle.key, **parameters) if mark.obstacle else None,
    }
