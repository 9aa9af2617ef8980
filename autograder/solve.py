"""(case, question, subject) -> Finding: the rules weighed, every unknown fact tried each way."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

import autograder.rules as rules
from autograder.candidates import candidates
from autograder.fact_kinds import AccessionWords, EventKind, Product, RoleKind
from autograder.fact_paths import fact_path, read_at
from autograder.facts import Case
from autograder.rulebook import Condition, NotModelled, Subject, Trial, Undecided, Verdict, rules_for, weigh
from autograder.stated import Read, UnknownFact, changed, raw
from autograder.vocabulary import (
    CODES,
    Code,
    CollectionContact,
    ContactTag,
    Figure,
    Flag,
    Liability,
    Question,
    SoftEffect,
)

MOST_COMPLETIONS = 20_000
"""More ways than this to complete the unknown facts are refused rather than tried for minutes."""

_ON_OCCASION = {Question.DISPUTE, Question.ENFORCEMENT, Question.REMEDIES}  # they arise only where a rule speaks


class FactNotWritten(Exception):
    """A rule asks for a fact that the case file leaves out: it must say the fact, or "unknown"."""

    def __init__(self, unknown: UnknownFact, question: Question) -> None:
        super().__init__(str(unknown))
        self.fact = unknown.fact
        self.name = unknown.name
        self.key = unknown.key
        self.question = question


class TooManyUnknowns(Exception):
    """The case leaves so much open that not every way of completing it can be tried."""


@attrs.frozen
class Finding:
    """What the law says about one person on one question, and everything needed to explain it.

    `outcome` is the first code in table order and `also` the rest; both are empty while `undetermined`, and then
    `possible` holds the sets of codes that could still come out. `missing` are the unknown facts on which something
    of the finding hangs. `accepted` are the sets of codes that count as right (more than one where the law is
    unsettled). `figures` are dates, numbers and sums by name. `verdict` holds standing and defeated rules with their
    conditions (None: hangs on an unknown fact).
    """

    question: Question
    subject: Subject
    codes: tuple[Code, ...]
    flags: tuple[Flag, ...]
    tags: tuple[ContactTag, ...]
    figures: Mapping[Figure, Any]
    undetermined: bool
    missing: tuple[Read, ...]
    possible: tuple[tuple[Code, ...], ...]
    accepted: tuple[tuple[Code, ...], ...]
    verdict: Verdict

    @property
    def outcome(self) -> Code | None:
        """The first code in table order, None while undetermined."""
        return self.codes[0] if self.codes else None

    @property
    def also(self) -> tuple[Code, ...]:
        """The other codes in table order."""
        return self.codes[1:]


def solve(case: Case, *, about: str | None = None, question: Question | None = None) -> tuple[Finding, ...]:
    """Every finding of a case, or those about one person or one question.

    Raises `FactNotWritten`, `TooManyUnknowns` or `NotModelled` where the case cannot be decided as written.
    """
    return tuple(
        find(case, asked, subject)
        for asked in ([question] if question else Question)
        for subject in subjects(case, asked)
        if about is None or subject.person == about
    )


def subjects(case: Case, question: Question) -> Iterator[Subject]:
    """About whom a question arises in a case."""
    if not rules_for(question):
        return
    if question is Question.COLLECTION_CONTACT:
        yield from (Subject(contact.target, contact.loan, contact) for contact in case.contacts)
    elif question is Question.NEGOTIATION:
        yield from _negotiators(case)
    elif question is Question.SOFT_EFFECT:
        yield from (Subject(person.id) for person in case.persons)
    elif question is Question.AMOUNT:
        yield from _named_debtors(case)
    else:
        everybody = (Subject(person.id, loan.id) for loan in case.loans for person in case.persons)
        yield from (one for one in everybody if question not in _ON_OCCASION or _arises(case, question, one))


def _arises(case: Case, question: Question, subject: Subject) -> bool:
    """Whether some rule speaks about the person, or would if the unknown facts turned out so."""
    try:
        return bool(find(case, question, subject, strict=False))
    except (TooManyUnknowns, NotModelled, Undecided) as why:
        return not isinstance(why, Undecided)


def _negotiators(case: Case) -> Iterator[Subject]:
    """Those who owe a loan on which a plan was asked for, agreed or broken; every loan beside a credit card."""
    talks = {kind for kind in EventKind if kind.startswith(("negotiation_", "plan_"))}
    debtors = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER}
    beside_card = any(raw(loan, "product") is Product.CREDIT_CARD for loan in case.loans)
    for loan in case.loans:
        if beside_card or any(event.loan == loan.id and event.kind in talks for event in case.events):
            owing = [role.person for role in case.roles if role.loan == loan.id and role.kind in debtors]
            yield from (Subject(person, loan.id) for person in dict.fromkeys(owing))


def _named_debtors(case: Case) -> Iterator[Subject]:
    """Those whom the contract or a promise of their own names as debtors of a loan."""
    debtors = {
        RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR,
    }  # fmt: skip
    comfort = {AccessionWords.PAY_SOME_ONLY, AccessionWords.MORAL_COMFORT}
    for loan in case.loans:
        named = [role.person for role in case.roles if role.loan == loan.id and role.kind in debtors]
        joined = [one.person for one in case.accessions if one.loan == loan.id and raw(one, "words") not in comfort]
        yield from (Subject(person, loan.id) for person in dict.fromkeys([*named, *joined]))


def find(case: Case, question: Question, subject: Subject, *, strict: bool = True) -> Finding:
    """One finding. With `strict` a fact that the file leaves out is refused; otherwise it counts as unknown.

    Raises `FactNotWritten`, `TooManyUnknowns`, `NotModelled`, `RuleConflict`, or `Undecided` if it does not arise.
    """
    rules.require_modelled(case)
    tree = _Tree(question, case)
    tree.explore(case, subject, strict=strict)
    if not any(leaf.codes() for leaf in tree.leaves):
        raise Undecided(f"{question} does not arise for {subject.person} on {subject.loan}")
    return _merge(question, subject, tree)


class _Tree:
    """Every way in which the unknown facts that matter can turn out, and which of them made a difference."""

    def __init__(self, question: Question, case: Case) -> None:
        self.question = question
        self.case = case
        self.leaves: list[Verdict] = []
        self.decisive: dict[str, Read] = {}

    def explore(self, case: Case, subject: Subject, *, strict: bool) -> frozenset[Any]:
        """What could come out. `strict` refuses a fact that the file leaves out; under an assumption it is unknown."""
        try:
            verdict = weigh(self.question, case, subject)
        except UnknownFact as unknown:
            if strict and not unknown.written:
                raise FactNotWritten(unknown, self.question) from unknown
            return self._branch(case, subject, unknown)
        if not verdict.codes() and self.question not in _ON_OCCASION:
            raise Undecided(f"{self.question}: no rule stands for {subject.person} on {subject.loan}")
        self.leaves.append(verdict)
        if len(self.leaves) > MOST_COMPLETIONS:
            raise TooManyUnknowns(f"{self.question} about {subject.person}")
        return frozenset([_signature(verdict)])

    def _branch(self, case: Case, subject: Subject, unknown: UnknownFact) -> frozenset[Any]:
        outcomes = []
        for value in candidates(case, unknown.fact, unknown.name, unknown.key):
            completed = changed(case, unknown.fact, unknown.name, unknown.key, value)
            outcomes.append(self.explore(completed, _same(subject, completed), strict=False))
        if any(outcome != outcomes[0] for outcome in outcomes):
            path = fact_path(case, (unknown.fact, unknown.name, unknown.key))
            self.decisive.setdefault(path, read_at(self.case, path))
        return frozenset().union(*outcomes)


def _same(subject: Subject, case: Case) -> Subject:
    """The subject in a changed case: its contact may be one of the facts that changed."""
    if subject.contact is None:
        return subject
    contact = next(contact for contact in case.contacts if contact.id == subject.contact.id)
    return attrs.evolve(subject, contact=contact)


def _signature(verdict: Verdict) -> Any:
    """What of a verdict a person would notice: codes, tags, flags, figures."""
    figures = tuple(sorted((value.name, str(value.value)) for value in _figures(verdict)))
    return answer_codes(verdict), _tags(verdict), _flags(verdict), figures


def answer_codes(verdict: Verdict) -> tuple[Code, ...]:
    """The codes as they are reported: the gravest alone for a contact, `none` only where nothing else stands."""
    return _reported(verdict.codes())


def _reported(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    if codes and isinstance(codes[0], CollectionContact):
        return codes[-1:]
    more_than_none = [code for code in codes if code is not Liability.NONE and code is not SoftEffect.NONE]
    return tuple(more_than_none) or codes


def _merge(question: Question, subject: Subject, tree: _Tree) -> Finding:
    leaves = tree.leaves
    first = leaves[0]
    possible = tuple(dict.fromkeys(answer_codes(leaf) for leaf in leaves))
    tags = {_tags(leaf) for leaf in leaves}
    undetermined = len(possible) > 1 or len(tags) > 1
    return Finding(
        question=question,
        subject=subject,
        codes=() if undetermined else possible[0],
        flags=tuple(flag for flag in Flag if all(flag in _flags(leaf) for leaf in leaves)),
        tags=tuple(tag for tag in ContactTag if all(tag in _tags(leaf) for leaf in leaves)),
        figures=_agreed_figures(leaves),
        undetermined=undetermined,
        missing=tuple(tree.decisive.values()),
        possible=possible if undetermined else (),
        accepted=() if undetermined else _accepted(question, first),
        verdict=first if len(leaves) == 1 else _three_valued(leaves),
    )


def _flags(verdict: Verdict) -> frozenset[Flag]:
    given = {flag for trial in verdict.standing for flag in trial.card.flags}
    unsettled = any(trial.card.unsettled for trial in verdict.standing)
    return frozenset(given | {Flag.UNSETTLED} if unsettled else given)


def _tags(verdict: Verdict) -> frozenset[ContactTag]:
    return frozenset(tag for trial in verdict.standing for tag in trial.card.tags)


def _figures(verdict: Verdict) -> Iterator[Any]:
    for trial in verdict.standing:
        yield from trial.figures


def _agreed_figures(leaves: Iterable[Verdict]) -> Mapping[Figure, Any]:
    """Figures on which every completion of the unknown facts agrees."""
    all_values = [{value.name: value.value for value in _figures(leaf)} for leaf in leaves]
    return {
        name: value
        for name, value in all_values[0].items()
        if all(name in values and values[name] == value for values in all_values)
    }


def _accepted(question: Question, verdict: Verdict) -> tuple[tuple[Code, ...], ...]:
    """The concluded codes, then each alternative that unsettled law allows in place of one rule's conclusion."""
    accepted = [answer_codes(verdict)]
    order = list(CODES[question])
    for trial in verdict.standing:
        for alternative in trial.card.accepts:
            others = {code for other in verdict.standing if other is not trial for code in other.card.concludes}
            codes = sorted(others | set(alternative), key=order.index)
            accepted.append(_reported(tuple(codes)))
    return tuple(dict.fromkeys(codes for codes in accepted if codes))


def _three_valued(leaves: list[Verdict]) -> Verdict:
    """The first completion's verdict, with every condition that another completion turns marked as unknown."""
    truths: dict[tuple[str, str], set[bool | None]] = {}
    for leaf in leaves:
        for trial in leaf.trials:
            for condition in trial.conditions:
                truths.setdefault((trial.card.name, condition.name), set()).add(condition.holds)

    def blurred(trial: Trial) -> Trial:
        return attrs.evolve(trial, conditions=tuple(one(trial, condition) for condition in trial.conditions))

    def one(trial: Trial, condition: Condition) -> Condition:
        open_ = len(truths[trial.card.name, condition.name]) > 1
        return attrs.evolve(condition, holds=None) if open_ else condition

    first = leaves[0]
    return Verdict(
        tuple(blurred(trial) for trial in first.standing),
        tuple((blurred(trial), blurred(by)) for trial, by in first.defeated),
        tuple(blurred(trial) for trial in first.trials),
    )


__all__ = [
    "FactNotWritten", "Finding", "NotModelled", "TooManyUnknowns", "answer_codes", "find", "solve", "subjects",
]  # fmt: skip
