"""``python -m leadbook`` is the same as ``leadbook``."""

from leadbook.cli import main

if __name__ == "__main__":
    main()
