"""Facts that may be unknown: reading one that nobody stated raises, so no rule can decide by overlooking it.

`Maybe[bool]` is a plain `bool` to the reader of a rule; the field behind it may also hold UNKNOWN (the file says
"unknown") or NOT_WRITTEN (the file says nothing). Both raise `UnknownFact` when they are read; the engine then
tries every value that the fact could have. `recorded_reads` tells which facts a piece of law looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, cast, dataclass_transform, get_args, get_type_hints

import attrs

T = TypeVar("T")


class Unstated(Enum):
    """Why a fact has no value."""

    UNKNOWN = "unknown"
    NOT_WRITTEN = "not written"


UNKNOWN: Any = Unstated.UNKNOWN
NOT_WRITTEN: Any = Unstated.NOT_WRITTEN

_MAY_BE_UNKNOWN = object()
Maybe = Annotated[T, _MAY_BE_UNKNOWN]
"""A field that may be unknown. To a rule it has type T; reading it while unknown raises `UnknownFact`."""


class UnknownFact(Exception):
    """A fact was read that nobody stated.

    `fact` is the object, `name` its field, `key` the entry where the field is a mapping, and `written` whether the
    file says "unknown" (True) or leaves the fact out (False).
    """

    def __init__(self, fact: Any, name: str, key: str | None, written: bool) -> None:
        super().__init__(f"{type(fact).__name__}.{name}" + (f"[{key}]" if key is not None else ""))
        self.fact = fact
        self.name = name
        self.key = key
        self.written = written


Read = tuple[Any, str, str | None]
"""One look at a fact: the object, the field, the key within a mapping."""

_recorders: list[dict[tuple[int, str, str | None], Read]] = []


class _Recording:
    """Collects every fact that is read inside a block, in order of first reading; an outer block sees them too."""

    __slots__ = ("_reads",)

    def __enter__(self) -> dict[tuple[int, str, str | None], Read]:
        self._reads: dict[tuple[int, str, str | None], Read] = {}
        _recorders.append(self._reads)
        return self._reads

    def __exit__(self, *failure: object) -> None:
        _recorders.pop()
        if _recorders:
            for key, read in self._reads.items():
                _recorders[-1].setdefault(key, read)


def recorded_reads() -> _Recording:
    """A block that collects every fact read inside it: `with recorded_reads() as reads`."""
    return _Recording()


def being_recorded() -> bool:
    """Whether somebody wants to know which facts are read."""
    return bool(_recorders)


def record(reads: Iterable[Read]) -> None:
    """Count facts as read that a remembered answer rests on."""
    if _recorders:
        for fact, name, key in reads:
            _recorders[-1].setdefault((id(fact), name, key), (fact, name, key))


def _look(fact: Any, name: str, key: str | None, value: T) -> T:
    if _recorders:
        _recorders[-1].setdefault((id(fact), name, key), (fact, name, key))
    if value is UNKNOWN or value is NOT_WRITTEN:
        raise UnknownFact(fact, name, key, written=value is UNKNOWN)
    return value


class PerKey(Mapping[str, T]):
    """A mapping fact (per person, per loan) whose entries may be unknown; a missing key is a fact not written."""

    __slots__ = ("_entries", "_fact", "_name")

    def __init__(self, fact: Any, name: str, entries: Mapping[str, T]) -> None:
        self._fact = fact
        self._name = name
        self._entries = entries

    def __getitem__(self, key: str) -> T:
        value: T = self._entries.get(key, NOT_WRITTEN)
        return _look(self._fact, self._name, key, value)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class _StatedField:
    """Wraps the slot of a field so that reading an unknown value raises."""

    def __init__(self, slot: Any, mapping: bool) -> None:
        self._read = slot.__get__
        self._slot = slot
        self._mapping = mapping
        self.__name__: str = slot.__name__

    def __get__(self, fact: Any, owner: type | None = None) -> Any:
        if fact is None:
            return self
        value = self._read(fact)
        if self._mapping:
            return PerKey(fact, self.__name__, value)
        if _recorders or value is UNKNOWN or value is NOT_WRITTEN:
            return _look(fact, self.__name__, None, value)
        return value

    def __set__(self, fact: Any, value: Any) -> None:
        self._slot.__set__(fact, value)

    def raw(self, fact: Any) -> Any:
        return self._read(fact)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def fact(cls: type[T]) -> type[T]:
    """Make a frozen, keyword-only fact class whose `Maybe` fields refuse to be read while unknown."""
    made: Any = attrs.frozen(kw_only=True, eq=False, repr=False)(cls)
    hints = get_type_hints(made, include_extras=True)
    for name in (field.name for field in attrs.fields(made)):  # hints also name what is worked out from the fields
        hint, slot = hints[name], made.__dict__.get(name)
        if slot is None:
            continue
        origin = getattr(hint, "__origin__", hint)
        mapping = getattr(origin, "__origin__", origin) is Mapping
        if mapping or may_be_unknown(hint):
            setattr(made, name, _StatedField(slot, mapping))
    made.__getstate__ = _stored
    return cast("type[T]", made)


def _stored(fact: Any) -> dict[str, Any]:
    """The fields of a fact as it is copied into another process; what is unknown stays unknown."""
    return {field.name: raw(fact, field.name) for field in attrs.fields(type(fact))}


def may_be_unknown(hint: Any) -> bool:
    """Whether a type hint is `Maybe[...]`."""
    return _MAY_BE_UNKNOWN in getattr(hint, "__metadata__", ())


def raw(fact: Any, name: str, key: str | None = None) -> Any:
    """The stored value of a field, UNKNOWN and NOT_WRITTEN included, without raising and without being recorded."""
    field = type(fact).__dict__[name]
    value = field.raw(fact) if isinstance(field, _StatedField) else field.__get__(fact, type(fact))
    return value if key is None else value.get(key, NOT_WRITTEN)


def changed(tree: T, fact: Any, name: str, key: str | None, value: Any) -> T:
    """A copy of `tree` (a case) in which one field of one fact has another value; everything else is shared.

    Raises `LookupError` where the fact is not part of the tree.
    """
    entry = value if key is None else {**raw(fact, name), key: value}
    copy = _replaced_in(tree, fact, _with(fact, name, entry))
    if copy is None:
        raise LookupError(f"{type(fact).__name__}.{name} is no fact of this case")
    return cast(T, copy)


def _replaced_in(node: Any, old: Any, new: Any) -> Any:
    """A copy of a fact in which one fact below it is exchanged; None where the old one is not there."""
    if node is old:
        return new
    for name in _places_of_facts(node.__class__):
        value = raw(node, name)
        if isinstance(value, tuple):
            for place, entry in enumerate(value):
                if (copy := _replaced_in(entry, old, new)) is not None:
                    return _with(node, name, (*value[:place], copy, *value[place + 1 :]))
        elif value is not None and (copy := _replaced_in(value, old, new)) is not None:
            return _with(node, name, copy)
    return None


def _with(fact: Any, name: str, value: Any) -> Any:
    fields = {field.name: raw(fact, field.name) for field in attrs.fields(type(fact)) if field.init}
    fields[name] = value
    return type(fact)(**fields)


@cache
def _places_of_facts(cls: type) -> tuple[str, ...]:
    """The fields of a class in which other facts lie."""
    if not attrs.has(cls):
        return ()
    hints = get_type_hints(cls)
    names = (field.name for field in attrs.fields(cls))
    return tuple(name for name in names if any(attrs.has(part) for part in _classes(hints[name])))


def _classes(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)
