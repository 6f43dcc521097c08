"""The refresh: read, compute, compare, apply, and tell what was done."""
