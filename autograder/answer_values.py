"""What an answer to each kind of question must look like, whether it comes from a form or from a file."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from autograder.questions import QuestionKind

LONGEST_REASON = 2000
"""Characters that a reason may have."""

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Days outside this span are slips of the keyboard."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_NEW_LINE = re.compile(r"[\t\n\u2028\u2029]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－／", "0123456789.,-/")

Value = str | list[str]


class Answerable(Protocol):
    """All that is needed of a question to judge whether an answer has the right shape."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> QuestionKind: ...
    @property
    def values(self) -> Sequence[str]: ...


class WrongValue(Exception):
    """An answer that is none: not wrong in law, but of the wrong shape; `reason` is the key of its words."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.parameters = parameters


def checked(question: Answerable, value: Any) -> Value:
    """The answer as it is recorded: options in the order of the question, an amount without spare zeros.

    Raises `WrongValue` with the reasons not_an_option, empty_choice, repeated_choice, not_a_date, not_an_amount,
    empty, too_long, control_characters or wrong_type.
    """
    if question.kind is QuestionKind.MANY:
        return _choices(question, value)
    if not isinstance(value, str):
        raise WrongValue("wrong_type")
    if _INVISIBLE.search(value):
        raise WrongValue("control_characters")
    match question.kind:
        case QuestionKind.DATE:
            return _day(value)
        case QuestionKind.AMOUNT:
            return _amount(value)
        case QuestionKind.REASON:
            return _reason(value)
        case _:
            return _option(question, value)


def plausible(value: Any) -> Value:
    """An answer to a question that nobody knows: a text or a list of texts. Raises `WrongValue`."""
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        raise WrongValue("wrong_type")
    if any(_INVISIBLE.search(part) for part in parts):
        raise WrongValue("control_characters")
    return list(value) if isinstance(value, list) else str(value)


def typed(question: Answerable, value: Any) -> Value | None:
    """The answer out of what somebody put into a form, None where they emptied it.

    Forgives what a keyboard does: full-width digits, thousands separators, blanks, line ends and invisible characters.
    Raises `WrongValue`.
    """
    if isinstance(value, str):
        value = _INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
        value = value.rstrip() if question.kind is QuestionKind.REASON else value.strip()
    if value is None or value == "" or value == []:
        return None
    if question.kind is QuestionKind.AMOUNT and isinstance(value, str):
        value = _digits(value)
    if question.kind is QuestionKind.DATE and isinstance(value, str):
        value = value.translate(_FULL_WIDTH)
    return checked(question, value)


def _choices(question: Answerable, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(choice, str) for choice in value):
        raise WrongValue("wrong_type")
    if not value:
        raise WrongValue("empty_choice")
    if len(set(value)) < len(value):
        raise WrongValue("repeated_choice")
    for choice in value:
        _option(question, choice)
    return [option for option in question.values if option in value]


def _option(question: Answerable, value: str) -> str:
    if value not in question.values:
        raise WrongValue("not_an_option", value=shown(value))
    return value


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise WrongValue("not_a_date", value=shown(value))
    return value


def _amount(value: str) -> str:
    if not _AMOUNT.fullmatch(value):
        raise WrongValue("not_an_amount", value=shown(value))
    return value.rstrip("0").rstrip(".") if "." in value else value


def _digits(value: str) -> str:
    """A sum as people write it (３０,０００ or 030000) as bare digits; anything else stays as it is."""
    bare = value.translate(_FULL_WIDTH).replace(" ", "").replace("\u3000", "")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare):
        bare = bare.replace(",", "")
    return re.sub(r"^0+(?=[0-9])", "", bare)


def _reason(value: str) -> str:
    if not value.strip():
        raise WrongValue("empty")
    if len(value) > LONGEST_REASON:
        raise WrongValue("too_long", limit=LONGEST_REASON)
    return value


def shown(text: object, longest: int = 60) -> str:
    """A stranger's text, harmless and short enough to quote in a message."""
    bare = _NEW_LINE.sub(" ", _INVISIBLE.sub("\ufffd", str(text)[: longest + 1]))
    return bare if len(bare) <= longest else f"{bare[:longest]}…"
