"""Pure rules: frames, config, today and now in; frames and findings out. No engine, no clock, no file."""
