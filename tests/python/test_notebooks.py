"""The notebooks of examples/: each is run from the first cell to the last by IPython, in an interpreter of its own and in its own
folder, as a reader runs it. No cell may fail (they end in asserts), and what they show is what the file stores, to the character.
Of a plot that is its size and, in words, its bars: each version of matplotlib sets its letters and colours its edges differently.

`python tests/python/test_notebooks.py --update` stores anew what they show; read the diff. Jupyter itself is not needed.
"""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

EXAMPLES = Path(os.environ.get("ENTITLE_ROOT", Path(__file__).parents[2])) / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
Output = Dict[str, Any]


def code_cells(notebook: Dict[str, Any]) -> List[Dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def read(path: Path) -> Dict[str, Any]:
    notebook: Dict[str, Any] = json.loads(path.read_text("utf-8"))
    return notebook


def say_bars(figure: Any, printer: Any, cycle: bool) -> None:
    """Says a plot of horizontal bars in words, from the first drawn to the last."""
    for axes in figure.axes:
        bars = ", ".join(f"{bar.get_width():.2f}" for bar in axes.patches)
        names = ", ".join(label.get_text() for label in axes.get_yticklabels())
        printer.text(f"{axes.get_title()}; {axes.get_xlabel()} ({names}): {bars}")


def show_cells(path: Path) -> List[List[Output]]:
    """Runs the cells in this interpreter; of each cell what a notebook stores. One that fails, or warns the reader, ends it."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from matplotlib.figure import Figure
    from traitlets.config import Config

    class AsDisplayed(DisplayHook):
        """What a cell ends with is shown as `display` shows it, not printed as in a terminal."""

        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
            shell.display_pub.publish(format_dict, md_dict)

    # A plot has the size it asks for, not the size its letters happen to need.
    config = Config({"InlineBackend": {"print_figure_kwargs": {"bbox_inches": None}}})
    shell: Any = InteractiveShell.instance(config=config, displayhook_class=AsDisplayed)
    setattr(Figure, "_repr_pretty_", say_bars)
    capture: Any = capture_output
    shown = []
    for cell in code_cells(read(path)):
        with capture() as said:
            done = shell.run_cell("".join(cell["source"]), store_history=True)
        if not done.success or "Warning" in said.stderr:
            sys.exit(said.stdout + said.stderr)
        outputs: List[Output] = []
        if said.stdout:
            outputs.append({"name": "stdout", "output_type": "stream", "text": said.stdout.splitlines(keepends=True)})
        for rich in said.outputs:
            # The plain text of a table is as wide as pandas thinks the screen is.
            kinds = ["text/html"] if "text/html" in rich.data else list(rich.data)
            data = {kind: rich.data[kind] if kind == "image/png" else rich.data[kind].splitlines(keepends=True) for kind in kinds}
            outputs.append({"data": data, "metadata": {}, "output_type": "display_data"})
        shown.append(outputs)
    return shown


def run(path: Path, scratch: Path) -> List[List[Output]]:
    """The same in a new interpreter, so that a notebook has nothing but what it loads itself."""
    done = subprocess.run(
        [sys.executable, Path(__file__).resolve(), "--run", path],
        cwd=path.parent, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        env={**os.environ, "IPYTHONDIR": str(scratch), "MPLBACKEND": "module://matplotlib_inline.backend_inline",
             "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8",
             "PYTHONPATH": os.pathsep.join(os.path.abspath(one) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one)},
    )
    assert done.returncode == 0, done.stderr
    shown: List[List[Output]] = json.loads(done.stdout)
    return shown


def comparable(outputs: List[Output]) -> List[Output]:
    """With the first bytes alone of a picture: that it is a PNG, its width and its height."""
    shown = [{**one, "data": dict(one["data"])} if "data" in one else one for one in outputs]
    for one in shown:
        if "image/png" in one.get("data", {}):
            one["data"]["image/png"] = base64.b64decode(one["data"]["image/png"])[:24]
    return shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.stem))
def test_shows_what_it_stores(path: Path, tmp_path: Path) -> None:
    cells = code_cells(read(path))
    for cell, shown in zip(cells, run(path, tmp_path)):
        assert comparable(shown) == comparable(cell["outputs"]), "".join(cell["source"])


def test_each_checks_itself_and_is_told_of() -> None:
    guide = (EXAMPLES / "README.md").read_text("utf-8")
    assert [path.stem for path in NOTEBOOKS] == ["one_family_explained", "raising_the_standard"]
    for path in NOTEBOOKS:
        assert f"({path.name})" in guide
        assert "assert " in "".join(code_cells(read(path))[-1]["source"])


def test_a_cell_that_fails_or_warns_is_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ipynb"
    for source, said in (("assert 1 == 2", "AssertionError"), ("import warnings; warnings.warn('old')", "UserWarning: old")):
        wrong.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [source]}]}), "utf-8")
        with pytest.raises(AssertionError, match=said):
            run(wrong, tmp_path)


def update(scratch: Path) -> None:
    for path in NOTEBOOKS:
        notebook = read(path)
        for number, (cell, shown) in enumerate(zip(code_cells(notebook), run(path, scratch)), 1):
            cell.update(outputs=shown, execution_count=number, metadata={})
        notebook["metadata"] = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    import tempfile

    if sys.argv[1:2] == ["--run"]:
        answer = json.dumps(show_cells(Path(sys.argv[2])))
        print(answer)
    elif sys.argv[1:] == ["--update"]:
        with tempfile.TemporaryDirectory() as folder:
            update(Path(folder))
    else:
        sys.exit(f"usage: {sys.argv[0]} --update")
