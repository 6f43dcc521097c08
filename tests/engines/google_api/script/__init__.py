"""The Apps Script API: projects and their files."""
