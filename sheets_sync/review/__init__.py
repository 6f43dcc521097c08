"""The statistics of a review: has a KPI moved, or is it chance, or the season?

Pure functions over series of numbers; no workbook and no store in here.

    series        the weeks (or months) of one KPI
    contrast      the review window against the time before, and both against a year ago
    carry_over    how much of a week's luck is still there in the next
    shift         whether the window differs by more than chance, and what could have been noticed
    holm          several KPIs judged at once
    movement      the answer for each KPI of a plan
"""
