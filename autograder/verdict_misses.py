"""What a wrong verdict on a claim of an article still earns, and which misconception it shows. Tables only.

Each row reads: the right verdict, the verdict given, the share of the points, the key of the mistake's words
(`mistakes.<key>`); above it stands why it earns that. Every pair has a row, so nothing is decided by a default.
Whoever gives one and the same verdict to all claims must stay below half of the points; a test holds that.
"""

from collections.abc import Mapping

from autograder.law.claims import Verdict
from autograder.near_misses import Miss

V = Verdict

_ROWS: tuple[tuple[Verdict, Verdict, float, str], ...] = (
    # Knows that the law bears the claim out; the caution is one too many.
    (V.RIGHT, V.CONDITIONAL, 0.5, "condition_imagined"),
    # Gives up a rule that protects or binds somebody.
    (V.RIGHT, V.WRONG, 0.0, "true_claim_doubted"),
    # The same: what is law today is not applied.
    (V.RIGHT, V.OUTDATED, 0.0, "law_thought_repealed"),
    # The same: what must be done is taken for a matter of taste.
    (V.RIGHT, V.PRACTICE, 0.0, "law_taken_for_habit"),
    # Knows where the law stands, but not where it stops.
    (V.CONDITIONAL, V.RIGHT, 0.5, "condition_overlooked"),
    # Sees that the claim does not hold as it is put, but not that it holds on its condition.
    (V.CONDITIONAL, V.WRONG, 0.25, "rejected_whole"),
    # The law behind the claim is in force.
    (V.CONDITIONAL, V.OUTDATED, 0.0, "law_thought_repealed"),
    # Sees that the claim cannot be relied on as it is put, but not that there is law behind it.
    (V.CONDITIONAL, V.PRACTICE, 0.25, "law_taken_for_habit"),
    # Passes the articles' mistake on.
    (V.WRONG, V.RIGHT, 0.0, "false_claim_believed"),
    # The same: no condition makes it true.
    (V.WRONG, V.CONDITIONAL, 0.0, "condition_cannot_save"),
    # Knows that the law says otherwise today; errs only on the past.
    (V.WRONG, V.OUTDATED, 0.5, "never_was_law"),
    # Does not see that the claim speaks of law at all.
    (V.WRONG, V.PRACTICE, 0.0, "wrong_taken_for_habit"),
    # Applies a rule that is gone.
    (V.OUTDATED, V.RIGHT, 0.0, "old_law_relied_on"),
    # The same: no condition brings it back.
    (V.OUTDATED, V.CONDITIONAL, 0.0, "old_law_relied_on"),
    # Knows that the law says otherwise today; errs only on the past.
    (V.OUTDATED, V.WRONG, 0.5, "once_was_law"),
    # Does not see that the claim speaks of rules.
    (V.OUTDATED, V.PRACTICE, 0.0, "law_taken_for_habit"),
    # To call a habit law is what the articles do, and what frightens people.
    (V.PRACTICE, V.RIGHT, 0.0, "habit_taken_for_law"),
    # The same; a share here would also pay whoever answers "it depends" to everything.
    (V.PRACTICE, V.CONDITIONAL, 0.0, "habit_taken_for_law"),
    # What no law says may well be so.
    (V.PRACTICE, V.WRONG, 0.0, "habit_taken_for_falsehood"),
    # It was no law before either.
    (V.PRACTICE, V.OUTDATED, 0.0, "habit_taken_for_law"),
)

VERDICT_MISSES: Mapping[tuple[Verdict, Verdict], Miss] = {
    (right, given): Miss(share, mistake) for right, given, share, mistake in _ROWS
}
"""Right verdict and given verdict -> what the answer earns and shows."""
