"""The two clients that people use do their ordinary work against the emulator, unmodified."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import gspread
import openpyxl
import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from tests.engines.google_api import Emulator
from tests.engines.google_clients import google_client, gspread_client

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def people(google: Emulator) -> gspread.Client:
    return gspread_client(google)


@pytest.fixture
def sheets(google: Emulator) -> Iterator[Any]:
    service = google_client(google, "sheets", "v4")
    yield service.spreadsheets()
    service.close()


@pytest.fixture
def drive(google: Emulator) -> Iterator[Any]:
    service = google_client(google, "drive", "v3")
    yield service
    service.close()


class TestGspread:
    def test_writes_and_reads_back(self, google: Emulator, people: gspread.Client) -> None:
        page = people.open_by_key(google.spreadsheet()).sheet1
        page.update([["clicks", "cost"], [3, 1.5], [4, 2.5]], "A1")
        page.update_acell("C2", "=B2/A2")
        page.append_row(["total", "=SUM(B2:B3)"], value_input_option="USER_ENTERED")
        assert page.get_all_values() == [
            ["clicks", "cost", ""],
            ["3", "1.5", "0.5"],
            ["4", "2.5", ""],
            ["total", "4", ""],
        ]
        assert page.get("B4", value_render_option="FORMULA") == [["=SUM(B2:B3)"]]

    def test_records_formats_notes_and_names(
        self, google: Emulator, people: gspread.Client
    ) -> None:
        book = people.open_by_key(google.spreadsheet())
        page = book.add_worksheet("Data", 20, 5)
        page.update([["name", "share"], ["a", 0.125]], "A1")
        page.format("B2", {"numberFormat": {"type": "PERCENT", "pattern": "0.0%"}})
        page.insert_note("B2", "of all clicks")
        page.define_named_range("B2:B10", "SHARES")
        assert page.get_all_records() == [{"name": "a", "share": "12.5%"}]
        assert page.get_note("B2") == "of all clicks"
        page.insert_rows([["new"]], row=2)
        named = book.list_named_ranges()[0]["range"]
        assert (named["startRowIndex"], named["endRowIndex"]) == (2, 11)
        assert page.find("a").row == 3

    def test_creates_shares_copies_and_exports(self, people: gspread.Client) -> None:
        book = people.create("Plan")
        book.sheet1.update([["x", 1]], "A1")
        book.share("anna@agency.example", perm_type="user", role="reader")
        assert {p["role"] for p in book.list_permissions()} == {"owner", "reader"}
        twin = people.copy(book.id, title="Plan copy")
        assert twin.sheet1.acell("B1").value == "1"
        page = openpyxl.load_workbook(io.BytesIO(twin.export(gspread.utils.ExportFormat.EXCEL)))
        assert page.active is not None
        assert page.active["B1"].value == 1
        assert people.open("Plan copy").id == twin.id
        people.del_spreadsheet(twin.id)
        with pytest.raises(gspread.SpreadsheetNotFound):
            people.open("Plan copy")

    def test_errors_are_those_it_knows(self, google: Emulator, people: gspread.Client) -> None:
        with pytest.raises(gspread.SpreadsheetNotFound):
            people.open_by_key("1NoSuchSpreadsheet")
        private = google.spreadsheet("Private", share=False)
        with pytest.raises(PermissionError):
            people.open_by_key(private)
        book = people.open_by_key(google.spreadsheet())
        with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits"):
            book.sheet1.update([["x"]], "A2000")

    def test_imports_csv(self, people: gspread.Client) -> None:
        book = people.create("Import")
        people.import_csv(book.id, "a,b\n1,2024-03-05\n")
        page = people.open_by_key(book.id).sheet1
        assert page.get_all_values() == [["a", "b"], ["1", "2024-03-05"]]


class TestGoogleClient:
    def test_batch_update_and_get(self, google: Emulator, sheets: Any) -> None:
        book = google.spreadsheet()
        row = [{"userEnteredValue": {"numberValue": 5}, "note": "five"}]
        start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 1}
        request = {"updateCells": {"start": start, "rows": [{"values": row}], "fields": "*"}}
        body = {"requests": [request], "includeSpreadsheetInResponse": True}
        reply = sheets.batchUpdate(spreadsheetId=book, body=body).execute()
        assert reply["updatedSpreadsheet"]["sheets"][0]["properties"]["title"] == "Sheet1"
        found = sheets.get(
            spreadsheetId=book,
            ranges="B2",
            fields="sheets.data.rowData.values(note,formattedValue)",
        ).execute()
        values = found["sheets"][0]["data"][0]["rowData"][0]["values"]
        assert values == [{"note": "five", "formattedValue": "5"}]

    def test_values(self, google: Emulator, sheets: Any) -> None:
        book = google.spreadsheet()
        values = sheets.values()
        values.update(
            spreadsheetId=book,
            range="Sheet1!A1:B2",
            valueInputOption="USER_ENTERED",
            body={"values": [["5%", "2024-03-05"], ["'=1", "=A1*2"]]},
        ).execute()
        found = values.batchGet(
            spreadsheetId=book, ranges=["A1:B1", "A2:B2"], valueRenderOption="UNFORMATTED_VALUE"
        ).execute()
        assert [one["values"] for one in found["valueRanges"]] == [[[0.05, 45356]], [["=1", 0.1]]]

    def test_unknown_field_is_told_as_google_tells_it(self, google: Emulator, sheets: Any) -> None:
        body = {"requests": [{"addShet": {}}]}
        with pytest.raises(HttpError, match="Cannot find field") as caught:
            sheets.batchUpdate(spreadsheetId=google.spreadsheet(), body=body).execute()
        assert caught.value.status_code == 400
        assert caught.value.error_details[0]["fieldViolations"][0]["field"] == "requests[0]"

    def test_drive_uploads_lists_and_exports(self, drive: Any) -> None:
        files = drive.files()
        media = MediaIoBaseUpload(io.BytesIO(b"a,b\n1,2\n"), mimetype="text/csv")
        made = files.create(
            body={"name": "From CSV", "mimeType": "application/vnd.google-apps.spreadsheet"},
            media_body=media,
        ).execute()
        found = files.list(
            q="name contains 'From' and trashed = false", fields="files(id)"
        ).execute()
        assert found == {"files": [{"id": made["id"]}]}
        assert files.export(fileId=made["id"], mimeType="text/csv").execute() == b"a,b\r\n1,2"
        files.update(fileId=made["id"], body={"name": "Renamed"}).execute()
        assert files.get(fileId=made["id"]).execute()["name"] == "Renamed"
        files.delete(fileId=made["id"]).execute()
        with pytest.raises(HttpError, match="File not found"):
            files.get(fileId=made["id"]).execute()

    def test_permissions(self, google: Emulator, drive: Any) -> None:
        book = google.spreadsheet()
        permissions = drive.permissions()
        body = {"type": "user", "role": "reader", "emailAddress": "b@example.com"}
        made = permissions.create(fileId=book, body=body).execute()
        permissions.update(fileId=book, permissionId=made["id"], body={"role": "writer"}).execute()
        listed = permissions.list(fileId=book, fields="permissions(emailAddress,role)").execute()
        assert {"emailAddress": "b@example.com", "role": "writer"} in listed["permissions"]
        permissions.delete(fileId=book, permissionId=made["id"]).execute()
        with pytest.raises(HttpError, match="Permission not found"):
            permissions.get(fileId=book, permissionId=made["id"]).execute()
