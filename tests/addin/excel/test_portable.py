"""Make portable, in the text: calls found as every program writes them, the rest left as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.tokenizer import Tokenizer

from kpicells.addin.excel.formula_pieces import calls, joined, pieces
from kpicells.addin.excel.portable import LONGEST_FORMULA, Portable, portable
from kpicells.addin.reasons import in_russian
from kpicells.formulas import catalog
from kpicells.formulas.hosts import emit


def made(formula: str, **names: set[str]) -> Portable:
    return portable(formula, catalog.__getitem__, **names)


def ctr(clicks: str, impressions: str) -> str:
    return emit(catalog["CTR"], "excel", [clicks, impressions]).removeprefix("=")


@pytest.mark.parametrize(
    "written",
    [
        "KPI.CTR(B2,C2)",
        "KPI_CTR(B2,C2)",
        "kpi_ctr( B2 , C2 )",
        "_xldudf_KPI_CTR(B2,C2)",
        "_xll.KPI.CTR(B2,C2)",
        "_xlfn.KPI_CTR(B2,C2)",
        "_xludf.KPI_CTR(B2,C2)",
        "[1]!KPI_CTR(B2,C2)",
        "[2]!_xldudf_KPI_CTR(B2,C2)",
        r"'C:\add-ins\[it''s.xlam]'!KPI_CTR(B2,C2)",
        "kpicells.xlam!KPI_CTR(B2,C2)",
    ],
)
def test_a_call_is_known_however_it_is_saved(written: str) -> None:
    assert made(written).text == ctr("B2", "C2")
    assert made(f"={written}").text == "=" + ctr("B2", "C2")
    assert made(f"1-{written}/2").text == f"1-{ctr('B2', 'C2')}/2"
    assert made(written).replaced == ["CTR"]


@pytest.mark.parametrize(
    ("argument", "operand"),
    [
        ("B2", "B2"),
        ("$B$2", "$B$2"),
        ("5", "5"),
        ("1.5E-3", "1.5E-3"),
        ("-B2", "(-B2)"),
        ("B2+B3", "(B2+B3)"),
        ("B2%", "(B2%)"),
        ("(B2+B3)", "(B2+B3)"),
        ("(B2)+(B3)", "((B2)+(B3))"),
        ("SUM(B2:B9)", "SUM(B2:B9)"),
        ("SUM(B2)/SUM(B3)", "(SUM(B2)/SUM(B3))"),
        ("'My, (sheet'!B2", "'My, (sheet'!B2"),
        ("'it''s'!B2", "'it''s'!B2"),
        ("Sheet1!B2", "Sheet1!B2"),
        ("[1]Sheet1!B2", "[1]Sheet1!B2"),
        ("Costs[[#This Row],[a,b)'] c]]", "Costs[[#This Row],[a,b)'] c]]"),
        ('IF(A1="a,b)",1,2)', 'IF(A1="a,b)",1,2)'),
        ("INDEX({1,2;3,4},1,2)", "INDEX({1,2;3,4},1,2)"),
        ("_xlfn.XLOOKUP(A1,D:D,E:E)", "_xlfn.XLOOKUP(A1,D:D,E:E)"),
        ("#REF!", "#REF!"),
        ("", '""'),
        ('"5"', '"5"'),
    ],
)
def test_an_argument_stays_whole(argument: str, operand: str) -> None:
    assert made(f"KPI.CTR({argument},C2)").text == ctr(operand, "C2")


def test_calls_inside_calls() -> None:
    inner = emit(catalog["ER"], "excel", ["C2", "D2"]).removeprefix("=")
    found = made('=IFERROR(KPI.CTR(B2,KPI_ER(C2,D2)),"-")')
    assert found.text == f'=IFERROR({ctr("B2", inner)},"-")'
    assert found.replaced == ["ER", "CTR"]


def test_a_blank_left_out_counts_as_zero_where_it_does() -> None:
    engagements = emit(catalog["ENGAGEMENTS"], "excel", ["A1", "0", "C1", "D1"])
    assert made("=KPI.ENGAGEMENTS(A1,,C1,D1)").text == engagements


def test_a_total_is_over_ranges() -> None:
    total = emit(catalog["CTR_TOTAL"], "excel", ["B2:B9", "C2:C9"])
    assert made('=KPI.TOTAL("CTR",B2:B9,C2:C9)').text == total
    assert made('=KPI_TOTAL(" kpi_ctr",B2:B9,C2:C9)').text == total
    assert made("=KPI_CTR_TOTAL(B2:B9,C2:C9)").text == total


def test_status_is_a_kpi_where_it_is_given_numbers() -> None:
    expected = emit(catalog["STATUS"], "excel", ["B2", "0.9", "0.7"])
    assert made("=KPI.STATUS(B2,0.9,0.7)").text == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("KPI_CTR(B2,C2)", ctr("B2", "C2")),
        ('IF(A1="""",0,KPI_CTR(B2,C2))', f'IF(A1="",0,{ctr("B2", "C2")})'),
    ],
)
def test_a_file_from_google_sheets_is_read(inside: str, expected: str) -> None:
    for equals in ("", "="):
        found = made(f'{equals}IFERROR(__xludf.DUMMYFUNCTION("{inside}"),0.05)')
        assert found.text == equals + expected
        assert found.replaced == ["CTR"]


@pytest.mark.parametrize(
    "inside",
    [
        '"""COMPUTED_VALUE"""',
        '"QUERY(A1:C9,KPI_CTR(B2,C2))"',
        '"ARRAYFORMULA(KPI_CTR(B2:B9,C2:C9))"',
        '"KPI_CTR(B2:B,C2:C)"',
        '"KPI_CTR({1;2},{3;4})"',
        '"KPI_CTR(B2)"',
        '"GOOGLEFINANCE(A1)"',
    ],
)
def test_what_only_google_computes_stays_as_google_wrote_it(inside: str) -> None:
    formula = f"IFERROR(__xludf.DUMMYFUNCTION({inside}),0.05)"
    assert made(formula).text == formula


def test_a_name_of_two_letters_is_known_by_its_longer_one() -> None:
    expected = emit(catalog["ER"], "excel", ["B2", "C2"])
    assert made("=KPI.ER_FOLLOWERS(B2,C2)").text == made("=KPI_ER(B2,C2)").text == expected


@pytest.mark.parametrize(
    "untouched",
    [
        '"KPI.CTR(B2,C2)"',
        "'KPI.CTR(B2,C2)'!A1",
        "Costs[KPI.CTR(B2)]",
        "KPI.CTR",
        "SUM(KPI_CTR)",
        "MYKPI.CTR(B2,C2)",
        "KPI.CTR(B2,C2",
        "KPICTR(B2,C2)",
    ],
)
def test_what_is_no_call_stays(untouched: str) -> None:
    found = made(untouched)
    assert (found.text, found.replaced, found.left) == (untouched, [], [])


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("KPI.CTR(B2)", "CTR takes 2 arguments (clicks, impressions), 1 given"),
        ("KPI.CTR()", "CTR takes 2 arguments (clicks, impressions), 0 given"),
        ("KPI.CTX(B2,C2)", "There is no KPI 'CTX'. Did you mean CTR"),
        ('KPI.DATA("a","reach","2026-10")', "KPI.DATA reads your workspace"),
        ("KPI.DATA(A1,B1,C1)", "KPI.DATA reads your workspace"),
        ('KPI.STATUS("a","CTR","2026-10")', "KPI.STATUS reads your workspace"),
        ("KPI.STATUS(A1,B1)", "KPI.STATUS reads your workspace"),
        ("KPI.TOTAL(A1,B2:B9,C2:C9)", "write the KPI's id as a text in quotes"),
        ('KPI.TOTAL("ERR",B2:B9,C2:C9)', "ERR has no total"),
        ("KPI.MANN_KENDALL_S({1;2;3})", "series has to be a range of cells"),
    ],
)
def test_what_cannot_be_replaced_is_told(formula: str, why: str) -> None:
    found = made(f"1+{formula}")
    assert found.text == f"1+{formula}"
    assert len(found.left) == 1
    assert why in found.left[0]
    assert re.search("[а-я]", in_russian(found.left[0])), "addin/reasons.py has no such sentence"


def test_a_call_that_stays_does_not_keep_others() -> None:
    found = made('KPI.CTR(B2,C2)-KPI.TARGET("a","CTR")')
    assert found.text == f'{ctr("B2", "C2")}-KPI.TARGET("a","CTR")'
    assert found.replaced == ["CTR"]
    assert len(found.left) == 1


def test_a_function_of_a_persons_own_stays() -> None:
    found = made("KPI_CTR(B2,C2)+KPI_CPL(B2,C2)", own_names={"kpi_ctr"})
    assert found.text.startswith("KPI_CTR(B2,C2)+IF(")
    assert found.left == ["KPI_CTR is a name of your own in this workbook"]
    assert in_russian(found.left[0]).startswith("имя KPI_CTR в этой книге занято")


def test_a_formula_that_would_be_too_long_stays() -> None:
    nested = "B2"
    for _ in range(6):
        nested = f"KPI.CTR({nested},C2)"
    found = made(nested)
    assert found.text == nested
    assert re.search(r"written out it has [\d,]+ characters", found.left[0])
    assert "длиной" in in_russian(found.left[0])
    assert len(made("KPI.CTR(KPI.CTR(B2,C2),C2)").text) < LONGEST_FORMULA


@pytest.mark.parametrize(
    ("arguments", "many"),
    [
        ("B2,C2", False),
        ("B2:B9,C2:C9", True),
        ("SUM(B2:B9),SUM(C2:C9)", False),
        ("SUM(B2:B9)+B2:B9,1", True),
        ("clicks,C2", True),
        ("budget,TRUE", False),
        ("Costs[a],1", True),
        ("Costs[[#This Row],[a]],Costs[@b]", False),
        ("{5;7},100", True),
        ("_xlfn.SINGLE(B2:B9),1", False),
        ("_xlfn.ANCHORARRAY(B2),1", True),
        ("[1]Sheet1!B2,'C:'!B2", False),
        ("KPI.CTR(B2:B3,1),1", True),
        ("IF(A1>0,B2,C2),1", False),
    ],
)
def test_a_range_for_one_number_is_noticed(arguments: str, many: bool) -> None:
    assert made(f"KPI.CTR({arguments})", single_names={"budget"}).many is many


def test_a_range_where_the_kpi_takes_one_is_not_many() -> None:
    assert not made("KPI.WEIGHTED_SCORE(B2:B9,C2:C9)").many


def test_ranges_that_older_excels_turn_over_need_an_array_formula() -> None:
    assert made("KPI.MANN_KENDALL_S(B2:B9)").many


_texts = st.text(st.sampled_from("ABkpi.12_ \"'[](){},;:!#@$&+-*/<>=é\\?"), max_size=40)


@given(_texts)
def test_pieces_give_the_text_again(text: str) -> None:
    assert joined(pieces(text)) == text


@given(_texts)
def test_whatever_stands_around_a_call_it_is_left_alone(text: str) -> None:
    found = made(text)
    if not found.replaced:
        assert found.text == text


_operands = st.sampled_from(
    """B2 $C$3 C$4 $D5 A1:B3 B:B 2:2 $1:3 5 1.5 "B2" budget Sheet1!B2 'B2,C3'!B2:C3 TRUE Costs[B2]
    #N/A {1,2}""".split()
)
_formulas = st.recursive(
    _operands,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/&=<>"), inner).map("".join),
        st.tuples(st.sampled_from(["SUM", "LOG10", "KPI.CTR", "ATAN2"]), inner, inner).map(
            lambda call: f"{call[0]}({call[1]},{call[2]})"
        ),
    ),
    max_leaves=6,
)


@given(_formulas)
def test_calls_agree_with_openpyxl(formula: str) -> None:
    """Both find the same functions, in the same order."""
    ours = [name for _, name in calls(pieces(formula))]
    theirs = [t.value for t in Tokenizer(f"={formula}").items if t.type == t.FUNC]
    assert ours == [value.removesuffix("(") for value in theirs if value != ")"]
