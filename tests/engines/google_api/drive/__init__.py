"""The Drive API v3, as far as spreadsheets need it."""
