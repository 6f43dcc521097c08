"""``kpicells excel addin`` as people and programs use it."""

from __future__ import annotations

import json
from pathlib import Path

from kpicells.formulas import catalog
from tests.engines.office_schemas import NODE_TOOLS
from tests.sheets_sync.cli.test_catalogue_commands import answer, run

PYODIDE = str(NODE_TOOLS / "node_modules" / "pyodide")


def test_a_folder_to_serve_and_the_manifest_for_excel(tmp_path: Path) -> None:
    out = tmp_path / "addin"
    url = "https://kpi.example.com/addin/"
    found = answer(
        "excel", "addin", "--out", str(out), "--base-url", url, "--pyodide", PYODIDE
    )  # fmt: skip
    assert found["manifest"] == str(out / "manifest.xml")
    assert found["functions"] == len(catalog) + 3, "TOTAL, DATA and TARGET; STATUS is a KPI too"
    assert 'SourceLocation DefaultValue="https://kpi.example.com/addin/pane.html"' in (
        out / "manifest.xml"
    ).read_text("utf-8")
    assert (out / "pyodide" / "pyodide.asm.wasm").is_file()


def test_own_kpis_of_a_workspace_are_functions(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_text("", "utf-8")
    (tmp_path / "kpis.toml").write_text(
        """[ENGAGEMENT_POINTS]
en = "Engagement points per person reached"
ru = "Баллы вовлечения на человека охвата"
formula = "(likes + 2*comments + 3*shares) / reach"
unit = "ratio"
better = "higher"
stage = "interest"
""",
        "utf-8",
    )
    out = tmp_path / "addin"
    result = run(
        "excel", "addin", "-o", str(out), "--pyodide", PYODIDE, "--workspace", str(tmp_path)
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    described = json.loads((out / "functions.json").read_text("utf-8"))["functions"]
    assert "ENGAGEMENT_POINTS" in {function["id"] for function in described}
    assert '"ENGAGEMENT_POINTS"' in (out / "data" / "functions.js").read_text("utf-8")


def test_an_address_without_https_is_refused(tmp_path: Path) -> None:
    result = run("excel", "addin", "--out", str(tmp_path), "--base-url", "http://kpi.example.com")
    assert "https:// addresses alone" in str(result.exception)
