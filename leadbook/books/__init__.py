"""The port and its engines: an open workbook, a closed file, frames in memory."""
