"""``kpicells sources``."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from kpicells.sheets_sync.cli.app import app


def test_the_list_for_people_and_for_programs() -> None:
    plain = CliRunner().invoke(app, ["sources"])
    assert plain.exit_code == 0
    assert "meta_ads" in plain.stdout
    answer = json.loads(CliRunner().invoke(app, ["sources", "--json"]).stdout)
    known = {entry["id"]: entry for entry in answer["sources"]}
    assert set(known) >= {"instagram_content", "facebook_content", "meta_ads", "ga4"}
    assert [entry["language"] for entry in known["meta_ads"]["languages"]][:2] == ["en", "ru"]
    assert any("Impressions" in v["change"] for v in known["instagram_content"]["versions"])
