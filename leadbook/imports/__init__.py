"""Reading contacts files: bytes -> header and rows of text. What they mean is for ``rules.imports``."""
