"""The commands of the command line: words in, a job run, one sentence out."""
