"""`python -m entitle`: the command of the C++ library, with its own options and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    command = Path(__file__).with_name("bin") / ("entitle.exe" if os.name == "nt" else "entitle")
    return subprocess.call([str(command), *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
