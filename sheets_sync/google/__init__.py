"""Google Sheets as a place for workbooks: who we are there, calls that are paced and tried again,
a spreadsheet read as a book, and a layout written as one batch of requests.
"""
