"""Ten years of a small business in memory: people come and go, miss touches, promise, go on leave; counted by hand."""
