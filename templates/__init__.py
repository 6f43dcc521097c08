"""What a workbook looks like: sheets, blocks, styles and charts as plain data, in two languages."""
