"""Rules on paper: a list, a card, a decision table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from autograder.law.claims import claim
from autograder.lawbook import Row, Section, Use, decision_table, defeated_by, defeats, label, labels, told_beside
from autograder.rule_words import also, dated, law_behind, sentence, span
from autograder.rulebook import Card
from autograder.vocabulary import Question
from autograder.words import Words, words_for


def listing(cards: Iterable[Card], language: str) -> str:
    """One line a rule: what it is called, since and until when, and the law in a sentence."""
    words = words_for(language)
    return "\n".join(f"{label(card)}  {span(card, words)}{sentence(card, words)}" for card in cards)


def card_page(card: Card, found: Sequence[Use], language: str) -> str:
    """Everything about one rule; `found` are the findings among which its cases are looked up."""
    return "\n".join(_card_lines(card, found, words_for(language)))


def _card_lines(card: Card, found: Sequence[Use], words: Words) -> Iterator[str]:
    yield f"{label(card)}  {sentence(card, words)}"
    yield _line("question", words(f"questions.{card.question.value}.name"), words)
    if card.concludes:
        yield _line("concludes", _codes(card, words), words)
    beside = [words(f"flags.{flag.value}.label") for flag in card.flags]
    beside += [words(f"tags.{tag.value}.label") for tag in card.tags]
    if beside:
        yield _line("notes", _joined(beside, words), words)
    yield _line("authority", law_behind(card, None, words), words)
    if card.since or card.until:
        yield _line("dates", span(card, words).strip(), words)
    yield from _others("defeats", defeats(card), words)
    yield from _others("defeated_by", defeated_by(card), words)
    for id in card.claims:
        said = claim(id)
        verdict = words(f"claims.verdicts.{said.verdict.value}")
        yield _line(
            "claim", words("law.claim_said", id=id, said=said.statement[words.language], verdict=verdict), words
        )
    if card.unsettled:
        yield _line("unsettled", words(f"unsettled.{card.unsettled}.why"), words)
    cases = dict.fromkeys(use.case_file.id for use in found if card in use.standing())
    beaten = dict.fromkeys(
        use.case_file.id for use in found if card in use.defeated() and use.case_file.id not in cases
    )
    yield _line("cases", ", ".join(cases) or words("law.no_case"), words)
    if beaten:
        yield _line("cases_defeated", ", ".join(beaten), words)


def table_page(question: Question, on: date | None, language: str) -> str:
    """The decision table of a dimension as Markdown: a section for each result, a row for each rule that gives it.

    What else takes a result away is told once, at the end.
    """
    return "\n".join(_page_lines(question, on, words_for(language)))


def _page_lines(question: Question, on: date | None, words: Words) -> Iterator[str]:
    name = words(f"questions.{question.value}.name")
    yield "# " + (words("law.table_title_on", question=name, on=on) if on else words("law.table_title", question=name))
    yield ""
    table = decision_table(question, on)
    yield words("law.table_how") if table else words("law.table_empty")
    for section in table:
        yield from ("", *_section_lines(section, question, on, words))
    if beside := told_beside(table):
        yield from ("", f"## {words('law.beside')}", "")
        for card in beside:
            yield words("law.beside_row", rule=label(card), told=dated(card, words), law=law_behind(card, on, words))


def _section_lines(section: Section, question: Question, on: date | None, words: Words) -> Iterator[str]:
    code = f"{question.value}.{section.code.value}"
    yield f"## {words(f'{code}.label')}"
    yield ""
    yield words(f"{code}.meaning")
    yield ""
    yield _row(words(f"law.column_{column}") for column in ("rule", "when", "unless", "authority"))
    yield _row(["---"] * 4)
    for row in section.rows:
        when = dated(row.card, words) + also(row.card, words)
        yield _row([label(row.card), when, _unless(row, on, words), law_behind(row.card, on, words)])


def _unless(row: Row, on: date | None, words: Words) -> str:
    return words.listed(*labels(row.exceptions, on)) or words("law.nothing")


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def _line(key: str, text: str, words: Words) -> str:
    return words("law.line", name=words(f"law.{key}"), text=text).rstrip()


def _others(key: str, cards: Sequence[Card], words: Words) -> Iterator[str]:
    """Other rules under one heading, those of one id together."""
    if cards:
        yield _line(key, "", words)
    for card in sorted(cards, key=lambda card: [one.id for one in cards].index(card.id)):
        yield f"    {label(card)}  {sentence(card, words)}"


def _codes(card: Card, words: Words) -> str:
    return _joined([words(f"{card.question.value}.{code.value}.label") for code in card.concludes], words)


def _joined(parts: Iterable[str], words: Words) -> str:
    return words("law.between").join(parts)
