"""Soft effects (软影响): what the practice of lenders, not the law, may do to a person; not about any one loan."""

from collections.abc import Iterator

from autograder.fact_kinds import ModelInput
from autograder.facts import Case, ModelUse
from autograder.rulebook import Step, Subject, conclusions, rule
from autograder.rules.instruments import CREDIT_BUSINESS, PERSONAL_INFORMATION_LAW, as_of_day
from autograder.rules.lookup import marriages_of
from autograder.rules.overdue import delays
from autograder.rules.proceedings import married_on
from autograder.rules.record_standing import is_borrower, is_co_borrower, signed_by_another
from autograder.vocabulary import CreditRecord, Question, SoftEffect

_OTHERS_DATA = {ModelInput.RELATIVE_DEFAULT, ModelInput.CONTACT_GRAPH}
_COUNTED = {CreditRecord.CO_DEBTOR_ENTRY, CreditRecord.RELATED_GUARANTOR_ENTRY}


@rule(
    "SFT-05", question=Question.SOFT_EFFECT, concludes=SoftEffect.NONE,
    authority=("HC/3", "CRR/18"), claims=("S1-03", "S0-31"),
)  # fmt: skip
def a_relatives_delay_closes_no_door(case: Case, subject: Subject) -> Iterator[Step]:
    """A relative's delay has no effect of its own on school, work or credit."""
    yield "shares_nothing_with_a_defaulter", not _shares_with_defaulter(case, subject)
    yield "model_uses_nobody_elses_data", not _models_fed_by_others(case, subject)
    yield "nothing_counted_as_own_burden", not _counted_burden(case, subject)
    yield "no_joint_application", not _applies_with_defaulting_spouse(case, subject)


@rule(
    "SFT-01", question=Question.SOFT_EFFECT, concludes=SoftEffect.MODEL_RISK_POSSIBLE,
    authority=("PIPL/6", "PIPL/13", "PIPL/24"),
    claims=("S0-03", "S0-22", "S0-23", "S0-24", "S0-25", "S0-26", "S0-27", "S0-38"),
)  # fmt: skip
def shared_data_may_weigh_in_a_model(case: Case, subject: Subject) -> Iterator[Step]:
    """A phone or address shared with a defaulter may count in a lender's model; that is practice, never certain."""
    yield "shares_data_with_a_defaulter", _shares_with_defaulter(case, subject)


@rule(
    "SFT-01", question=Question.SOFT_EFFECT, concludes=SoftEffect.MODEL_RISK_POSSIBLE,
    authority=("PIPL/6", "PIPL/13", "PIPL/24"), claims=("S0-22", "S0-24", "S0-26"),
)  # fmt: skip
def model_fed_by_others_may_weigh(case: Case, subject: Subject) -> Iterator[Step]:
    """A model that looks at a relative's default or at contacts may be cooler to the person."""
    fed = _models_fed_by_others(case, subject)
    yield "model_uses_others_data", bool(fed), {"way": str(fed[0].input) if fed else ""}


@rule(
    "SFT-02", question=Question.SOFT_EFFECT, concludes=SoftEffect.UNLAWFUL_PROCESSING,
    authority=("PIPL/13", "PIPL/47"), since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day,
    claims=("S0-24", "S0-26"),
)  # fmt: skip
def others_data_needs_a_lawful_basis(case: Case, subject: Subject) -> Iterator[Step]:
    """Using a relative's default or a contact graph without a lawful basis is unlawful processing."""
    fed = _models_fed_by_others(case, subject)
    way = str(fed[0].input) if len(fed) == 1 else ""
    yield "others_data_used_without_a_basis", any(not use.lawful_basis for use in fed), {"way": way}


@rule(
    "SFT-02", question=Question.SOFT_EFFECT, concludes=SoftEffect.UNLAWFUL_PROCESSING,
    authority="PIPL/24/3", since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S0-26",),
)  # fmt: skip
def a_machine_alone_must_explain(case: Case, subject: Subject) -> Iterator[Step]:
    """A decision of weight made by a machine alone has to be explained when the person asks."""
    yield (
        "unexplained_automated_decision",
        any(use.sole_automated and not use.explained for use in _uses(case, subject)),
    )


@rule(
    "SFT-02", question=Question.SOFT_EFFECT, concludes=SoftEffect.UNLAWFUL_PROCESSING,
    authority=("PIPL/13", "PIPL/47"), since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S0-24",),
)  # fmt: skip
def own_data_needs_a_lawful_basis_too(case: Case, subject: Subject) -> Iterator[Step]:
    """Nor may the person's own data be fed to a model without a lawful basis."""
    own = [use for use in _uses(case, subject) if use.input is ModelInput.OWN_DATA]
    yield "own_data_used_without_a_basis", any(not use.lawful_basis for use in own)


@rule(
    "CRD-19", question=Question.SOFT_EFFECT, authority=("CRR/2/2", "CRR/7/4", "CBM"), since=CREDIT_BUSINESS,
    governed_by=as_of_day, claims=("S0-22", "S0-24", "S0-25"),
)  # fmt: skip
def scores_for_sale_need_a_licence(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender may use what it knows itself; whoever supplies data to judge people's credit needs a licence for it."""
    fed = _models_fed_by_others(case, subject)
    yield "model_uses_others_data", bool(fed), {"way": str(fed[0].input) if fed else ""}


@rule(
    "SFT-03", question=Question.SOFT_EFFECT, concludes=SoftEffect.HOUSEHOLD_UNDERWRITING,
    authority="CRR/18", claims=("S0-20", "S0-21", "S0-10"),
)  # fmt: skip
def both_files_are_read_when_both_apply(case: Case, subject: Subject) -> Iterator[Step]:
    """When a couple applies together, the lender reads both credit records."""
    way = {"way": "applied" if _couples(case, subject) else "never_applied"}
    yield "applies_with_defaulting_spouse", _applies_with_defaulting_spouse(case, subject), way


@rule(
    "SFT-04", question=Question.SOFT_EFFECT, concludes=SoftEffect.LIABILITY_COUNTED, authority="CR2", claims=("S0-16",)
)
def a_guarantee_counts_as_a_burden(case: Case, subject: Subject) -> Iterator[Step]:
    """What somebody guaranteed or co-borrowed lowers what he or she can still borrow."""
    counted = _counted_burden(case, subject)
    yield "counted_as_own_burden", bool(counted), {"way": counted}


def _defaulted(case: Case, person: str) -> bool:
    """Whether the person borrowed, with the own hand, a loan that is overdue and not cleared."""
    return any(
        (is_borrower(case, one) or is_co_borrower(case, one)) and not signed_by_another(case, one)
        and any(delay.cleared is None for delay in delays(case, one))
        for one in (Subject(person, loan.id) for loan in case.loans)
    )  # fmt: skip


def _shares_with_defaulter(case: Case, subject: Subject) -> bool:
    shared = (data for data in case.shared_data if subject.person in data.persons)
    return any(_defaulted(case, other) for data in shared for other in data.persons if other != subject.person)


def _uses(case: Case, subject: Subject) -> list[ModelUse]:
    return [use for use in case.model_uses if use.subject == subject.person]


def _models_fed_by_others(case: Case, subject: Subject) -> list[ModelUse]:
    return [use for use in _uses(case, subject) if use.input in _OTHERS_DATA]


def _counted_burden(case: Case, subject: Subject) -> str:
    """The first entry that counts as a burden, as a part of a key of words; empty where there is none."""
    loans = (Subject(subject.person, loan.id) for loan in case.loans)
    rows = (row for one in loans for row in conclusions(Question.CREDIT_RECORD, case, one))
    return next((row.value for row in rows if row in _COUNTED), "")


def _applies_with_defaulting_spouse(case: Case, subject: Subject) -> bool:
    """Either of a couple that applied together has a defaulted loan: then both are looked at together."""
    return any(_defaulted(case, one) for couple in _couples(case, subject) for one in couple)


def _couples(case: Case, subject: Subject) -> list[set[str]]:
    """The person with the spouse, once for every loan for which both applied."""
    return [
        {tie.a, tie.b}
        for applied in case.joint_applications
        for tie in marriages_of(case, subject.person)
        if {tie.a, tie.b} <= set(applied.persons) and married_on(tie, applied.date)
    ]
