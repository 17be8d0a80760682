"""Draw the README's picture: the first screen of the report on China and Russia.

    python scripts/report_picture.py

Needs Chromium (FOEDUS_CHROMIUM names another path) and the development extras.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from foedus import assess
from foedus.report.exporters import html

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "china-russia.png"
CHROMIUM = os.environ.get("FOEDUS_CHROMIUM", "/usr/bin/chromium")


def main() -> None:
    """Render the page and keep its first screen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page_file = Path(folder) / "report.html"
        page_file.write_text(html.render(assess("CHN", "RUS")), encoding="utf-8")
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1080, "height": 1020})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(PICTURE))
        browser.close()


if __name__ == "__main__":
    main()
