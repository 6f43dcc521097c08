"""Registers every command: one import per module, in the order in which help lists them."""
