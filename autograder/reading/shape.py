"""From TOML data to facts: every key known, every value of its kind, "unknown" and "none" where they may stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from autograder.reading.refusals import Place, Problem, close_to
from autograder.stated import UNKNOWN, may_be_unknown

Structure = Callable[[Any, Any], Any]

MOST_DIGITS = 12
MOST_PLACES = 6
"""No sum or rate has more digits before its point, or more behind it."""


class Misshapen(ValueError):
    """A value that cannot be what its key asks for."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.parameters = parameters


def shaped(data: Any, cls: type[Any], place: Place = ()) -> tuple[Any, list[Problem]]:
    """An object of an attrs class from TOML data, or None and everything that is wrong with the data."""
    try:
        return _converter.structure(data, cls), []
    except (ClassValidationError, IterableValidationError, Misshapen) as error:
        return None, list(_problems(error, place))


def _problems(error: BaseException, place: Place) -> Iterator[Problem]:
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for part in error.exceptions:
            yield from _problems(part, (*place, *_step(part)))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = tuple(field.name for field in attrs.fields(error.cl) if _from_file(field))
        for key in sorted(error.extra_fields):
            parameters = {"key": key, "allowed": known, "close": close_to(key, known)}
            yield Problem("unknown_key", (*place, key), parameters)
    elif isinstance(error, KeyError):
        yield Problem("missing_key", place[:-1], {"key": str(error.args[0])})
    elif isinstance(error, Misshapen):
        yield Problem(error.reason, place, error.parameters)
    else:
        raise error


def _step(error: BaseException) -> Place:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def shape_of(value: Any) -> str:
    """What kind of TOML value something is: a key of the words under `shapes`."""
    kinds: list[tuple[type[Any], str]] = [
        (bool, "boolean"), (int, "integer"), (Decimal, "number"), (datetime, "moment"), (date, "date"),
        (str, "text"), (list, "list"), (dict, "table"),
    ]  # fmt: skip
    return next((name for kind, name in kinds if isinstance(value, kind)), "time")


def _wrong(value: Any, expected: str) -> Misshapen:
    shown = "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else str(value)
    return Misshapen("wrong_type", expected=expected, given=shape_of(value), value=shown)


def _boolean(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(value, "boolean")
    return value


def _integer(value: Any, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(value, "integer")
    _sensible(Decimal(value))
    return value


def _decimal(value: Any, _: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise _wrong(value, "number")
    _sensible(Decimal(value))
    return Decimal(value)


def _sensible(number: Decimal) -> None:
    """Refuse what is no number, has more digits than any sum of money, or an exponent that would fill the memory."""
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS or round(number, MOST_PLACES) != number:
        raise Misshapen("no_sensible_number", value=str(number), digits=MOST_DIGITS, places=MOST_PLACES)


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(value, "text")
    return value


def _day(value: Any, _: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _wrong(value, "date")
    return value


def _moment(value: Any, _: Any) -> datetime:
    if not isinstance(value, datetime):
        raise _wrong(value, "moment")
    if value.tzinfo is not None:
        raise Misshapen("moment_with_zone", value=str(value))
    return value


def _code(value: Any, kind: Any) -> StrEnum:
    codes_by_value: dict[str, StrEnum] = {code.value: code for code in kind}
    codes = tuple(codes_by_value)
    if not isinstance(value, str):
        raise _wrong(value, "code")
    if value not in codes:
        raise Misshapen("unknown_code", value=value, allowed=codes, close=close_to(value, codes))
    return codes_by_value[value]


def _maybe(hint: Any) -> Structure:
    return _or_word(get_args(hint)[0], "unknown", UNKNOWN)


def _optional(hint: Any) -> Structure:
    inner = next(part for part in get_args(hint) if part is not NoneType)
    return _or_word(inner, "none", None)


def _or_word(inner: Any, word: str, meaning: Any) -> Structure:
    """A value of the inner type, or one word that stands for something else; the word is offered where it helps."""
    structure = _converter.get_structure_hook(inner)

    def read(value: Any, _: Any) -> Any:
        if value == word:
            return meaning
        try:
            return structure(value, inner)
        except Misshapen as wrong:
            if wrong.reason == "unknown_code":
                allowed = (*wrong.parameters["allowed"], word)
                raise Misshapen("unknown_code", value=value, allowed=allowed, close=close_to(value, allowed)) from None
            if isinstance(value, str) and not wrong.parameters.get("close"):
                raise Misshapen(wrong.reason, **{**wrong.parameters, "close": close_to(value, (word,))}) from None
            raise

    return read


def _each(entries: Iterable[tuple[Any, Any]], inner: Any) -> list[tuple[Any, Any]]:
    """All entries of a list or table structured, or all their errors at once."""
    structure = _converter.get_structure_hook(inner)
    done: list[tuple[Any, Any]] = []
    errors: list[Exception] = []
    for key, entry in entries:
        try:
            done.append((key, structure(entry, inner)))
        except Exception as error:
            error.__notes__ = [*getattr(error, "__notes__", ()), IterableValidationNote(f"at {key}", key, inner)]
            errors.append(error)
    if errors:
        raise IterableValidationError("entries", errors, list)
    return done


def _tuple(hint: Any) -> Structure:
    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong(value, "list")
        return tuple(entry for _, entry in _each(enumerate(value), get_args(hint)[0]))

    return read


def _set(hint: Any) -> Structure:
    entries = _tuple(hint)

    def read(value: Any, _: Any) -> frozenset[Any]:
        found = entries(value, hint)
        if len(set(found)) < len(found):
            twice = next(entry for entry in found if found.count(entry) > 1)
            raise Misshapen("entry_twice", value=str(twice))
        return frozenset(found)

    return read


def _mapping(hint: Any) -> Structure:
    def read(value: Any, _: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _wrong(value, "table")
        return dict(_each(value.items(), get_args(hint)[1]))

    return read


def _table(cls: type[Any]) -> Structure:
    left_out: dict[str, Any] = {field.name: override(omit=True) for field in attrs.fields(cls) if not _from_file(field)}
    inner = make_dict_structure_fn(
        cls, _converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **left_out
    )

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise _wrong(value, "table")
        return inner(value, cls)

    return read


def _from_file(field: Any) -> bool:
    return bool(field.metadata.get("from_file", True))


def _is(origin: Any) -> Callable[[Any], bool]:
    return lambda hint: get_origin(hint) is origin


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)


_converter = Converter(forbid_extra_keys=True, detailed_validation=True)
_converter.register_structure_hook_factory(attrs.has, _table)
_converter.register_structure_hook_factory(_is(tuple), _tuple)
_converter.register_structure_hook_factory(_is(frozenset), _set)
_converter.register_structure_hook_factory(_is(Mapping), _mapping)
_converter.register_structure_hook_factory(_is_optional, _optional)
_converter.register_structure_hook_factory(may_be_unknown, _maybe)
for _kind, _read in (
    (bool, _boolean), (int, _integer), (Decimal, _decimal), (str, _text), (date, _day), (datetime, _moment),
    (StrEnum, _code),
):  # fmt: skip
    _converter.register_structure_hook(_kind, _read)
