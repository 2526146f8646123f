"""The command line as a process: what it loads, pipes, consoles, colours."""

import os
import subprocess
import sys

import pytest


def leadbook(*args, env=None, **more):
    return subprocess.run([sys.executable, *args], capture_output=True, env={**os.environ, **(env or {})}, **more)


@pytest.mark.parametrize("args", [["--help"], ["refresh", "--help"], ["--version"], ["refrsh"]])
def test_help_loads_nothing_heavy(args):
    code = ("import sys\nfrom leadbook.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
            "heavy = {'pandas', 'numpy', 'xlwings', 'pydantic', 'yaml', 'xlsxwriter', 'phonenumbers', 'clevercsv'}\n"
            "print(sorted(heavy & set(sys.modules)), file=sys.stderr)")
    assert leadbook("-c", code, *args).stderr.splitlines()[-1] == b"[]"


def test_every_command_has_a_line_in_the_help_and_an_example():
    from leadbook.cli import COMMANDS

    helped = leadbook("-m", "leadbook", "--help").stdout.decode()
    for command in COMMANDS:
        assert f"  {command.name} " in helped
        assert f"leadbook {command.name}" in leadbook("-m", "leadbook", command.name, "--help").stdout.decode()


def test_json_can_be_piped_to_a_program_that_stops_reading(book):
    command = f'"{sys.executable}" -m leadbook refresh "{book}" --dry-run --json --today 2026-11-23 | head -c 10'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True)
    assert done.stderr == b""
    assert done.stdout.startswith(b"{")


def test_a_console_that_lacks_a_letter_still_gets_the_sentence(book):
    (book.parent / "c.csv").write_text("Name\n\u0141ukasz \u5c0f\n\u0141ukasz \u5c0f\n", encoding="utf-8")
    done = leadbook("-m", "leadbook", "import", str(book), str(book.parent / "c.csv"), "--dry-run",
                    env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert b"?ukasz ?" in done.stdout
    as_json = leadbook("-m", "leadbook", "import", str(book), str(book.parent / "c.csv"), "--json",
                       env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert b"\\u0141ukasz \\u5c0f" in as_json.stdout


def test_no_colours_and_no_progress_but_on_a_terminal(book):
    done = leadbook("-m", "leadbook", "refresh", str(book))
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_on_a_terminal_there_are_colours_unless_one_asks_for_none(book, no_color, coloured):
    import pty

    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "leadbook", "doctor"], stdout=theirs, stderr=theirs,
                   env={**os.environ, "NO_COLOR": no_color, "TERM": "xterm"})
    os.close(theirs)
    assert (b"\x1b[32m" in os.read(ours, 10_000)) == coloured


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_on_a_terminal_the_phases_are_shown_and_wiped(book):
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run([sys.executable, "-m", "leadbook", "refresh", str(book)], stderr=theirs,
                          stdout=subprocess.PIPE)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    assert "Team leads.xlsx: reading ... " in shown
    assert "Team leads.xlsx: writing ... " in shown
    assert shown.endswith("\r")
    assert done.stdout.decode().startswith("40 leads checked")
