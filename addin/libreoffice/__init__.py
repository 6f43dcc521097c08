"""The extension of LibreOffice Calc: the same functions in its cells, computed by Python.

:mod:`.extension` builds the ``.oxt`` file from the catalogue; :mod:`.component` and
:mod:`.answering` are packed into it and run inside LibreOffice, by LibreOffice's own Python.
"""
