"""A promise that may be meant as joining the debt or as a guarantee, seen as the guarantee that it counts as (ACC-02).

The facts of such a promise lie in `Accession`; the guarantee rules want a `Guarantee`. What is made here has its fields
and is no fact itself: everything in it was read from the promise.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

import attrs

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CreditorActKind,
    EventKind,
    Fault,
    GuaranteedDebt,
    GuaranteeForm,
    PeriodWords,
    StatementForm,
    TypeWords,
)
from autograder.facts import Accession, AssetInformation, Case, CreditorAct, Guarantee, Variation

_FORMS = {
    StatementForm.WRITTEN: GuaranteeForm.WRITTEN_UNILATERAL_ACCEPTED,
    StatementForm.DATA_MESSAGE: GuaranteeForm.DATA_MESSAGE,
    StatementForm.ORAL: GuaranteeForm.ORAL,
}


@attrs.frozen
class _Act:
    kind: CreditorActKind
    date: date
    served_guarantor: bool = True


@attrs.frozen
class _PleaExceptions:
    debtor_missing_no_assets: bool = False
    bankruptcy_accepted: bool = False
    creditor_proves_insolvency: bool = False
    waived_in_writing: bool = False


@attrs.frozen(kw_only=True)
class _SupposedGuarantee:
    guarantor: str
    loan: str
    formed: date
    form: GuaranteeForm
    scope_cap: Decimal | None
    creditor_acts: tuple[CreditorAct, ...] = ()
    type_words: TypeWords = TypeWords.NONE
    period_words: PeriodWords = PeriodWords.NONE
    period_end: date | None = None
    main: GuaranteedDebt = GuaranteedDebt.LOAN
    fault: Fault = Fault.NONE
    committee_vote: bool = False
    family_benefit: bool = False
    shares: Mapping[str, Decimal] = attrs.field(factory=dict)
    asset_info: AssetInformation | None = None
    knew_time_bar: bool = False
    max_amount: bool = False
    forbids_assignment: bool = False
    forbids_transfer_release: bool = False
    variations: tuple[Variation, ...] = ()
    plea_exceptions: _PleaExceptions = attrs.field(factory=_PleaExceptions)
    enforcement_exhausted: bool = False
    signed_notice_after_lapse: bool = False
    new_guarantee_contract: bool = False
    co_guarantors: tuple[str, ...] = ()
    same_document: bool = False
    mutual_recourse_agreed: bool = False
    joint_coguarantee_agreed: bool = False


def doubtful_promise(case: Case, person: str, loan: str) -> Accession | None:
    """The person's ambiguous promise to the creditor who did not turn it down; one in writing before any other."""
    heard = [
        promise for promise in case.accessions
        if (promise.person, promise.loan) == (person, loan) and promise.words is AccessionWords.AMBIGUOUS
        and promise.told is not AccessionTold.DEBTOR_ONLY and not promise.creditor_rejected
        and promise.date <= case.as_of
    ]  # fmt: skip
    written = (promise for promise in heard if promise.form is not StatementForm.ORAL)
    return next(written, next(iter(heard), None))


def supposed_guarantee(case: Case, person: str, loan: str) -> Guarantee | None:
    """The guarantee that a doubtful promise counts as; it says nothing of kind and period."""
    promise = doubtful_promise(case, person, loan)
    if promise is None:
        return None
    made = _SupposedGuarantee(
        guarantor=person, loan=loan, formed=promise.date, form=_FORMS[promise.form], scope_cap=promise.scope,
    )  # fmt: skip
    return cast(Guarantee, made)


def acts_told_as_events(case: Case, person: str, loan: str) -> Iterator[CreditorAct]:
    """What the creditor did about somebody's guarantee that the file tells among the events of the loan.

    A suit or a demand that names the guarantor was turned against him; any other suit was one against the borrower.
    """
    for event in case.events:
        if event.loan != loan:
            continue
        if event.kind is EventKind.SUED_DEBTOR:
            against_him = event.person == person
            kind = CreditorActKind.SUED_GUARANTOR if against_him else CreditorActKind.SUED_DEBTOR
            yield cast(CreditorAct, _Act(kind, event.date))
        elif event.kind is EventKind.DEMANDED_DEBTOR and event.person == person:
            yield cast(CreditorAct, _Act(CreditorActKind.DEMANDED_GUARANTOR, event.date))
