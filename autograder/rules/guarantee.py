"""The guarantee: made in writing, and of which kind (GUA-01 to GUA-05, GUA-21).

A guarantee of before 2021 keeps the law of its day (TE 1(2)); where both laws say the same, each has its own rule all
the same, so that every guarantee is told by the law that governs it.
"""

from collections.abc import Iterator

from autograder.fact_kinds import GuaranteeForm, RoleKind, TypeWords
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import signed_by_nobody
from autograder.rules.guarantee_clock import made
from autograder.rules.lookup import counter_guarantee_of, guarantee_of, role_of
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.rules.validity import BARRED_GUARANTEE, KINDS, KINDS_NOW, KINDS_UNTIL_2020, VOID_GUARANTEE
from autograder.vocabulary import Liability, Question

BOTH_KINDS = (Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL)

IN_TIME = ("in_time_general", "in_time_joint", "in_time_general_until_2020", "in_time_joint_until_2020")
PERIOD_RUNS = (
    "period_runs_general", "period_runs_joint", "period_runs_general_until_2020", "period_runs_joint_until_2020",
)  # fmt: skip
_ALWAYS = (
    "guarantee_may_be_avoided", "GUA-14", "GUA-15", "GUA-19", "debtors_own_thing_goes_first",
    "lender_chooses_the_security", "lender_gave_the_debtors_thing_up", "part_of_the_debt_handed_over",
    "sale_not_told_to_guarantor",
)  # fmt: skip
_NOW = ("own_share_agreed_with_the_lender", "share_of_a_lapsed_co_guarantor")
_UNTIL_2020 = ("own_share_agreed_with_the_lender_until_2020",)
EXTENT_NOW, EXTENT_UNTIL_2020 = (*_ALWAYS, *_NOW), (*_ALWAYS, *_UNTIL_2020)
EXTENT = (*_ALWAYS, *_NOW, *_UNTIL_2020)
"""Rules on attacks, defences and sums, which only a guarantor who is still bound needs; since 2021, before, ever."""

WORKINGS = ("GUA-07", "GUA-08", "GUA-21", *IN_TIME, *PERIOD_RUNS, *EXTENT)
"""Rules on how a living guarantee works; they fall with the guarantee."""

PAPER = {GuaranteeForm.WRITTEN_SEPARATE, GuaranteeForm.WRITTEN_CLAUSE}
"""Forms that need a signature; a message in words of one's own does not."""
_SILENT = {TypeWords.NONE, TypeWords.CONTRADICTORY}
_DEBTOR_FIRST = {TypeWords.EXPRESS_GENERAL, TypeWords.UNABLE_TO_PAY}
_SIDE_BY_SIDE = {TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL}


def _says(case: Case, subject: Subject, name: str, words: set[TypeWords]) -> Iterator[Step]:
    yield name, made(case, subject).type_words in words


def _oral(case: Case, subject: Subject) -> Iterator[Step]:
    yield "guarantee_oral", made(case, subject).form is GuaranteeForm.ORAL


@rule("GUA-01", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS_NOW, *BARRED_GUARANTEE), authority=("CC/685", "CC/469"), since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-22",))  # fmt: skip
def oral_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee must be in retrievable writing; a spoken promise is none."""
    yield from _oral(case, subject)


@rule("GUA-01", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS_UNTIL_2020, *BARRED_GUARANTEE), authority="SL/13", until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-22",))  # fmt: skip
def oral_guarantee_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee of before 2021 had to be in writing just as well."""
    yield from _oral(case, subject)


@rule("GUA-01", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *VOID_GUARANTEE), authority=("CC/490/1", "CC/685"), claims=("S2-22",))  # fmt: skip
def unsigned_guarantee_paper(case: Case, subject: Subject) -> Iterator[Step]:
    """A paper of guarantee that nobody signed is not a guarantee."""
    guarantee, role = guarantee_of(case, subject), role_of(case, subject, RoleKind.GUARANTOR)
    yield "guarantee_given", guarantee is not None
    if guarantee is not None:
        yield "guarantee_on_paper", guarantee.form in PAPER
        yield "guarantee_unsigned", role is not None and signed_by_nobody(role)


@rule("GUA-02", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority=("CC/686/1", "CC/688/1"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-13", "S0-14", "S0-15", "S2-10"))  # fmt: skip
def joint_by_express_words(case: Case, subject: Subject) -> Iterator[Step]:
    """Clear words of joint liability put the guarantor beside the borrower."""
    yield from _says(case, subject, "joint_words", {TypeWords.EXPRESS_JOINT})


@rule("GUA-02", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority="SL/18/1", until=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-13", "S0-14", "S0-15", "S2-10"))  # fmt: skip
def joint_by_express_words_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021, too, clear words of joint liability put the guarantor beside the borrower."""
    yield from _says(case, subject, "joint_words", {TypeWords.EXPRESS_JOINT})


@rule("GUA-03", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_GENERAL,
      authority=("GI/25/1", "CC/687/1"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-14", "S2-09"))  # fmt: skip
def debtor_first_words(case: Case, subject: Subject) -> Iterator[Step]:
    """Words that put the borrower first, such as "if he is unable to pay", make a general guarantee."""
    yield from _says(case, subject, "words_put_debtor_first", _DEBTOR_FIRST)


@rule("GUA-03", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_GENERAL,
      authority="SL/17/1", until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-14", "S2-09"))  # fmt: skip
def debtor_first_words_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Words that put the borrower first made a general guarantee before 2021 as well."""
    yield from _says(case, subject, "words_put_debtor_first", _DEBTOR_FIRST)


@rule("GUA-03", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority=("GI/25/2", "CC/688/1"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-14", "S2-09"))  # fmt: skip
def side_by_side_words(case: Case, subject: Subject) -> Iterator[Step]:
    """Words that only look at the missed payment, or promise unconditionally, make a joint guarantee."""
    yield from _says(case, subject, "words_put_guarantor_beside", _SIDE_BY_SIDE)


@rule("GUA-03", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority="SL/18/1", until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-14", "S2-09"))  # fmt: skip
def side_by_side_words_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Words that only look at the missed payment made a joint guarantee before 2021 as well."""
    yield from _says(case, subject, "words_put_guarantor_beside", _SIDE_BY_SIDE)


@rule("GUA-04", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_GENERAL,
      authority="CC/686/2", since=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-14", "S2-09"))  # fmt: skip
def silence_means_general(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee that does not say of which kind it is, is a general guarantee."""
    yield from _says(case, subject, "kind_not_stated", _SILENT)


@rule("GUA-05", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority=("SL/19", "TE/1/2"), until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S2-09",))  # fmt: skip
def silence_means_joint_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee of before 2021 that does not say of which kind it is keeps the old reading: joint liability."""
    yield from _says(case, subject, "kind_not_stated", _SILENT)


@rule("GUA-21", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      authority=("CC/689", "CC/465/2"), claims=("S2-10",))  # fmt: skip
def counter_guarantor_owes_the_lender_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """A counter-guarantee is promised to a guarantor, for what the borrower will owe him, and not to the lender."""
    yield "counter_guarantee_given", counter_guarantee_of(case, subject) is not None
    yield "no_guarantee_to_the_lender", guarantee_of(case, subject) is None
