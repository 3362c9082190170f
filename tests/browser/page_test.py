"""The page in a real browser: nothing is asked for from elsewhere, nothing is complained of, reasons fold, the language changes by
mouse and by keys, a screen reader finds its parts, and it fits a phone, the dark and paper. Screenshots stand beside the page."""

import sys
import unittest
from pathlib import Path
from typing import List

from playwright.sync_api import Browser, Page, sync_playwright

FILE = Path(sys.argv.pop(1)).resolve()


class PageTest(unittest.TestCase):
    browser: Browser

    @classmethod
    def setUpClass(cls) -> None:
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()
        cls.playwright.stop()

    def opened(self, **context: object) -> Page:
        page = self.browser.new_context(**context).new_page()
        self.complaints: List[str] = []
        self.requests: List[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(FILE.as_uri())
        self.addCleanup(page.context.close)
        return page

    def check_quiet(self) -> None:
        self.assertEqual((self.complaints, self.requests), ([], [FILE.as_uri()]))

    def test_reasons_fold(self) -> None:
        page = self.opened()
        shown = page.locator(".page.zh")
        fold = shown.locator("details").first
        summary = fold.locator("summary").first
        inner = fold.locator("summary ~ *").first
        was = inner.is_visible()
        summary.click()
        self.assertNotEqual(inner.is_visible(), was)
        summary.press("Enter")
        self.assertEqual(inner.is_visible(), was)
        for closed in shown.locator("details:not([open]) > summary").all():
            if closed.is_visible():
                closed.click()
        self.assertGreater(shown.locator("details[open]").count(), 10)
        page.screenshot(path=FILE.with_name("unfolded.png"), full_page=True)
        self.check_quiet()

    def test_the_language_changes(self) -> None:
        page = self.opened()
        zh, en = page.locator(".page.zh"), page.locator(".page.en")
        self.assertTrue(zh.is_visible() and not en.is_visible())
        page.get_by_text("English", exact=True).click()
        self.assertTrue(en.is_visible() and not zh.is_visible())
        self.assertTrue(page.get_by_role("radio", name="English").is_checked())
        page.keyboard.press("ArrowLeft")
        self.assertTrue(zh.is_visible() and not en.is_visible())
        self.check_quiet()

    def test_a_screen_reader_finds_its_parts(self) -> None:
        page = self.opened()
        self.assertEqual(page.get_by_role("heading", level=1).count(), 1)
        self.assertGreater(page.get_by_role("heading", level=2).count(), 3)
        self.assertEqual(page.get_by_role("radio").count(), 2)
        headers = page.get_by_role("table").first.get_by_role("columnheader")
        self.assertEqual(headers.all_inner_texts(), ["结果", "项目", "对象", "金额或原因"])
        self.assertEqual(page.locator("html").get_attribute("lang"), "zh")
        self.assertEqual(page.locator(".page.en").get_attribute("lang"), "en")

    def test_it_fits_a_phone(self) -> None:
        page = self.opened(viewport={"width": 360, "height": 740}, device_scale_factor=2)
        for language in ("中文", "English"):
            page.get_by_text(language, exact=True).click()
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 360)
        page.screenshot(path=FILE.with_name("phone.png"))

    def test_light_and_dark(self) -> None:
        brightness = "getComputedStyle(document.querySelector('.entitle')).backgroundColor.match(/\\d+/g).reduce((a, b) => a + +b, 0)"
        for scheme, bright in (("light", True), ("dark", False)):
            page = self.opened(color_scheme=scheme)
            self.assertEqual(page.evaluate(brightness) > 600, bright)
            page.screenshot(path=FILE.with_name(scheme + ".png"))

    def test_paper(self) -> None:
        page = self.opened(color_scheme="dark")
        page.emulate_media(media="print")
        self.assertFalse(page.get_by_text("English", exact=True).is_visible())
        ink = page.evaluate("getComputedStyle(document.querySelector('.entitle')).color")
        self.assertEqual(ink, "rgb(0, 0, 0)")
        page.pdf(path=FILE.with_name("paper.pdf"))
        self.assertGreater(FILE.with_name("paper.pdf").stat().st_size, 20_000)
        self.check_quiet()


if __name__ == "__main__":
    unittest.main()
