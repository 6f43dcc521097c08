"""What looks wrong in a client's numbers: where, and how sure that is."""
