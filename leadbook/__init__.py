"""LeadBook: a lead tracker that lives in an Excel workbook. No lead left behind."""

__version__ = "0.1.0"
