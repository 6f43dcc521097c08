"""The ways in which Excel gets the functions of the catalogue, and nothing written twice."""
