"""Draw the picture that stands for a page elsewhere (1200 by 630 pixels), in our own faces."""

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from termcard.design.fonts import build

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "termcard/design/static/design/share-card.png"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def face(name: str, folder: Path) -> str:
    """Return a face of ours as an address that needs no server."""
    content = base64.b64encode((folder / f"{name}.woff2").read_bytes()).decode()
    return f"data:font/woff2;base64,{content}"


def page(folder: Path) -> str:
    """Return the picture as a page."""
    return f"""<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: serif-of-ours; src: url({face("serif-regular", folder)}) }}
@font-face {{ font-family: italic-of-ours; src: url({face("serif-italic", folder)}) }}
* {{ margin: 0; box-sizing: border-box }}
body {{ width: 1200px; height: 630px; background: #fbf8f1; color: #221f1c; padding: 90px 100px;
  font: 92px/1.1 serif-of-ours, serif; border-bottom: 18px double #5c1f6b }}
p + p {{ font-size: 46px; line-height: 1.3; margin-top: 60px; max-width: 24ch; color: #4d4741 }}
b {{ font-weight: 400; border-right: 5px solid #5c1f6b; padding: 12px 14px 12px 0 }}
i {{ font-family: italic-of-ours, serif; padding-left: 14px }}
</style><p><b>Term</b><i>card</i></p><p>Research lectures, seminars and workshops</p>"""


def draw() -> None:
    """Write the picture into the static files."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        tab = browser.new_page(viewport={"width": 1200, "height": 630})
        tab.set_content(page(build(Path(home))))
        tab.wait_for_timeout(300)
        tab.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    draw()
