#!/usr/bin/env python3
"""Set everything up and start: needs only Python 3.11+ (Windows: py start.py ...).

    python3 start.py demo      make a filled demo workbook in the folder demo/ and say what to open
    python3 start.py test      run the tests
    python3 start.py ANYTHING  the same as: leadbook ANYTHING   (try: python3 start.py --help)

The first run makes a private environment in .venv and installs LeadBook there; nothing else is touched.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(args):
    """Install what is missing, then run the tests or the leadbook command; returns its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file must say so itself on an old Python
        print(f"LeadBook needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if not args:
        print(__doc__)
        return 0
    try:
        install("dev" if args[0] == "test" else "")
    except subprocess.CalledProcessError as error:
        print(f"Setting up .venv failed (see above). On Debian or Ubuntu: apt install python3-venv. [{error}]",
              file=sys.stderr)
        return 2
    if args[0] == "test":
        return run("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *args[1:])
    if args == ["demo"]:
        (HERE / "demo").mkdir(exist_ok=True)
        args = ["demo", "--out", fresh_name(HERE / "demo")]
    return run("-m", "leadbook", *args, cwd=None)


def install(extra):
    """Make .venv and install LeadBook with the extra, unless that was done for this very pyproject.toml."""
    text = (HERE / "pyproject.toml").read_bytes() + sys.version.encode()
    stamp = VENV / f"installed-{extra or 'user'}"
    print_of = hashlib.sha256(text).hexdigest()
    if stamp.exists() and stamp.read_text() == print_of and PYTHON.exists():
        return
    print("Setting up LeadBook in .venv (once; a minute or two) ...", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", target],
                   check=True)
    stamp.write_text(print_of)


def fresh_name(folder):
    """The first free name for a demo workbook in the folder: an earlier one is never written over."""
    for number in range(1, 1000):
        path = folder / f"LeadBook-demo{'' if number == 1 else f'-{number}'}.xlsm"
        if not path.exists():
            return str(path)
    return str(folder / "LeadBook-demo.xlsm")


def run(*args, cwd=HERE):
    """Run the environment's Python; returns its exit status."""
    called = f"{'py' if os.name == 'nt' else 'python3'} {sys.argv[0]}"  # for the hints that LeadBook prints
    return subprocess.run([str(PYTHON), *args], cwd=cwd, env={**os.environ, "LEADBOOK_CALLED": called}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
