"""汇总.xlsx: the roll-up as a workbook."""
