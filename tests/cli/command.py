"""Runs the entitle command for the tests of this folder, in an empty temporary folder, with nothing of the caller's terminal.

Each test is called as: SOME_test.py ENTITLE SOURCE_DIR [--update] [unittest's arguments]
"""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ENTITLE = Path(sys.argv[1]).resolve()
SOURCE = Path(sys.argv[2]).resolve()
UPDATE = "--update" in sys.argv
GOLDEN = SOURCE / "tests/cli/golden"


class Command(unittest.TestCase):
    """A test with an empty folder of its own, in which the command runs."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        """A file in the folder; text is UTF-8."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def run_command(self, *args, stdin=b"", **more):
        """The finished command: returncode, stdout, stderr as text."""
        done = subprocess.run([ENTITLE, *map(str, args)], input=stdin if isinstance(stdin, bytes) else stdin.encode(),
                              cwd=self.folder, capture_output=True, timeout=120, env={"PATH": "/usr/bin:/bin"}, **more)
        done.stdout = done.stdout.decode()
        done.stderr = done.stderr.decode()
        return done

    def golden(self, name, done, code):
        """What the command wrote is what the files of that name hold; with --update they are written."""
        self.assertEqual(done.returncode, code, done.stderr)
        for suffix, text in ((".out", done.stdout), (".err", done.stderr)):
            path = GOLDEN / (name + suffix)
            text = text.replace(str(SOURCE), "SOURCE")
            if UPDATE:
                if text:
                    path.write_text(text, encoding="utf-8")
                else:
                    path.unlink(missing_ok=True)
            expected = path.read_text(encoding="utf-8") if path.exists() else ""
            self.assertEqual(text, expected, f"{name}{suffix} (cli_test.py ENTITLE SOURCE --update writes it anew)")


def main():
    unittest.main(argv=sys.argv[:1] + [a for a in sys.argv[3:] if a != "--update"])
