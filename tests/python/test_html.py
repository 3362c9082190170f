"""The page in HTML: a document that holds both languages, asks for nothing from elsewhere, and is well-formed."""

from datetime import date
from html.parser import HTMLParser
from typing import Any, Dict, List, Optional, Tuple

import entitle

DAY = date(2021, 9, 1)
VOID = {"meta", "input"}


class Checked(HTMLParser):
    """Follows the elements, and notes which are opened and never closed, and what an address is given to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: List[str] = []
        self.wrong: List[str] = []
        self.counts: Dict[str, int] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.wrong += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "srcset", "action") or name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def checked(page: str) -> Checked:
    parser = Checked()
    parser.feed(page)
    parser.close()
    assert (parser.open, parser.wrong) == ([], [])
    assert "script" not in parser.counts and "url(" not in page and "@import" not in page
    return parser


def test_a_document_in_both_languages(rules: entitle.Ruleset, family: Dict[str, Any]) -> None:
    page = rules.evaluate(family, as_of=DAY).to_html("zh")
    assert page.startswith('<!doctype html>\n<html lang="zh">')
    found = checked(page)
    assert found.counts["h1"] == 2 and found.counts["summary"] == found.counts["details"] > 10
    assert "最低生活保障" in found.text and "minimum living guarantee" in found.text
    assert "国务院令第649号 第9条" in found.text


def test_what_a_notebook_shows(rules: entitle.Ruleset, family: Dict[str, Any]) -> None:
    shown = rules.evaluate(family, as_of=DAY)._repr_html_()
    assert shown.startswith("<style>") and "<html" not in shown
    checked(shown)


def test_names_are_no_markup(rules: entitle.Ruleset, family: Dict[str, Any]) -> None:
    family["members"][0]["name"] = '<script>alert("1")</script>&amp;'
    page = rules.evaluate(family, as_of=DAY).to_html()
    found = checked(page)
    assert '<script>alert("1")</script>&amp;' in found.text
