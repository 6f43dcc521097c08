"""The hosts in which cells live: a new .xlsx, one that people have changed, a picture of it."""
