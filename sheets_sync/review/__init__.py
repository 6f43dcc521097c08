"""The statistics of a review: has a KPI moved, or is it chance, or the season?

Pure functions over series of numbers; no workbook and no store in here.

    series        the weeks (or months) of one KPI
    relative      a series on a scale on which changes and noise mean the same everywhere
    contrast      the review window against the time before, with the season taken out
    carry_over    how much of a week's luck is still there in the next
    shift         whether the window differs by more than chance, and what could have been noticed
    holm          several KPIs judged at once
    sample        how long it would take to know
    movement      the answer for each KPI of a plan
    standing      a KPI against its target: where the month will end, what is still needed
    finding       what follows from movement and target: on track, behind, reached early, ...
"""
