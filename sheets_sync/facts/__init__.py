"""Facts: tables checked, stored in DuckDB, and rolled up."""
