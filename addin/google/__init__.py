"""The Apps Script project for Google Sheets: functions in cells, a menu and a side bar."""
