"""How numbers get into workbooks: files in, facts stored, plans read, workbooks refreshed."""
