"""The claims of the articles as questions of a sheet. Verdict, correction, authority and rules stay out of it."""

from collections.abc import Iterable

from autograder.law.claims import Claim, Verdict, claims
from autograder.questions import QuestionKind
from autograder.reading.refusals import close_to
from autograder.sheet import SheetCase, SheetOption, SheetQuestion, Text
from autograder.words import LANGUAGES, Words, words_for

SECTION = "claims"
"""The id of the section of a sheet that asks claims, and how the ids of its questions begin. No case is called so."""

POINTS = 1
"""The points of a claim."""

VALUES = tuple(verdict.value for verdict in Verdict)
"""What may be answered: the same verdicts in the same order for every claim."""

_NESTED = str.maketrans("“”", "‘’")


class NoSuchClaim(KeyError):
    """An id that no claim has, and the ids that somebody may have meant."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id
        self.close = close_to(id, claims())

    def say(self, language: str) -> str:
        """The refusal in a sentence for people."""
        return words_for(language)("claims.unknown", claim=self.id, close=", ".join(self.close) or "–")


def find_claim(id: str) -> Claim:
    """The claim of an id. Raises `NoSuchClaim`."""
    if id not in claims():
        raise NoSuchClaim(id)
    return claims()[id]


def question_id(claim: str) -> str:
    """The id of the question that asks a claim: S2-09 is claims.s2_09."""
    return f"{SECTION}.{claim.lower().replace('-', '_')}"


def claims_section(ids: Iterable[str], languages: Iterable[str] = LANGUAGES) -> SheetCase:
    """The section of a sheet that asks claims: how to judge them, and one question a claim. Raises `NoSuchClaim`."""
    spoken = {language: words_for(language) for language in languages}
    labels = {
        verdict: {language: words(f"claims.verdicts.{verdict}") for language, words in spoken.items()}
        for verdict in VALUES
    }
    options = tuple(SheetOption(verdict, label) for verdict, label in labels.items())
    return SheetCase(
        SECTION,
        {language: words("claims.title") for language, words in spoken.items()},
        {language: _lead_in(words) for language, words in spoken.items()},
        (),
        tuple(_question(find_claim(id), options, spoken.values()) for id in ids),
    )


def quoted(claim: Claim, language: str) -> str:
    """What the article says, as a quotation; quotation marks inside it are single ones."""
    return words_for(language)("explain.quoted", text=claim.statement[language].translate(_NESTED))


def _question(claim: Claim, options: tuple[SheetOption, ...], spoken: Iterable[Words]) -> SheetQuestion:
    prompt: Text = {words.language: quoted(claim, words.language) for words in spoken}
    return SheetQuestion(question_id(claim.id), QuestionKind.ONE, prompt, POINTS, None, options)


def _lead_in(words: Words) -> str:
    from autograder.explain import LAW_KNOWN_UNTIL

    verdicts = {verdict: words(f"claims.verdicts.{verdict}") for verdict in VALUES}
    return words("claims.lead_in", as_of=LAW_KNOWN_UNTIL, **verdicts)
