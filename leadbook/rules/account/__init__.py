"""Every lead accounted for (mission row 21): who came in is there, or is named with what was last known."""
