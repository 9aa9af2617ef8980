"""Debts of one spouse: when the other owes them too (SPO-01 to 07, SPO-09 to 13).

The Interpretation on Spousal Debts of 2018 already said what the Civil Code says since 2021, so one text of each rule
serves loans of both times; for the older ones SPO-13 names it beside.
"""

from collections.abc import Collection, Iterator

from autograder.fact_kinds import JointUse, MarriageEnd, Purpose, Regime, RelationKind, RoleKind, SpouseActKind
from autograder.facts import Case, Marriage
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import CONTRACT_ROLES, binds, contract_role, owes_as_borrower, user_known_to_lender
from autograder.rules.liability import promised_nothing
from autograder.rules.lookup import borrowers, loan_of, marriages_of
from autograder.rules.time import CIVIL_CODE, loan_signed
from autograder.vocabulary import Liability, Question

_MAIN_BORROWERS = {RoleKind.BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION}
_ADOPTED = {SpouseActKind.RATIFIED_EXPRESS, SpouseActKind.REPAY_PLAN_SIGNED}
_NOT_OWN = ("SPO-01", "SPO-05", "paid_from_own_account")


def _marriages(case: Case, subject: Subject) -> tuple[Marriage, ...]:
    """The person's marriages with borrowers of the loan, bound ones first; none for who is bound as its main borrower.

    Who was married to several borrowers owes through a marriage with one who is bound; the others do not count beside.
    """
    others = ({role.person for role in borrowers(case, subject)} | _known_users(case, subject)) - {subject.person}
    ties = tuple(tie for tie in marriages_of(case, subject.person) if {tie.a, tie.b} & others)
    if len(ties) > 1:
        owing = _owing(case, subject) - {subject.person}
        ties = tuple(tie for tie in ties if {tie.a, tie.b} & owing) or ties
    return () if ties and _bound_as(case, subject, _MAIN_BORROWERS) else ties


def _known_users(case: Case, subject: Subject) -> set[str]:
    """Those who used the loan behind a front man, and whom the lender knew: they owe it as borrowers (U6)."""
    users = {r.person for r in case.roles if r.loan == subject.loan and r.kind is RoleKind.TRUE_USER}
    return {id for id in users if user_known_to_lender(case, Subject(id, subject.loan))}


def _bound_as(case: Case, subject: Subject, kinds: Collection[RoleKind]) -> bool:
    """The person's own signature as one of these kinds of borrower binds."""
    role = contract_role(case, subject)
    return role is not None and role.kind in kinds and binds(case, role, loan_of(case, subject).signed)


def _during(case: Case, subject: Subject) -> Marriage | None:
    """The marriage that stood on the day the loan was signed."""
    ties = _marriages(case, subject)
    signed = loan_of(case, subject).signed if ties else None
    return next((t for t in ties if signed and t.since <= signed and (t.until is None or signed < t.until)), None)


def _before(case: Case, subject: Subject) -> bool:
    """The loan was signed before the latest marriage with the borrower, and outside every other."""
    ties = _marriages(case, subject)
    return bool(ties) and _during(case, subject) is None and any(loan_of(case, subject).signed < t.since for t in ties)


def _married_when_signed(case: Case, subject: Subject) -> Iterator[Step]:
    yield "married_when_signed", _during(case, subject) is not None


def _did(case: Case, subject: Subject, *kinds: SpouseActKind) -> bool:
    acts = (act for act in case.spouse_acts if (act.spouse, act.loan) == (subject.person, subject.loan))
    return any(act.kind in kinds for act in acts)


def _co_signed(case: Case, subject: Subject) -> bool:
    """The spouse signed together with the borrower; a co-borrower's signature counts if they were married then.

    A co-borrower of a share that the lender accepted has signed for that share and not for the other's.
    """
    if _did(case, subject, SpouseActKind.CO_SIGNED):
        return True
    if _during(case, subject) is None or subject.person in loan_of(case, subject).share_clause_towards_lender:
        return False
    return _bound_as(case, subject, {RoleKind.CO_BORROWER})


def _unlawful(case: Case, subject: Subject) -> bool:
    """The debt served gambling, drugs or crime, or was made up together with the lender."""
    loan = loan_of(case, subject)
    return loan.sham_with_lender or loan.purpose_actual is Purpose.GAMBLING_DRUGS_CRIME


def _spouse_owes(case: Case, subject: Subject) -> bool:
    """The borrower to whom the person is or was married is himself bound."""
    partners = {id for tie in _marriages(case, subject) for id in (tie.a, tie.b)} - {subject.person}
    return bool(partners & _owing(case, subject))


def _owing(case: Case, subject: Subject) -> set[str]:
    """Who owes the loan as a borrower."""
    bound = {role.person for role in borrowers(case, subject) if owes_as_borrower(case, role)}
    return bound | _known_users(case, subject)


def _proved(case: Case, subject: Subject, *uses: JointUse) -> bool:
    return any(proof.by_creditor for proof in case.joint_use_proofs if proof.loan == subject.loan and proof.of in uses)


@rule("SPO-01", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.NONE,
      authority=("CC/1064/2", "CC/465/2"), claims=("S0-17", "S0-18", "S2-21", "S2-27"))  # fmt: skip
def marriage_makes_no_debtor(case: Case, subject: Subject) -> Iterator[Step]:
    """What one spouse borrows is that spouse's own debt; marriage alone does not make the other a debtor."""
    yield from _married_when_signed(case, subject)


def _married_to_the_borrower(case: Case, subject: Subject) -> Iterator[Step]:
    """Married when the loan was signed, or later; not only before."""
    during = _during(case, subject) is not None
    yield "married_when_signed_or_later", during or _before(case, subject), {"way": "signed" if during else "later"}
    yield "borrower_is_bound", _spouse_owes(case, subject)


@rule("SPO-02", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=(*_NOT_OWN, "SPO-06"), authority=("CC/1064/1"),
      claims=("S0-17", "S2-21", "S2-27"))  # fmt: skip
def spouses_signed_together(case: Case, subject: Subject) -> Iterator[Step]:
    """A debt that both spouses sign for is their joint debt."""
    yield from _married_to_the_borrower(case, subject)
    yield "co_signed_by_spouse", _co_signed(case, subject)


def _adopted_later(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _married_to_the_borrower(case, subject)
    yield "not_co_signed", not _co_signed(case, subject)
    accepted = _did(case, subject, SpouseActKind.RATIFIED_EXPRESS)
    yield "adopted_by_spouse", _did(case, subject, *_ADOPTED), {"way": "words" if accepted else "plan"}


@rule("SPO-02", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=_NOT_OWN, authority=("CC/1064/1", "CC/140"),
      claims=("S0-17", "S2-21", "S2-27"))  # fmt: skip
def spouse_adopted_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Saying afterwards, in a chat if need be, "this is our debt, we will repay" makes it a joint debt."""
    yield from _adopted_later(case, subject)
    yield "debt_lawful", not _unlawful(case, subject)


@rule("SPO-06", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=("SPO-01", "SPO-05", "unlawful_debt_stays_personal"), authority=("MF1/34/2", "CC/1064/1"),
      unsettled="U22", accepts=((Liability.NONE,),), claims=("S0-17",))  # fmt: skip
def spouse_adopted_an_unlawful_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a promise to repay the other's gambling debt binds is unsettled; many courts hold to the promise."""
    yield from _adopted_later(case, subject)
    yield "debt_unlawful", _unlawful(case, subject)


@rule("SPO-02", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.NONE,
      authority=("CC/1064/1", "CC/140"), unsettled="U4", accepts=((Liability.SPOUSE_JOINT_DEBT,),),
      claims=("S0-17", "S2-21"))  # fmt: skip
def paid_from_own_account(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a spouse who keeps paying instalments has adopted the debt is unsettled; silence alone is not enough."""
    yield from _married_to_the_borrower(case, subject)
    yield "debt_lawful", not _unlawful(case, subject)
    yield "paid_repeatedly_by_spouse", _did(case, subject, SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT)


def _borrowed_alone(case: Case, subject: Subject) -> Iterator[Step]:
    """Signed by one spouse alone, adopted by nobody, for a lawful purpose."""
    yield from _married_when_signed(case, subject)
    alone = not _co_signed(case, subject) and not _bound_as(case, subject, CONTRACT_ROLES)
    yield "borrowed_in_one_name", alone
    yield "not_adopted_by_spouse", not _did(case, subject, *_ADOPTED)
    yield "borrower_is_bound", _spouse_owes(case, subject)
    yield "debt_lawful", not _unlawful(case, subject)


@rule("SPO-03", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=("SPO-01", "paid_from_own_account"), authority=("CC/1060/1", "CC/1064/1"),
      claims=("S0-17", "S2-27"))  # fmt: skip
def daily_needs_bind_both(case: Case, subject: Subject) -> Iterator[Step]:
    """Borrowing for the family's daily needs binds both spouses, unless the lender agreed otherwise."""
    yield from _borrowed_alone(case, subject)
    yield "within_daily_needs", loan_of(case, subject).within_daily_needs
    yield "not_agreed_as_personal", not loan_of(case, subject).creditor_agreed_personal_debt


@rule("SPO-04", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=("SPO-01", "paid_from_own_account"), authority=("CC/1064/2"),
      claims=("S0-18", "S2-27"))  # fmt: skip
def lender_proves_joint_use(case: Case, subject: Subject) -> Iterator[Step]:
    """Beyond daily needs the lender must prove that the money served joint life, joint business or joint will."""
    yield from _borrowed_alone(case, subject)
    yield "beyond_daily_needs", not loan_of(case, subject).within_daily_needs
    proofs = (proof.of for proof in case.joint_use_proofs if proof.loan == subject.loan and proof.by_creditor)
    proved = next(proofs, None)
    yield "joint_use_proved", proved is not None, {"way": str(proved)}


def _lender_knew_of_separation(case: Case, subject: Subject) -> bool:
    """The couple agreed in writing to keep all property apart, and the lender of this loan knew it (CC 1065(3))."""
    tie = _during(case, subject)
    return tie is not None and tie.regime is Regime.SEPARATE_WRITTEN and tie.lender_knew_regime[str(subject.loan)]


@rule("SPO-09", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.NONE,
      exception_to=("SPO-04",), authority=("CC/1065/3", "MF1/37"), claims=("S0-39",))  # fmt: skip
def lender_knew_of_separate_property(case: Case, subject: Subject) -> Iterator[Step]:
    """Against a lender who knew that the spouses keep their property apart, the borrower alone answers."""
    yield from _borrowed_alone(case, subject)
    yield "lender_knew_of_separation", _lender_knew_of_separation(case, subject)
    yield "beyond_daily_needs", not loan_of(case, subject).within_daily_needs


@rule("SPO-09", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=("SPO-01", "SPO-03", "paid_from_own_account"), authority=("CC/1060/1", "CC/1065/3"), unsettled="U20",
      accepts=((Liability.NONE,),), claims=("S0-39",))  # fmt: skip
def daily_needs_of_separate_owners(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether daily needs bind both even where the lender knew of their separate property is unsettled."""
    yield from _borrowed_alone(case, subject)
    yield "lender_knew_of_separation", _lender_knew_of_separation(case, subject)
    yield "within_daily_needs", loan_of(case, subject).within_daily_needs
    yield "not_agreed_as_personal", not loan_of(case, subject).creditor_agreed_personal_debt


@rule("SPO-11", question=Question.LIABILITY, beside=(Liability.SPOUSE_JOINT_DEBT,), authority=("CC/1064", "CC/1089"),
      unsettled="U5", claims=("S0-17",))  # fmt: skip
def reach_of_the_other_spouses_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a spouse who promised nothing answers with own property too, or with the common one, is unsettled."""
    yield "promised_nothing_as_spouse", not _co_signed(case, subject) and not _did(case, subject, *_ADOPTED)


@rule("SPO-05", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.NONE, authority="MF1/33",
      claims=("S0-17",))  # fmt: skip
def debt_from_before_marriage(case: Case, subject: Subject) -> Iterator[Step]:
    """What one of them owed before the marriage stays that one's own debt."""
    yield "signed_before_marriage", _before(case, subject)


@rule("SPO-05", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=("debt_from_before_marriage", "paid_from_own_account"), authority="MF1/33",
      claims=("S0-17",))  # fmt: skip
def old_debt_used_for_the_family(case: Case, subject: Subject) -> Iterator[Step]:
    """A debt from before the marriage is joint if the lender proves it served the family's life afterwards."""
    yield "signed_before_marriage", _before(case, subject)
    yield "borrower_is_bound", _spouse_owes(case, subject)
    yield "family_use_proved", _proved(case, subject, JointUse.JOINT_LIVING)
    yield "not_adopted_by_spouse", not _did(case, subject, *_ADOPTED)
    yield "debt_lawful", not _unlawful(case, subject)


@rule("SPO-06", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.NONE, authority="MF1/34",
      claims=("S0-17",))  # fmt: skip
def unlawful_debt_stays_personal(case: Case, subject: Subject) -> Iterator[Step]:
    """An invented debt, or one from gambling, drugs or crime, never becomes the other spouse's."""
    yield from _married_when_signed(case, subject)
    yield "debt_unlawful", _unlawful(case, subject)


@rule("SPO-07", question=Question.LIABILITY, beside=(Liability.SPOUSE_JOINT_DEBT,), authority=("CC/1089", "MF1/35/1"),
      claims=("S2-06",))  # fmt: skip
def divorce_does_not_discharge(case: Case, subject: Subject) -> Iterator[Step]:
    """After a divorce both still owe their joint debt; what the deed says works between the two."""
    yield (
        "divorced_since",
        any(
            tie.end is MarriageEnd.DIVORCE and tie.until is not None and tie.until <= case.as_of
            for tie in _marriages(case, subject)
        ),
    )


@rule("SPO-12", question=Question.LIABILITY, ground=Ground.MARRIAGE, concludes=Liability.NONE,
      authority=("CC/1064", "CC/465/2"), claims=("S2-06", "S2-23"))  # fmt: skip
def debt_from_after_divorce(case: Case, subject: Subject) -> Iterator[Step]:
    """The rules on spouses' debts do not reach a loan signed after the marriage had ended."""
    yield "once_married", bool(_marriages(case, subject))
    yield "marriage_over_when_signed", _during(case, subject) is None and not _before(case, subject)


@rule("SPO-12", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/1064", "CC/465/2", "MF2/4"), claims=("S2-06", "S2-23"))  # fmt: skip
def living_together_is_not_marriage(case: Case, subject: Subject) -> Iterator[Step]:
    """Living together, or having been a couple, is not marriage for purposes of debt."""
    others = {role.person for role in borrowers(case, subject)} - {subject.person}
    couples = [tie for tie in case.relations if tie.kind in {RelationKind.COHABITANT, RelationKind.EX_PARTNER}]
    own = [tie.kind.value for tie in couples if subject.person in {tie.a, tie.b} and {tie.a, tie.b} & others]
    yield "unmarried_couple", bool(own), {"way": own[0] if own else ""}
    yield "never_married_to_borrower", not any({tie.a, tie.b} & others for tie in marriages_of(case, subject.person))
    yield from promised_nothing(case, subject)


@rule("SPO-10", question=Question.LIABILITY, authority="CC/1064", claims=("S0-18",))
def daily_needs_are_a_judgment(case: Case, subject: Subject) -> Iterator[Step]:
    """No figure marks off daily needs (U3): a case states the judgment as a fact, and left open it is asked for."""
    yield from _borrowed_alone(case, subject)


@rule("SPO-13", question=Question.LIABILITY, authority=("MD18/1", "MD18/2", "MD18/3", "MD18/4", "TE/1/2"),
      until=CIVIL_CODE, governed_by=loan_signed, claims=("S0-17",))  # fmt: skip
def same_law_since_2018(case: Case, subject: Subject) -> Iterator[Step]:
    """For loans of before 2021 the Interpretation on Spousal Debts of 2018 says the same as the Civil Code."""
    yield "once_married", bool(_marriages(case, subject))
