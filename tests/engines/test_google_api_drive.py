"""Drive as spreadsheets need it: searching, moving, converting, uploads in pieces, batches."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from tests.engines.google_api import Emulator, running
from tests.engines.google_calls import Sheets, area
from tests.engines.google_clients import google_client

SHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def google() -> Iterator[Emulator]:
    with running() as emulator:
        yield emulator


@pytest.fixture
def drive(google: Emulator) -> Iterator[Any]:
    # As the client's own build_http does: 308 asks for the next piece, it does not redirect.
    service = google_client(google, "drive", "v3")
    service._http.http.redirect_codes = service._http.http.redirect_codes - {308}
    yield service
    service.close()


def named(drive: Any, query: str, **options: Any) -> list[str]:
    found = drive.files().list(q=query, fields="files(name)", orderBy="name", **options).execute()
    return [item["name"] for item in found["files"]]


def test_files_are_found_by_the_search_language(google: Emulator, drive: Any) -> None:
    files = drive.files()
    folder = files.create(body={"name": "Clients", "mimeType": FOLDER}).execute()["id"]
    for name, parents in (("North plan", [folder]), ("It's south", ["root"]), ("West", [])):
        files.create(body={"name": name, "mimeType": SHEET, "parents": parents}).execute()
    google.spreadsheet("Not shared", share=False)
    assert named(drive, f"'{folder}' in parents") == ["North plan"]
    assert named(drive, "name = 'It\\'s south'") == ["It's south"]
    assert named(drive, 'name contains "pl" or name = "West"') == ["North plan", "West"]
    assert named(drive, f"mimeType != '{SHEET}'") == ["Clients"]
    assert named(drive, f"not 'root' in parents and mimeType = '{SHEET}'") == ["North plan"]
    assert named(drive, "(name='West' or name='North plan') and trashed=false") == [
        "North plan",
        "West",
    ]
    assert named(drive, "'me' in owners and modifiedTime < '2000-01-01T00:00:00'") == []
    with pytest.raises(HttpError, match="Invalid Value"):
        named(drive, "colour = 'red'")


def test_files_are_moved_trashed_and_listed_in_pages(google: Emulator, drive: Any) -> None:
    files = drive.files()
    folder = files.create(body={"name": "F", "mimeType": FOLDER}).execute()["id"]
    root = files.get(fileId="root").execute()["id"]
    one = files.create(body={"name": "S", "mimeType": SHEET}).execute()["id"]
    moved = files.update(fileId=one, addParents=folder, removeParents=root, fields="parents")
    assert moved.execute() == {"parents": [folder]}
    files.update(fileId=one, body={"trashed": True}).execute()
    assert named(drive, "trashed = true") == ["S"]
    first = files.list(pageSize=1, fields="nextPageToken,files(id)").execute()
    second = files.list(pageSize=1, pageToken=first["nextPageToken"]).execute()
    assert {first["files"][0]["id"], second["files"][0]["id"]} == {folder, one}
    assert "nextPageToken" not in second


def test_workbooks_go_out_and_come_in(google: Emulator, drive: Any) -> None:
    book = Sheets.of(google)
    book.write("A1:C2", [["day", "share", "sum"], ["2024-03-05", "5%", "=B2*2"]])
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}, "note": "a note"}
    book.batch(
        {"repeatCell": {"range": area("0:1", "0:1"), "cell": bold,
                        "fields": "note,userEnteredFormat.textFormat.bold"}},
        {"mergeCells": {"range": area("3:4", "0:3")}},
    )  # fmt: skip
    out = drive.files().export(fileId=book.id, mimeType=XLSX).execute()
    page = openpyxl.load_workbook(io.BytesIO(out)).active
    assert page is not None
    assert (page["A2"].value.date(), page["C2"].value) == (date(2024, 3, 5), "=B2*2")
    assert page["A1"].font.b
    assert page["A1"].comment.text == "a note"
    assert next(iter(page.merged_cells.ranges)).coord == "A4:C4"
    media = MediaIoBaseUpload(io.BytesIO(out), mimetype=XLSX)
    body = {"name": "Back", "mimeType": SHEET}
    again = drive.files().create(body=body, media_body=media).execute()["id"]
    assert Sheets.of(google, again).read("A1:C2") == book.read("A1:C2")
    with pytest.raises(HttpError, match="requested conversion is not supported"):
        drive.files().export(fileId=book.id, mimeType="application/msword").execute()


def test_uploads_come_in_pieces(drive: Any) -> None:
    content = bytes(range(256)) * 3072
    media = MediaIoBaseUpload(
        io.BytesIO(content), mimetype="application/zip", chunksize=256 * 1024, resumable=True
    )
    made = drive.files().create(body={"name": "big.zip"}, media_body=media).execute()
    assert drive.files().get_media(fileId=made["id"]).execute() == content
    assert made["mimeType"] == "application/zip"


def test_ownership_is_handed_over_on_purpose_only(google: Emulator, drive: Any) -> None:
    made = drive.files().create(body={"name": "S", "mimeType": SHEET}).execute()["id"]
    body = {"type": "user", "role": "owner", "emailAddress": "a@example.com"}
    permissions = drive.permissions()
    with pytest.raises(HttpError, match="transferOwnership"):
        permissions.create(fileId=made, body=body).execute()
    permissions.create(fileId=made, body=body, transferOwnership=True).execute()
    assert google.world.files[made].owner == "a@example.com"
    with pytest.raises(HttpError, match="sufficient permissions"):
        drive.files().delete(fileId=made).execute()


def test_links_open_to_anyone_and_to_a_domain(google: Emulator, drive: Any) -> None:
    made = drive.files().create(body={"name": "S", "mimeType": SHEET}).execute()["id"]
    permissions = drive.permissions()
    permissions.create(
        fileId=made, body={"type": "domain", "role": "writer", "domain": "example.com"}
    ).execute()
    assert google.world.files[made].role("x@example.com") == "writer"
    assert google.world.files[made].role("x@elsewhere.com") is None
    permissions.create(fileId=made, body={"type": "anyone", "role": "reader"}).execute()
    assert google.world.files[made].role("x@elsewhere.com") == "reader"


def test_the_caller_is_told_who_it_is(google: Emulator, drive: Any) -> None:
    about = drive.about().get(fields="user(emailAddress,me)").execute()
    assert about == {"user": {"emailAddress": google.email, "me": True}}
    with pytest.raises(HttpError, match="'fields' parameter is required"):
        drive.about().get().execute()


def test_several_calls_in_one_request(google: Emulator, drive: Any) -> None:
    answers: dict[str, Any] = {}

    def take(request_id: str, response: Any, error: Any) -> None:
        answers[request_id] = error.status_code if error else response

    batch = drive.new_batch_http_request(callback=take)
    batch.add(drive.files().create(body={"name": "One", "mimeType": SHEET}), request_id="a")
    batch.add(drive.files().get(fileId="nothing"), request_id="b")
    batch.execute()
    assert answers["a"]["name"] == "One"
    assert answers["b"] == 404
    assert [call.method for call in google.calls("drive")] == [
        "drive.files.create",
        "drive.files.get",
    ]
