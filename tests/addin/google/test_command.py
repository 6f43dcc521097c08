"""``kpicells google build``, and its project beside ``kpicells serve`` over a real workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpicells.formulas import catalog
from tests.engines.apps_script import running
from tests.sheets_sync.cli.test_serving_commands import CLIENT, agency, run, served

__all__ = ["agency"]  # a fixture
ADDRESS = "https://kpi.agency.example"


def test_a_folder_for_clasp(tmp_path: Path) -> None:
    done = run(tmp_path, "google", "build", "--out", "addin", "--json")
    told = json.loads(done.stdout)
    assert told["functions"] == len(catalog) + 5
    out = tmp_path / "addin"
    assert sorted(told["files"]) == sorted(path.name for path in out.iterdir())
    example = json.loads((out / ".clasp.json.example").read_text())
    assert set(example) == {"scriptId", "rootDir"}
    (out / ".clasp.json").write_text('{"scriptId": "mine"}')
    run(tmp_path, "google", "build", "--out", "addin")
    assert json.loads((out / ".clasp.json").read_text()) == {"scriptId": "mine"}


def test_the_manifest_asks_for_the_least(tmp_path: Path) -> None:
    run(tmp_path, "google", "build", "--out", "addin", "--server", f"{ADDRESS}/")
    manifest = json.loads((tmp_path / "addin" / "appsscript.json").read_text())
    assert manifest == {
        "timeZone": "Etc/UTC",
        "dependencies": {},
        "exceptionLogging": "STACKDRIVER",
        "runtimeVersion": "V8",
        "oauthScopes": [
            "https://www.googleapis.com/auth/spreadsheets.currentonly",
            "https://www.googleapis.com/auth/script.container.ui",
            "https://www.googleapis.com/auth/script.external_request",
        ],
        "urlFetchWhitelist": [f"{ADDRESS}/"],
    }


@pytest.mark.parametrize("server", ["http://kpi.agency.example", "kpi.agency.example", "https://"])
def test_a_server_without_https_is_refused(tmp_path: Path, server: str) -> None:
    done = run(tmp_path, "google", "build", "--out", "addin", "--server", server)
    assert done.returncode == 1
    assert "https:// addresses alone" in done.stderr
    assert not (tmp_path / "addin").exists()


def test_own_kpis_compute_in_the_sheet_or_on_the_server(agency: Path) -> None:
    key = run(agency, "keys", "new", "--for", "the sheet", "--client", CLIENT).stdout.strip()
    run(agency, "google", "build", "--out", "with")
    own = (agency / "kpis.toml").read_text("utf-8")
    (agency / "kpis.toml").unlink()
    run(agency, "google", "build", "--out", "without")
    (agency / "kpis.toml").write_text(own, "utf-8")
    with running(agency / "with") as script:
        assert script.cell("KPI_DOUBLE_CTR", 5, 100) == 0.1
    with (
        served(agency, "--name", "kpi.agency.example") as (address, _),
        running(agency / "without") as script,
    ):
        port = address.rpartition(":")[2]
        script.world(
            f"world.servers = {{ '{ADDRESS}': {port} }};"
            f"world.document = {{ 'kpicells.server': '{ADDRESS}', 'kpicells.key': '{key}' }}"
        )
        assert script.cell("KPI_OWN", "DOUBLE_CTR", [[5], [7]], 100) == [[0.1], [0.14]]
        said = script.cell("KPI_DATA", CLIENT, "reach", "2026-10")["said"]
        assert said.startswith("#N/A ")
        said = script.cell("KPI_DATA", "Other", "reach")["said"]
        assert said == "#N/A this key does not open the data of client 'Other'"
