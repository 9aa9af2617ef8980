"""Every word exists in every language, says what the glossary says, and nothing that people see lacks its words."""

import ast
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest

import autograder.words
from autograder import fact_kinds
from autograder.facts import Case
from autograder.stated import may_be_unknown
from autograder.vocabulary import CODES, ContactTag, Figure, Flag, Question
from autograder.words import LANGUAGES, Words, words_for

ROOT = Path(__file__).parent.parent.parent
COURSE = ROOT / "course" / "words"
RULES = sorted((ROOT / "autograder" / "rules").glob("*.py"))
GLOSSARY = tomllib.loads((Path(autograder.words.__file__).parent / "glossary.toml").read_text(encoding="utf-8"))


def all_words(language: str) -> Words:
    """The words of both packages."""
    return words_for(language, COURSE) if COURSE.is_dir() else words_for(language)


def placeholders(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name})


def spoken(text: str) -> str:
    """A text without its placeholders."""
    return "".join(literal for literal, _, _, _ in Formatter().parse(text))


def texts(language: str) -> Iterator[tuple[str, str]]:
    words = all_words(language)
    yield from ((key, spoken(words.template(key))) for key in words)


def test_both_languages_have_the_same_keys() -> None:
    zh, en = set(all_words("zh").keys()), set(all_words("en").keys())
    assert sorted(zh - en) == []
    assert sorted(en - zh) == []


def test_both_languages_have_the_same_placeholders() -> None:
    zh, en = all_words("zh"), all_words("en")
    differing = [key for key in zh if en.has(key) and placeholders(zh.template(key)) != placeholders(en.template(key))]
    assert differing == []


def test_no_placeholder_is_numbered_or_nameless() -> None:
    for language in LANGUAGES:
        for key in all_words(language):
            names = [name for _, name, _, _ in Formatter().parse(all_words(language).template(key)) if name is not None]
            assert all(re.match(r"[a-z_]", name) for name in names), f"{language} {key}"


def test_no_chinese_stands_in_an_english_text() -> None:
    assert [key for key, text in texts("en") if re.search(r"[\u3000-\u9fff\uff00-\uffef]", text)] == []


def test_no_english_stands_in_a_chinese_text_but_what_is_listed() -> None:
    allowed, typed = set(GLOSSARY["latin_in_zh"]), tuple(GLOSSARY["names_what_is_typed"])
    found = {
        key: sorted(strange)
        for key, text in texts("zh")
        if not key.startswith(typed) and (strange := set(re.findall(r"[A-Za-z][A-Za-z_]+", text)) - allowed)
    }
    assert found == {}


def is_enum(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum


def test_chinese_texts_use_chinese_punctuation() -> None:
    han = r"[\u4e00-\u9fff”）]"
    assert [key for key, text in texts("zh") if re.search(rf"{han}[,;:?!()]|[,;:?!(]{han}", text)] == []


# The glossary


def written(language: str) -> Iterator[tuple[str, str]]:
    """Everything that people read in a language: catalogues, stories, lessons."""
    yield from texts(language)
    for pattern in ("autograder/cases/*/story.{}.md", "course/cases/*/story.{}.md", "course/lessons/*/*.{}.md"):
        for file in sorted(ROOT.glob(pattern.format(language))):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_written_uses_a_word_that_the_glossary_replaces(language: str) -> None:
    terms = [
        (one["say"], one["never"], one.get("except", [])) for one in (term[language] for term in GLOSSARY["terms"])
    ]
    found = []
    for place, text in written(language):
        for say, never, allowed in terms:
            plain = text.lower()
            for longer in allowed:
                plain = plain.replace(longer.lower(), "")
            found += [f"{place}: {word} (say {say})" for word in never if word_in(word.lower(), plain, language)]
    assert found == []


def word_in(word: str, text: str, language: str) -> bool:
    return word in text if language == "zh" else re.search(rf"(?<![a-z-]){re.escape(word)}(?![a-z])", text) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_glossary_term_is_used_somewhere(language: str) -> None:
    everything = "\n".join(text for _, text in written(language)).lower()
    said = [term[language]["say"] for term in GLOSSARY["terms"]]
    assert [word for word in said if word.lower() not in everything] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_does_not_forbid_its_own_words(language: str) -> None:
    said = [term[language]["say"].lower() for term in GLOSSARY["terms"]]
    never = [word.lower() for term in GLOSSARY["terms"] for word in term[language]["never"]]
    assert [word for word in never for say in said if word_in(word, say, language)] == []


# Codes, kinds, facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_flag_tag_and_figure_has_a_label_and_a_meaning(language: str) -> None:
    sections: dict[str, type[StrEnum]] = {question.value: codes for question, codes in CODES.items()}
    sections |= {"flags": Flag, "tags": ContactTag, "figures": Figure}
    words = words_for(language)
    lacking = [
        f"{section}.{code.value}.{part}"
        for section, codes in sections.items()
        for code in codes
        for part in ("label", "meaning")
        if not words.has(f"{section}.{code.value}.{part}")
    ]
    assert lacking == []
    assert [question for question in Question if not words.has(f"questions.{question.value}.name")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meaning_is_one_sentence_and_no_label_stands_for_two_codes(language: str) -> None:
    words = words_for(language)
    end = "。" if language == "zh" else "."
    sections = [*(question.value for question in Question), "flags", "tags", "figures"]
    for section in sections:
        keys = [key for key in words if key.startswith(f"{section}.")]
        meanings = [words.template(key) for key in keys if key.endswith(".meaning")]
        assert [text for text in meanings if text.count(end) != 1 or not text.endswith(end)] == []
        labels = [words.template(key) for key in keys if key.endswith(".label")]
        assert len(set(labels)) == len(labels), section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_fact_has_words(language: str) -> None:
    words = words_for(language)
    enums = [enum for enum in vars(fact_kinds).values() if is_enum(enum)]
    names = [f"kinds.{enum.__name__}.{member.value}" for enum in enums for member in enum]
    assert [name for name in names if not words.has(name)] == []
    assert sorted(key for key in words if key.startswith("kinds.") and key not in names) == []


def fact_classes() -> list[type[Any]]:
    """Case and every class of fact in it."""
    found: list[type[Any]] = []

    def visit(hint: Any) -> None:
        if isinstance(hint, type) and attrs.has(hint) and hint not in found:
            found.append(hint)
            for inner in get_type_hints(hint, include_extras=True).values():
                visit(inner)
        for part in get_args(hint):
            visit(part)

    visit(Case)
    return found


def fact_fields() -> Iterator[tuple[str, Any]]:
    """The key of every field but ids, and its type."""
    for cls in fact_classes():
        for name, hint in get_type_hints(cls, include_extras=True).items():
            if name != "id" and name in {one.name for one in attrs.fields(cls) if one.metadata.get("from_file", True)}:
                yield f"facts.{cls.__name__}.{name}", hint


def value_of(hint: Any) -> Any:
    """The type of a field, of its entries where it is a mapping."""
    origin = get_origin(hint)
    return get_args(hint)[1] if origin is not None and getattr(origin, "__name__", "") == "Mapping" else hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_a_name_and_every_fact_that_may_be_unknown_a_question(language: str) -> None:
    words = words_for(language)
    lacking = []
    for key, hint in fact_fields():
        value = value_of(hint)
        wanted = ["name"]
        if may_be_unknown(value):
            wanted.append("ask")
            value = get_args(value)[0]
        if value is bool:
            wanted += ["yes", "no"]
        lacking += [f"{key}.{part}" for part in wanted if not words.has(f"{key}.{part}")]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_for_a_fact_ends_as_a_question_and_a_statement_without_a_stop(language: str) -> None:
    words = words_for(language)
    mark = "？" if language == "zh" else "?"
    facts = [key for key in words if key.startswith("facts.")]
    assert [key for key in facts if key.endswith(".ask") and not words.template(key).endswith(mark)] == []
    assert [key for key in facts if not key.endswith(".ask") and words.template(key)[-1] in "。.？?"] == []


def test_words_about_facts_that_there_are_not_are_gone() -> None:
    known = {key for key, _ in fact_fields()}
    assert {key.rpartition(".")[0] for key in words_for("zh") if key.startswith("facts.")} - known == set()


# Rules and their conditions


def functions(file: Path) -> dict[str, ast.FunctionDef]:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


def called(node: ast.expr | None) -> str:
    """The name of the function that an expression calls."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def is_rule(function: ast.FunctionDef) -> bool:
    return any(called(decorator) == "rule" for decorator in function.decorator_list)


def within(function: ast.FunctionDef) -> Iterator[ast.Yield | ast.YieldFrom]:
    yield from (node for node in ast.walk(function) if isinstance(node, (ast.Yield, ast.YieldFrom)))


ALL_FUNCTIONS = {name: function for file in RULES for name, function in functions(file).items()}


def bodies() -> set[str]:
    """The names of the rules and of the generators from which they yield."""
    reached: set[str] = set()
    waiting = [name for name, function in ALL_FUNCTIONS.items() if is_rule(function)]
    while waiting:
        name = waiting.pop()
        if name in ALL_FUNCTIONS and name not in reached:
            reached.add(name)
            waiting += [called(node.value) for node in within(ALL_FUNCTIONS[name]) if isinstance(node, ast.YieldFrom)]
    return reached


def conditions(file: Path) -> Iterator[str]:
    """The names of the conditions that the rules of a file yield; a name may be handed to a generator they share."""
    reached = bodies()
    for name, function in functions(file).items():
        for node in within(function) if name in reached else ():
            if isinstance(node, ast.YieldFrom):
                yield from handed_over(node.value)
            elif isinstance(node.value, ast.Tuple):
                first = node.value.elts[0]
                parameters = [parameter.arg for parameter in function.args.args]
                names = [part.value for part in ast.walk(first) if isinstance(part, ast.Constant)]
                by_parameter = isinstance(first, ast.Name) and first.id in parameters
                assert names or by_parameter, f"{file.name}:{node.lineno} names its condition in no readable way"
                yield from (name for name in names if isinstance(name, str))
            else:
                assert called(node.value) == "figure", f"{file.name}:{node.lineno} yields neither condition nor figure"


def handed_over(call: ast.expr) -> Iterator[str]:
    """The names that a call hands to parameters by which a shared generator names its conditions."""
    shared = ALL_FUNCTIONS.get(called(call))
    if shared is None or not isinstance(call, ast.Call):
        return
    yielded = (node.value for node in within(shared) if isinstance(node, ast.Yield))
    firsts = (value.elts[0] for value in yielded if isinstance(value, ast.Tuple))
    naming = {first.id for first in firsts if isinstance(first, ast.Name)}
    for parameter, argument in zip(shared.args.args, call.args, strict=False):
        if parameter.arg in naming and isinstance(argument, ast.Constant):
            yield str(argument.value)


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_every_rule_has_its_sentence_and_every_condition_says_when_it_holds_and_fails(file: Path) -> None:
    keys = [f"rules.{name}.sentence" for name, function in functions(file).items() if is_rule(function)]
    keys += [f"conditions.{name}.{side}" for name in dict.fromkeys(conditions(file)) for side in ("holds", "fails")]
    lacking = [f"{language} {key}" for language in LANGUAGES for key in keys if not words_for(language).has(key)]
    assert lacking == []


def test_words_about_rules_and_conditions_that_there_are_not_are_gone() -> None:
    rules = {name for name, function in ALL_FUNCTIONS.items() if is_rule(function)}
    named = {name for file in RULES for name in conditions(file)}
    keys = [key.split(".") for key in words_for("zh")]
    assert {parts[1] for parts in keys if parts[0] == "rules"} - rules == set()
    assert {parts[1] for parts in keys if parts[0] == "conditions"} - named == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_law_ends_with_a_stop_and_a_condition_without(language: str) -> None:
    words = words_for(language)
    end = "。" if language == "zh" else "."
    for key in words:
        if key.startswith("rules."):
            assert words.template(key).endswith(end), key
            assert placeholders(words.template(key)) == [], key
        elif key.startswith("conditions."):
            assert words.template(key)[-1] not in "。.", key
