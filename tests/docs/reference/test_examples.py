"""Every example on every page is run: what is typeset, the program, the command, the code."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Callable
from math import isclose

import pytest
from typer.testing import CliRunner

from kpicells.formulas import Kpi, NotAdditive, Unit, catalog
from kpicells.formulas.hosts import emit
from kpicells.formulas.hosts.named import addin_name
from kpicells.sheets_sync.cli import commands  # noqa: F401  (registers them)
from kpicells.sheets_sync.cli.app import app
from tests.docs.reference.site import LANGUAGES, Site, code, formulas, text
from tests.engines import node
from tests.formulas.mathml_reader import Sheet, sides, value

KPIS = list(catalog.shipped.values())
ROUNDED = 1e-3
"""The answer of a worked example is shown with four digits."""
NUMBERS_IN = 1e-4
"""What is put in has six digits: 0.666667."""


def number(lang: str) -> Callable[[str], float]:
    """Reads a number as a person of the country does."""
    thousands, decimal = {"en": ",.", "ru": "\u00a0,"}[lang]
    plain = str.maketrans({thousands: "", decimal: "."})
    return lambda shown: float(shown.translate(plain))


def shown_answer(shown: str, kpi: Kpi, lang: str) -> float:
    read = number(lang)
    if kpi.unit is Unit.SHARE:
        assert shown.endswith("%")
        return read(shown.removesuffix("%").removesuffix("\u00a0")) / 100
    return read(shown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_worked_examples_come_to_what_they_say(site: Site, lang: str) -> None:
    for kpi in KPIS:
        _, worked = formulas(site.kpi(lang, kpi.id))
        told, *bodies, (answer,) = sides(worked)
        assert told[0].text == kpi.id
        for body in bodies:
            found = value(body, Sheet({}, number(lang)))
            assert isclose(found, kpi.example.gives, rel_tol=NUMBERS_IN), kpi.id
        said = shown_answer(answer.text or "", kpi, lang)
        assert isclose(said, kpi.example.gives, rel_tol=ROUNDED, abs_tol=0.005), kpi.id
        exact = "≈" not in worked
        assert exact == isclose(said, kpi.example.gives, rel_tol=1e-9), kpi.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_given_is_what_the_example_was_published_with(site: Site, lang: str) -> None:
    read = number(lang)
    for kpi in KPIS:
        page = site.kpi(lang, kpi.id)
        (items,) = page.xpath('//section[.//div[@class="formula"]][ul[@class="simple"]]/ul')
        given = [line.rpartition(": ")[2].split("; ") for line in items.itertext() if ": " in line]
        published = [kpi.example.arguments[name] for name in kpi.arguments]
        for shown, values in zip(given, published, strict=True):
            listed = [values] if isinstance(values, int | float) else values
            assert [read(one) for one in shown] == pytest.approx(list(listed), rel=1e-5), kpi.id
        links = page.xpath('//a[contains(@class, "external")]/@href')
        assert kpi.example.by == "constructed" or kpi.example.by in links, kpi.id
        assert kpi.source in links, kpi.id


def comment(program: str) -> str:
    return program.rpartition("  # ")[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_programs_give_what_they_say(site: Site, lang: str) -> None:
    pages = [site.kpi(lang, kpi.id) for kpi in KPIS] + [site.page(lang, "rules")]
    programs = [program for page in pages for program in code(page, "python-example")]
    assert len(programs) == len(KPIS) + 1
    for program in programs:
        *before, last = ast.parse(program).body
        names: dict[str, object] = {}
        exec(compile(ast.Module(before, []), "<page>", "exec"), names)
        assert isinstance(last, ast.Expr)
        result = eval(compile(ast.Expression(last.value), "<page>", "eval"), names)
        assert repr(result) == comment(program), program


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_program_of_the_rules_prints_what_it_says(
    site: Site, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = code(site.page(lang, "rules"), "python-program")
    exec(program, {})
    assert capsys.readouterr().out.strip() == comment(program)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_print_what_they_say(site: Site, lang: str) -> None:
    for kpi in KPIS:
        (shown,) = code(site.kpi(lang, kpi.id), "command-example")
        line, printed = shown.split("\n")
        prompt, program, *words = shlex.split(line)
        assert (prompt, program) == ("$", "kpicells")
        done = CliRunner().invoke(app, words)
        assert (done.exit_code, done.output.strip()) == (0, printed), line
        assert isclose(float(printed), kpi.example.gives, rel_tol=5e-3), kpi.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_totals_are_ratios_of_sums_or_refused(site: Site, lang: str) -> None:
    refused = 0
    for kpi in KPIS:
        page = site.kpi(lang, kpi.id)
        programs = code(page, "python-total")
        try:
            total = kpi.total
        except NotAdditive:
            assert not programs, kpi.id
            refused += 1
            continue
        names: dict[str, object] = {}
        *before, last = ast.parse(programs[0]).body
        exec(compile(ast.Module(before, []), "<page>", "exec"), names)
        assert isinstance(last, ast.Expr)
        result = eval(compile(ast.Expression(last.value), "<page>", "eval"), names)
        summed = {name: 3 * number for name, number in kpi.example.arguments.items()}
        assert isclose(result, kpi(**summed)), kpi.id
        assert emit(total, "excel", locale=lang) in code(page, "pasted"), kpi.id
    assert 40 < refused < len(KPIS) - 40


@pytest.mark.parametrize("lang", LANGUAGES)
def test_formulas_to_paste_are_those_that_the_engines_agreed_on(site: Site, lang: str) -> None:
    for kpi in KPIS:
        page = site.kpi(lang, kpi.id)
        pasted = code(page, "pasted")
        for host in ("excel", "google"):
            for locale in LANGUAGES:
                assert emit(kpi, host, locale=locale) in pasted, (kpi.id, host, locale)
        assert emit(kpi, "libreoffice", locale=lang) in pasted
        emitted = code(page, "emitted")
        expected = [emit(kpi, host, locale=lang) for host in ("lambda", "google-function")]
        expected += [emit(kpi, host) for host in ("javascript", "sql") if host in kpi.hosts]
        assert emitted == expected, kpi.id
        separator = {"en": ",", "ru": ";"}[lang]
        calls = page.xpath('//table[contains(@class, "calls")]//code')
        first = calls[0].text_content()
        assert first.startswith(f"=KPI.{addin_name(kpi)}(")
        assert first.count(separator) == len(kpi.arguments) - 1


def test_javascript_of_the_pages_computes_the_examples(site: Site) -> None:
    functions = {kpi.id: code(site.kpi("ru", kpi.id), "emitted")[2] for kpi in KPIS}
    calls = [
        (kpi.id, [_as_cells(kpi.example.arguments[name]) for name in kpi.arguments]) for kpi in KPIS
    ]
    for kpi, answer in zip(KPIS, node.run(functions, calls), strict=True):
        assert isclose(answer["value"], kpi.example.gives, rel_tol=1e-9), (kpi.id, answer)


def _as_cells(given: object) -> object:
    return [[cell] for cell in given] if isinstance(given, list | tuple) else given


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_all_that_there_is_to_know(site: Site, lang: str) -> None:
    for kpi in KPIS:
        said = text(site.kpi(lang, kpi.id))
        wanted = [kpi.en, kpi.ru, *kpi.aliases, *kpi.arguments, f"KPI_{kpi.id}"]
        if lang == "ru":
            wanted += [kpi.ru_meaning, kpi.ru_not_to_be_confused, *(p.ru for p in kpi.parameters)]
        else:
            wanted += [kpi.meaning, kpi.not_to_be_confused, *(p.en for p in kpi.parameters)]
        missing = [words for words in wanted if plainly(words) not in plainly(said)]
        assert not missing, kpi.id


def plainly(words: str) -> str:
    """Without what typography changes: quotation marks, dashes, kinds of spaces."""
    table = str.maketrans({**dict.fromkeys("“”„«»‘’", '"'), "'": '"', "–": "-", "—": "-"})
    return " ".join(words.translate(table).split())
