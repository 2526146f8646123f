"""Copies of one workbook become one again: by row id and field, against what they had in common; nothing is dropped."""
