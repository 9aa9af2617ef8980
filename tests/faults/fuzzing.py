"""Damages files as accident and malice do: seeded, so that a number is enough to see the same damage again."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from random import Random
from typing import Any

Bytes = Callable[[Random, bytes], bytes]
Node = tuple[Any, int]
"""A place in a tree: the list that holds a value, and where in it."""

LONE = "\ud800"
MOMENTS = (
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00", "2026-11-21T12:03:07", "2026-11-21",
    f"2026-11-21{LONE}12:03:07+08:00", "2026-W47-6T12:03:07Z", "2026-11-21T12:03:07+23:59:59.999999", "soon", "",
)  # fmt: skip
FITTING: dict[str, tuple[Any, ...]] = {
    "format": ("credit-liability-answers/2", "credit-liability-answers/1 ", "", 1),
    "assignment": ("91_other", "", "../../90_small", "90_small\n", "90_SMALL", None),
    "trainee": ("somebody_else", "", "..", "../neighbour", "neighbour\x00", "a" * 300, "<b>ann</b>", None),
    "language": ("en", "fr", "", ["zh"], {}, None),
    "revision": (0, -1, 10**20 - 1, 10**19, 1.0, "1", True),
    "saved_at": MOMENTS,
    "at": MOMENTS,
    "confidence": (0, 3, 4, "3", None),
    "value": ("2024-02-30", "1900-01-01", "2199-12-31", "2200-01-01", [], [[]], ["?", "?"], " ", "\u2028", None),
    "nbformat": (3, 5, -1, "4"),
    "cells": ([], {}, None, [None]),
    "metadata": ([], None, {"workbook": {"language": ["zh"]}}, {"workbook": []}),
    "points": (1000, -1, "2"),
    "grade_id": ("mark-something-else", "", None, 7),
}
"""Key -> values that fit under it almost, and some that do."""

STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 3.5, 1e308, 10**400, "", " ", "\x00", LONE, "\u202eevil", "\u2028", "\ufeff", "{person}",
    "{0.__class__}", "%s", "<script>alert(1)</script>", "$$x$$", "../../../etc/passwd", "1e5", [], {}, [[]], {"": None},
    ["a", "a"], "１２", "x" * 5000,
)  # fmt: skip
RAW = (
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000, "0.1" + "0" * 500, "-0", "[" * 900 + "]" * 900,
    "[" * 20_000 + "]" * 20_000, '{"a":' * 300 + "1" + "}" * 300, "{" + ",".join(['"a":1'] * 300) + "}", "undefined",
)  # fmt: skip


class Pairs(list[list[Any]]):
    """A JSON object as the pairs that were written, so that a key may stand twice."""


class Raw(str):
    """Text that is written as it is, whether it is JSON or not."""


def mutated(content: bytes, seed: int) -> bytes:
    """The same bytes with one to four damages. The same seed, the same damages."""
    random = Random(seed)
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        content = (in_tree if random.random() < 0.7 else in_bytes)(random, content)
    return content


def in_bytes(random: Random, content: bytes) -> bytes:
    """One damage that knows nothing of JSON."""
    return random.choice(_BYTES)(random, content)


def in_tree(random: Random, content: bytes) -> bytes:
    """One damage of what the JSON says; of its bytes where it says nothing any more."""
    try:
        tree = None if depth(content) > _DEEPEST else json.loads(content.decode("utf-8-sig"), object_pairs_hook=_pairs)
    except ValueError:
        tree = None
    if tree is None:
        return in_bytes(random, content)
    root = [tree]
    places = list(_places(root))
    random.choice(_TREE)(random, places)
    plain = random.random() < 0.5
    return written(root[0], plain).encode("utf-8", "surrogatepass")


def written(node: Any, plain: bool = True) -> str:
    """A tree as text; `plain` leaves letters outside ASCII as they are."""
    if isinstance(node, Raw):
        return node
    if isinstance(node, Pairs):
        return "{" + ", ".join(f"{written(str(key), plain)}: {written(value, plain)}" for key, value in node) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(written(part, plain) for part in node) + "]"
    return json.dumps(node, ensure_ascii=not plain)


def smallest(content: bytes, fails: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """The bytes that are left when everything is cut out without which it still fails."""
    size = len(content) // 2
    while size and tries > 0:
        place = 0
        while place < len(content) and tries > 0:
            shorter = content[:place] + content[place + size :]
            tries -= 1
            if fails(shorter):
                content = shorter
            else:
                place += size
        size //= 2
    return content


_DEEPEST = 100


def depth(content: bytes) -> int:
    """How deep it is nested, or more: counted, so that no limit of Python's decides what a seed does."""
    return max(accumulate(1 if bracket in b"[{" else -1 for bracket in re.findall(rb"[\[\]{}]", content)), default=0)


def _pairs(pairs: list[tuple[str, Any]]) -> Pairs:
    return Pairs([key, value] for key, value in pairs)


def _places(parent: list[Any]) -> Iterator[Node]:
    """Every value of a tree as a place in what holds it; a pair holds its value at 1."""
    for at, value in enumerate(parent):
        if isinstance(value, Pairs):
            yield parent, at
            for pair in value:
                yield from ((holder, place) for holder, place in _places(pair) if (holder, place) != (pair, 0))
        else:
            yield parent, at
            if isinstance(value, list):
                yield from _places(value)


def _tables(places: list[Node]) -> list[Pairs]:
    return [holder[at] for holder, at in places if isinstance(holder[at], Pairs) and holder[at]]


def _retype(random: Random, places: list[Node]) -> None:
    holder, at = random.choice(places)
    holder[at] = random.choice(STRANGE)


def _write_raw(random: Random, places: list[Node]) -> None:
    holder, at = random.choice(places)
    holder[at] = Raw(random.choice(RAW))


def _nest(random: Random, places: list[Node]) -> None:
    holder, at = random.choice(places)
    before, after = random.choice((("[", "]"), ('{"value":', "}"), ('["', '"]')))
    depth = random.choice((1, 2, 60, 500, 3000))
    holder[at] = Raw(before * depth + written(holder[at]) + after * depth)


def _fit(random: Random, places: list[Node]) -> None:
    """Another value that fits under its key almost."""
    pairs = [pair for table in _tables(places) for pair in table if pair[0] in FITTING]
    if pairs:
        key = random.choice(sorted({pair[0] for pair in pairs}))
        chosen = random.choice([pair for pair in pairs if pair[0] == key])
        chosen[1] = random.choice(FITTING[key])


def _from_elsewhere(random: Random, places: list[Node]) -> None:
    (holder, at), (other, there) = random.choice(places), random.choice(places)
    holder[at] = Raw(written(other[there]))


def _swap_values(random: Random, places: list[Node]) -> None:
    (holder, at), (other, there) = random.choice(places), random.choice(places)
    holder[at], other[there] = Raw(written(other[there])), Raw(written(holder[at]))


def _rename(random: Random, places: list[Node]) -> None:
    if tables := _tables(places):
        key = random.choice(random.choice(tables))
        key[0] = random.choice((key[0].upper(), key[0] + " ", "", LONE, "x" * 300, "__class__", "no.such_question"))


def _exchange_keys(random: Random, places: list[Node]) -> None:
    """The answer to one question under another one's id."""
    if tables := _tables(places):
        table = random.choice(tables)
        one, other = random.choice(table), random.choice(table)
        one[0], other[0] = other[0], one[0]


def _repeat_key(random: Random, places: list[Node]) -> None:
    if tables := _tables(places):
        table = random.choice(tables)
        key, value = random.choice(table)
        again = [key, random.choice((value, random.choice(STRANGE)))]
        table.insert(random.randrange(len(table) + 1), again)


def _add_field(random: Random, places: list[Node]) -> None:
    if tables := _tables(places):
        name = random.choice(("points", "score", "key", "__proto__", "value ", "é", LONE, "a\nb", "y" * 2000))
        random.choice(tables).append([name, random.choice(STRANGE)])


def _drop(random: Random, places: list[Node]) -> None:
    holder, at = random.choice(places)
    if isinstance(holder, Pairs) or len(holder) > 2:
        del holder[at]
    elif tables := _tables(places):
        random.choice(tables).pop()


def _lengthen(random: Random, places: list[Node]) -> None:
    holder, at = random.choice(places)
    length = random.choice((61, 2001, 20_000))
    holder[at] = random.choice("x\u8bc1\u0301\U0001f600") * length


def _cut(random: Random, content: bytes) -> bytes:
    start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
    return random.choice((content[:start], content[start:], content[:start] + content[end:]))


def _flip(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 20)) if content else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


_STRAY = (
    b'"', b"\\", b"{", b"]", b",", b"\n", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"//", b"\\ud800", b"\x1b[2J",
)  # fmt: skip


def _insert(random: Random, content: bytes) -> bytes:
    place = random.randrange(len(content) + 1)
    strange = (
        b'"',
        b"\\",
        b"{",
        b"]",
        b",",
        b"\n",
        b"\xff",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"//",
        b"\\ud800",
        b"\x1b[2J",
    )
    return content[:place] + random.choice((*strange, random.randbytes(8))) + content[place:]


def _duplicate(random: Random, content: bytes) -> bytes:
    start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
    return random.choice((content * 2, content[:end] + content[start:]))


def _swap(random: Random, content: bytes) -> bytes:
    first, second, third = sorted(random.randrange(len(content) + 1) for _ in range(3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


def _recode(random: Random, content: bytes) -> bytes:
    encoding = random.choice(("utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "latin-1", "utf-7"))
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _byte_order_mark(random: Random, content: bytes) -> bytes:
    return random.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf" * 2)) + content


def _nul(random: Random, content: bytes) -> bytes:
    place = random.randrange(len(content) + 1)
    return random.choice((content[:place] + b"\0" + content[place:], content + b"\0" * 512, b"\0" * len(content)))


_BYTES: tuple[Bytes, ...] = (_cut, _flip, _insert, _duplicate, _swap, _recode, _byte_order_mark, _nul)
_TREE = (
    _retype, _write_raw, _nest, _fit, _fit, _fit, _from_elsewhere, _swap_values, _rename, _exchange_keys, _repeat_key,
    _add_field, _drop, _lengthen,
)  # fmt: skip
