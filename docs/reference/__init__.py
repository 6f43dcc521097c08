"""The reference site, generated from the catalogue: `make docs`.

Pages are written as reStructuredText from the templates in ``pages/`` and the texts in ``texts/``,
in each language; Sphinx makes of them a site with search, which opens from a disk as well.
Nothing here is shipped.
"""
