"""What frees a person whose name is on the paper: a strange hand, young age, an act set aside (LIA-05, 06, 07, 09)."""

from collections.abc import Iterator

from autograder.fact_kinds import RoleKind
from autograder.facts import Case, Role
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.adoption import adopted, ratified
from autograder.rules.consent import (
    AVOIDANCE,
    PARTY_ROLES,
    adult_by_wages,
    approved,
    avoided,
    contract_role,
    incapable,
    limited,
    open_to_attack,
    received_money,
    signed_by_another,
    signed_by_nobody,
)
from autograder.rules.lookup import guarantee_of, loan_of, person_of, role_of
from autograder.rules.nullity import void
from autograder.rules.time import CIVIL_CODE, loan_signed
from autograder.vocabulary import Flag, Liability, Question

CONTRACT = ("LIA-02", "LIA-03", "LIA-08")
"""The rules under which a borrower owes."""

KINDS_NOW, KINDS_UNTIL_2020 = ("GUA-02", "GUA-03", "GUA-04"), ("GUA-02", "GUA-03", "GUA-05")
KINDS = ("GUA-02", "GUA-03", "GUA-04", "GUA-05")
"""The rules under which a guarantor answers: by the law since 2021, by that of before, by either."""

BARRED_GUARANTEE = ("GUA-06",)
"""The rules on what is left of a guarantee by somebody who may not guarantee."""

VOID_GUARANTEE = (*BARRED_GUARANTEE, "GUA-16")
"""The rules on what is left of a guarantee that is void, be it for the guarantor's sake or the loan's."""


def _on_contract(role: Role | None) -> Iterator[Step]:
    yield "named_on_contract", role is not None


@rule("LIA-01", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      exception_to=(*CONTRACT, "LIA-07", "LON-04", "avoided_contract_gives_back"),
      authority=("CC/490/1", "CC/465/2"), claims=("S2-13",))  # fmt: skip
def nobody_signed(case: Case, subject: Subject) -> Iterator[Step]:
    """A name that nobody signed for is not consent."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield "signature_missing", signed_by_nobody(role)


@rule("LIA-05", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      exception_to=(*CONTRACT, "LIA-07", "LON-04", "avoided_contract_gives_back"),
      authority=("CC/143", "CC/171/1", "CC/490/1"), claims=("S0-37", "S2-13", "S2-15", "S2-16"))  # fmt: skip
def forged_contract(case: Case, subject: Subject) -> Iterator[Step]:
    """A loan contract signed by somebody else without authority does not bind the person named."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield "contract_signed_by_another", signed_by_another(role)


@rule("LIA-05", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *VOID_GUARANTEE), authority=("CC/143", "CC/171/1", "CC/490/1"),
      claims=("S0-37", "S2-13", "S2-16"))  # fmt: skip
def forged_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee signed by somebody else without authority does not bind the person named."""
    role = role_of(case, subject, RoleKind.GUARANTOR)
    yield "guarantor_by_name", role is not None
    if role is not None:
        yield "guarantee_signed_by_another", signed_by_another(role)


@rule("LIA-05", question=Question.LIABILITY, ground=Ground.IMPOSTURE, concludes=Liability.IMPOSTOR_LIABLE,
      authority=("CC/171/3", "GPI/27"), claims=("S2-13", "S2-15"))  # fmt: skip
def impostor_answers(case: Case, subject: Subject) -> Iterator[Step]:
    """Who signs in another's name without authority answers himself unless the act is adopted."""
    used = [role for role in signed_for_others(case, subject) if signed_by_another(role)]
    yield "acted_without_authority", bool(used)
    if used:
        yield "act_not_adopted", is_impostor(case, subject)


def signed_for_others(case: Case, subject: Subject) -> tuple[Role, ...]:
    """The roles of others, such as would make them debtors of the loan, under which the person put the signature."""
    named = (role for role in case.roles if role.loan == subject.loan and role.person != subject.person)
    named = (role for role in named if role.kind in PARTY_ROLES)
    return tuple(role for role in named if role.act.signed_by == subject.person)


def is_impostor(case: Case, subject: Subject) -> bool:
    """Whether the person used another's name in a way that binds nobody else."""
    for_others = signed_for_others(case, subject)
    return any(signed_by_another(role) and not adopted(case, role) for role in for_others)


@rule("LIA-06", question=Question.LIABILITY, exception_to=("forged_contract",),
      authority=("CC/140", "CC/171/1", "CC/171/2", "CC/503", "GPI/29"), claims=("S2-16",))  # fmt: skip
def ratified_contract(case: Case, subject: Subject) -> Iterator[Step]:
    """Who adopts a loan contract made in his name is bound as if he had signed."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield "contract_signed_by_another", signed_by_another(role)
        yield "act_ratified", ratified(case, role)


@rule("LIA-06", question=Question.LIABILITY, exception_to=("forged_contract",), authority=("CC/172", "GPI/28"),
      claims=("S2-16",))  # fmt: skip
def contract_by_apparent_authority(case: Case, subject: Subject) -> Iterator[Step]:
    """Who created the look of authority is bound to a lender who relied on it without negligence."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield "contract_signed_by_another", signed_by_another(role)
        yield "act_not_ratified", not ratified(case, role)
        yield "authority_apparent", role.act.apparent_authority


def _knew_and_kept_silent(case: Case, subject: Subject) -> Iterator[Step]:
    """The person named knew of the loan and has objected to it nowhere."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is None:
        return
    yield "contract_signed_by_another", signed_by_another(role)
    yield "knew_of_the_loan", role_of(case, subject, RoleKind.KNOWER) is not None
    yield "did_not_object", not any((one.by, one.loan) == (subject.person, subject.loan) for one in case.disputes)
    yield "act_not_adopted", not adopted(case, role)


@rule("LIA-06", question=Question.LIABILITY, authority="GPC/66/1", until=CIVIL_CODE, governed_by=loan_signed,
      unsettled="U26", accepts=((Liability.BORROWER_FULL,),), claims=("S2-16",))  # fmt: skip
def silent_borrower_before_2021(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021 one law took silence about an act done in one's name for consent, another for refusal."""
    yield from _knew_and_kept_silent(case, subject)
    if contract_role(case, subject) is not None:
        yield "loan_not_void", not void(case, loan_of(case, subject))
        yield "not_named_as_co_borrower", role_of(case, subject, RoleKind.CO_BORROWER) is None


@rule("LIA-06", question=Question.LIABILITY, authority="GPC/66/1", until=CIVIL_CODE, governed_by=loan_signed,
      unsettled="U26", accepts=((Liability.JOINT_DEBTOR_FULL,),), claims=("S2-16",))  # fmt: skip
def silent_co_borrower_before_2021(case: Case, subject: Subject) -> Iterator[Step]:
    """The same question where the name stands on the loan as a co-borrower's."""
    yield from _knew_and_kept_silent(case, subject)
    if contract_role(case, subject) is not None:
        yield "loan_not_void", not void(case, loan_of(case, subject))
        yield "named_as_co_borrower", role_of(case, subject, RoleKind.CO_BORROWER) is not None


@rule("LIA-06", question=Question.LIABILITY, authority=("GPC/66/1", "CC/157"), until=CIVIL_CODE,
      governed_by=loan_signed, unsettled="U26", accepts=((Liability.RESTITUTION_ONLY,),),
      claims=("S2-16",))  # fmt: skip
def silent_about_a_void_loan_before_2021(case: Case, subject: Subject) -> Iterator[Step]:
    """The same question about a loan that is void: whoever counts as bound has only to give back."""
    yield from _knew_and_kept_silent(case, subject)
    if contract_role(case, subject) is not None:
        yield "loan_void", void(case, loan_of(case, subject))


@rule("LIA-06", question=Question.LIABILITY, exception_to=("forged_guarantee",),
      authority=("CC/140", "CC/171/1", "CC/171/2"), claims=("S2-16",))  # fmt: skip
def adopted_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee given in another's name binds the one who ratifies it or let the authority appear."""
    role = role_of(case, subject, RoleKind.GUARANTOR)
    yield "guarantor_by_name", role is not None
    if role is not None:
        yield "guarantee_signed_by_another", signed_by_another(role)
        yield "guarantee_adopted", adopted(case, role)


@rule("LIA-07", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=(*CONTRACT, "avoided_contract_owes_nothing"), authority=("CC/20", "CC/21", "CC/144", "CC/157"),
      claims=("S2-16",))  # fmt: skip
def borrower_without_capacity(case: Case, subject: Subject) -> Iterator[Step]:
    """A loan taken by a child under eight or a person without capacity is void; what was received goes back."""
    yield from _on_contract(contract_role(case, subject))
    yield "without_capacity", incapable(person_of(case, subject), loan_of(case, subject).signed)


@rule("LIA-07", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=(*CONTRACT, "avoided_contract_owes_nothing"),
      authority=("CC/18/2", "CC/19", "CC/22", "CC/145", "CC/157"), claims=("S2-16",))  # fmt: skip
def minor_borrowed_alone(case: Case, subject: Subject) -> Iterator[Step]:
    """A minor's loan that nobody approved has no force; what was received goes back, without the agreed interest."""
    role, one, loan = contract_role(case, subject), person_of(case, subject), loan_of(case, subject)
    yield from _on_contract(role)
    yield "not_wholly_without_capacity", not incapable(one, loan.signed)
    yield "limited_capacity", limited(one, loan.signed)
    if role is not None:
        yield "not_suited_to_age", not role.act.suited_to_age
    yield "no_approval", not approved(case, one, loan.id)


@rule("LIA-07", question=Question.LIABILITY, beside=(Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL),
      authority="CC/18/2", claims=("S2-16",))  # fmt: skip
def living_on_wages_counts_as_adult(case: Case, subject: Subject) -> Iterator[Step]:
    """At sixteen or seventeen, somebody who lives on his own wages is bound by what he signs like an adult."""
    one, loan = person_of(case, subject), loan_of(case, subject)
    yield from _on_contract(contract_role(case, subject))
    yield "under_eighteen_on_own_wages", adult_by_wages(one, loan.signed) and not limited(one, loan.signed)


@rule("LIA-07", question=Question.LIABILITY, beside=(Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL),
      authority=("CC/145/1", "CC/19", "CC/22"), claims=("S2-16",))  # fmt: skip
def approved_loan_binds_the_minor(case: Case, subject: Subject) -> Iterator[Step]:
    """What a parent or guardian agreed to, beforehand or afterwards, binds a person of limited capacity."""
    one, loan = person_of(case, subject), loan_of(case, subject)
    yield from _on_contract(contract_role(case, subject))
    yield "limited_capacity", limited(one, loan.signed)
    yield "approval_given", approved(case, one, loan.id)


@rule("LIA-07", question=Question.LIABILITY, beside=(Liability.RESTITUTION_ONLY,), authority="CC/157",
      unsettled="U24", claims=("S2-16",))  # fmt: skip
def minor_spent_the_money(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a minor makes good what he has already spent is unsettled; that he gives back the rest is not."""
    role, one, loan = contract_role(case, subject), person_of(case, subject), loan_of(case, subject)
    yield "could_not_bind_himself", incapable(one, loan.signed) or limited(one, loan.signed)
    yield "part_of_money_gone", role is not None and (role.act.kept_money or 0) < loan.received


@rule("LIA-09", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=CONTRACT, authority=("CC/155", "CC/157"), claims=("S2-16", "S2-30"))  # fmt: skip
def avoided_contract_gives_back(case: Case, subject: Subject) -> Iterator[Step]:
    """After a court has set the loan aside, the person gives back what he received and no more."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield "contract_avoided", avoided(case, role)
        yield "money_received", received_money(case, role)


@rule("LIA-09", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      exception_to=CONTRACT, authority=("CC/155", "CC/157"), claims=("S2-16", "S2-30"))  # fmt: skip
def avoided_contract_owes_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """After a court has set the loan aside, a person who received nothing owes nothing."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield "contract_avoided", avoided(case, role)
        yield "no_money_received", not received_money(case, role)


@rule("LIA-09", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *BARRED_GUARANTEE),
      authority="CC/155", claims=("S0-35", "S2-16"))  # fmt: skip
def avoided_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee that a court has set aside binds nobody."""
    role = role_of(case, subject, RoleKind.GUARANTOR)
    yield "guarantor_by_name", role is not None
    if role is not None:
        yield "guarantee_avoided", avoided(case, role)


@rule("LIA-09", question=Question.LIABILITY, beside=(Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL),
      authority=AVOIDANCE, flags=(Flag.VOIDABLE_PENDING,),
      claims=("S2-16", "S2-30"))  # fmt: skip
def contract_may_be_avoided(case: Case, subject: Subject) -> Iterator[Step]:
    """A loan signed under fraud, duress or mistake binds until a court, asked in time, sets it aside."""
    role = contract_role(case, subject)
    yield from _on_contract(role)
    if role is not None:
        yield from open_to_attack(case, role, loan_of(case, subject).signed)


@rule("LIA-09", question=Question.LIABILITY, beside=(Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL),
      authority=AVOIDANCE, flags=(Flag.VOIDABLE_PENDING,),
      claims=("S0-35", "S2-16"))  # fmt: skip
def guarantee_may_be_avoided(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee given under fraud, duress or mistake binds until a court, asked in time, sets it aside."""
    role, guarantee = role_of(case, subject, RoleKind.GUARANTOR), guarantee_of(case, subject)
    yield "guarantor_by_name", role is not None
    if role is not None and guarantee is not None:
        yield from open_to_attack(case, role, guarantee.formed)
