"""Who owes a loan because of his own part in it, and who does not (LIA-01 to 04, 08, 10 to 12; ACC-03)."""

from collections.abc import Iterator

from autograder.fact_kinds import AccessionWords, EventKind, MarriageEnd, RoleKind, SpouseActKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import (
    PARTY_ROLES,
    contract_role,
    dead_debtors,
    front_known,
    kept_something,
    lacks_approval,
    took_over,
)
from autograder.rules.lookup import (
    borrowers,
    events_of,
    guarantee_of,
    guarantees_on,
    lender_of,
    loan_of,
    marriages_of,
    promises_of,
    role_of,
    roles_of,
    undertakings_of,
)
from autograder.rules.nullity import PRIVATE_LENDERS, void
from autograder.rules.time import FRAUD_ACT, loan_signed
from autograder.rules.validity import is_impostor
from autograder.vocabulary import Flag, Liability, Question

KNOWERS = (RoleKind.KNOWER, RoleKind.WITNESS, RoleKind.EMERGENCY_CONTACT, RoleKind.ADDRESS_BOOK_ENTRY)
_SERIOUS = {AccessionWords.JOIN_CLEAR, AccessionWords.AMBIGUOUS}
_DEBTORS = (Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL, Liability.SPOUSE_JOINT_DEBT)


def promised_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """Named as no party, no guarantee, no promise to join or to take over, no use of the loan behind a front man."""
    named = {role.kind for role in roles_of(case, subject)}
    yield "named_as_no_party", not named & PARTY_ROLES
    yield "no_guarantee_given", guarantee_of(case, subject) is None
    yield "no_promise_to_join", not any(promise.words in _SERIOUS for promise in promises_of(case, subject))
    yield "no_debt_taken_over", not took_over(case, subject)
    yield "not_the_hidden_user", RoleKind.TRUE_USER not in named


@rule("LIA-01", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/118", "CC/176", "CC/178/3", "CC/465/2", "CC/518/2"),
      claims=("S0-02", "S0-06", "S0-42", "S2-02", "S2-03", "S2-11", "S3-04", "S3-06", "S3-08"))  # fmt: skip
def no_party_no_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """A debt binds those who took it on; kinship, friendship or being listed as a contact is no source of debt."""
    yield from promised_nothing(case, subject)
    yield "used_nobodys_name", not is_impostor(case, subject)
    yield "not_married_to_a_debtor", not _married_to_a_debtor(case, subject)
    yield "not_heir_of_a_debtor", not _heir_of_a_debtor(case, subject)
    yield "no_promise_to_court", not undertakings_of(case, subject)


def _married_to_a_debtor(case: Case, subject: Subject) -> bool:
    """Married, now or once, to a borrower or guarantor of the loan: the rules on spouses decide."""
    debtors = {role.person for role in borrowers(case, subject)}
    debtors |= {guarantee.guarantor for guarantee in guarantees_on(case, subject.loan)}
    return any({tie.a, tie.b} & (debtors - {subject.person}) for tie in marriages_of(case, subject.person))


def _heir_of_a_debtor(case: Case, subject: Subject) -> bool:
    dead = dead_debtors(case, subject)
    named = role_of(case, subject, RoleKind.HEIR) is not None
    return bool(dead) and (named or any(i.heir == subject.person and i.deceased in dead for i in case.inheritances))


@rule("LIA-02", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.BORROWER_FULL,
      authority=("CC/509/1", "CC/667", "CC/675", "CC/676", "CC/577"), claims=("S1-16", "S4-13", "S4-15"))  # fmt: skip
def borrower_owes(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever borrowed repays on the agreed day and owes interest for delay from the first late day."""
    role = contract_role(case, subject)
    wanted = {RoleKind.BORROWER, RoleKind.NAMED_BY_IMPERSONATION}
    yield "named_as_borrower", role is not None and role.kind in wanted


@rule("LIA-03", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.JOINT_DEBTOR_FULL,
      authority="CC/518", claims=("S0-11", "S2-01", "S2-04", "S2-05", "S2-31"))  # fmt: skip
def co_borrower_owes_all(case: Case, subject: Subject) -> Iterator[Step]:
    """The lender may take the whole from either co-borrower, whoever used the money."""
    role = contract_role(case, subject)
    yield "named_as_co_borrower", role is not None and role.kind is RoleKind.CO_BORROWER


@rule("LIA-03", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.BORROWER_FULL,
      exception_to=("borrower_owes", "co_borrower_owes_all"), authority="CC/517/1",
      claims=("S2-04", "S2-31"))  # fmt: skip
def borrower_of_a_share(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the contract fixes separate shares towards the lender, each borrower owes his own share and no more."""
    role = contract_role(case, subject)
    yield "named_on_contract", role is not None and role.kind in {RoleKind.BORROWER, RoleKind.CO_BORROWER}
    yield "share_agreed_with_the_lender", subject.person in loan_of(case, subject).share_clause_towards_lender


@rule("LIA-04", question=Question.LIABILITY, beside=_DEBTORS, authority=("CC/465/2", "CC/551/1", "MF1/35/1"),
      claims=("S2-06", "S2-23"))  # fmt: skip
def inside_deal_leaves_lender_alone(case: Case, subject: Subject) -> Iterator[Step]:
    """A deed that shares debts out among debtors works between them; the lender is no part of it."""
    over = (tie for tie in marriages_of(case, subject.person) if tie.end is MarriageEnd.DIVORCE)
    ties = (tie for tie in over if tie.until is not None and tie.until <= case.as_of)
    deeds = [tie.divorce_property for tie in ties if tie.divorce_property is not None]
    yield "debt_given_to_the_other", any(deed.debt_assignee not in {None, subject.person} for deed in deeds)


@rule("LIA-08", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.BORROWER_FULL,
      authority=("CC/465/2", "CC/925", "CC/926"), claims=("S2-05", "S2-17"))  # fmt: skip
def nominal_borrower_owes(case: Case, subject: Subject) -> Iterator[Step]:
    """Lending one's name is borrowing, unless the lender knew that another was the true borrower."""
    role = contract_role(case, subject)
    yield "lent_his_name", role is not None and role.kind is RoleKind.NOMINAL_BORROWER
    if role is not None:
        yield "lender_did_not_know_true_user", not role.lender_knew_true_user


@rule("LIA-08", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      authority=("CC/146", "CC/925"), unsettled="U6", accepts=((Liability.BORROWER_FULL,),),
      claims=("S2-05", "S2-17"))  # fmt: skip
def front_man_of_a_knowing_lender(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the lender knew the true borrower, courts mostly hold that one and not the name on the paper."""
    role = contract_role(case, subject)
    yield "lent_his_name", role is not None and role.kind is RoleKind.NOMINAL_BORROWER
    if role is not None:
        yield "lender_knew_true_user", role.lender_knew_true_user


@rule("LIA-08", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.BORROWER_FULL,
      authority=("CC/146", "CC/925"), unsettled="U6", accepts=((Liability.NONE,),), claims=("S2-17",))  # fmt: skip
def true_user_known_to_lender(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the lender knew who was behind the name, courts mostly treat that person as the borrower."""
    yield "hidden_user", role_of(case, subject, RoleKind.TRUE_USER) is not None
    yield "not_a_borrower_by_name", contract_role(case, subject) is None
    yield "true_user_was_known", front_known(case, subject)


@rule("LIA-07", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=("true_user_known_to_lender",), authority=("CC/144", "CC/145", "CC/157"), unsettled="U6",
      accepts=((Liability.NONE,),), claims=("S2-16",))  # fmt: skip
def hidden_user_could_not_bind_himself(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever would be the borrower behind the name, but is a child or lacks capacity, gives back what he got."""
    user = role_of(case, subject, RoleKind.TRUE_USER)
    yield "hidden_user", user is not None
    yield "not_a_borrower_by_name", contract_role(case, subject) is None
    yield "true_user_was_known", front_known(case, subject)
    yield "loan_not_void", not void(case, loan_of(case, subject))
    if user is not None:
        yield "could_not_bind_himself_alone", lacks_approval(case, user, loan_of(case, subject).signed)


@rule("LIA-08", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority="CC/465/2", claims=("S2-17",))  # fmt: skip
def true_user_unknown_to_lender(case: Case, subject: Subject) -> Iterator[Step]:
    """Towards a lender who did not know of him, the person who used the money is no party."""
    yield "hidden_user", role_of(case, subject, RoleKind.TRUE_USER) is not None
    yield "true_user_was_unknown", not front_known(case, subject)


@rule("LIA-10", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE, authority="PL/20",
      claims=("S0-35",))  # fmt: skip
def bare_name_on_a_private_note(case: Case, subject: Subject) -> Iterator[Step]:
    """A name on a private IOU without a word of guarantee or borrowing makes nobody a guarantor."""
    yield "signed_without_a_role", role_of(case, subject, RoleKind.SIGNATURE_WITHOUT_ROLE) is not None
    yield "lender_private", lender_of(case, subject).kind in PRIVATE_LENDERS
    yield from promised_nothing(case, subject)


@rule("LIA-10", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/142/1", "CC/466/1"), claims=("S0-35",))  # fmt: skip
def bare_name_on_a_form(case: Case, subject: Subject) -> Iterator[Step]:
    """On a business lender's form, too, a signature means what the words beside it say; no words, no promise."""
    yield "signed_without_a_role", role_of(case, subject, RoleKind.SIGNATURE_WITHOUT_ROLE) is not None
    yield "lender_in_business", lender_of(case, subject).kind not in PRIVATE_LENDERS
    yield from promised_nothing(case, subject)


@rule("LIA-11", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/140", "CC/518/2"), claims=("S2-08", "S3-04", "S3-06"))  # fmt: skip
def knowing_is_not_owing(case: Case, subject: Subject) -> Iterator[Step]:
    """Learning of a loan, witnessing it or being named as a contact is no consent to owe it."""
    yield "only_knew_or_was_listed", role_of(case, subject, *KNOWERS) is not None or _silent_spouse(case, subject)
    yield from promised_nothing(case, subject)


def _silent_spouse(case: Case, subject: Subject) -> bool:
    return any(
        (act.spouse, act.loan, act.kind) == (subject.person, subject.loan, SpouseActKind.SILENT_KNOWLEDGE)
        for act in case.spouse_acts
    )


@rule("LIA-12", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority="CC/465/2", claims=("S2-11",))  # fmt: skip
def lent_account(case: Case, subject: Subject) -> Iterator[Step]:
    """Letting the money pass through one's account does not make one the borrower."""
    yield "lent_bank_account", role_of(case, subject, RoleKind.ACCOUNT_LENDER) is not None
    yield from promised_nothing(case, subject)


@rule("LIA-12", question=Question.LIABILITY, authority="CC/985", flags=(Flag.UNJUST_ENRICHMENT_POSSIBLE,),
      claims=("S2-11",))  # fmt: skip
def account_lender_kept_money(case: Case, subject: Subject) -> Iterator[Step]:
    """What stuck to the account without a reason may have to be given back."""
    role = role_of(case, subject, RoleKind.ACCOUNT_LENDER)
    yield "lent_bank_account", role is not None
    if role is not None:
        yield "money_stayed_on_account", kept_something(role)


@rule("LIA-12", question=Question.LIABILITY, authority="ATF/31", since=FRAUD_ACT, governed_by=loan_signed,
      flags=(Flag.ACCOUNT_LENDING_OFFENCE_POSSIBLE,), claims=("S2-11",))  # fmt: skip
def lending_accounts_is_forbidden(case: Case, subject: Subject) -> Iterator[Step]:
    """Lending one's bank account out can itself be punished."""
    yield "lent_bank_account", role_of(case, subject, RoleKind.ACCOUNT_LENDER) is not None


@rule("ACC-03", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/140", "CC/523", "CC/524", "CC/552"), claims=("S3-09",))  # fmt: skip
def paying_is_not_joining(case: Case, subject: Subject) -> Iterator[Step]:
    """Paying some instalments for another creates no duty to pay the next."""
    named = role_of(case, subject, RoleKind.THIRD_PARTY_PAYER) is not None
    paid = any(event.person == subject.person for event in events_of(case, subject, EventKind.THIRD_PARTY_PAID))
    yield "paid_for_another", named or paid
    yield from promised_nothing(case, subject)
