"""The Sheets API v4: state of a spreadsheet, and what its methods do with it."""
