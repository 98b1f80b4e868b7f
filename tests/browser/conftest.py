"""A real Chromium for the page; where there is none, the tests are skipped and say so."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "views"))  # the invented story

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None and os.environ.get("RETOLD_NEEDS_BROWSER"):
        pytest.fail("chromium must be there: RETOLD_NEEDS_BROWSER is set")
    if path is None:
        pytest.skip("no chromium on this machine: install Debian's package chromium, or name one in CHROMIUM")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as run:
        opened = run.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """Pages to open, by name."""
    from invented import trace
    from test_page import forty, hostile
    from test_summary import many

    from retold.views.page import html

    folder = tmp_path_factory.mktemp("pages")
    made = {"story": trace(), "hostile": hostile(), "forty": forty(), "many": many(40)}
    for name, found in made.items():
        (folder / f"{name}.html").write_text(html(found), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


@pytest.fixture
def opened(browser, files):
    """Opens a page at a size; fails the test if the page asks for anything or complains."""
    contexts = []
    wrong: list[str] = []

    def open_(name: str, width: int = 1440, height: int = 900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url == files[name] or wrong.append(request.url))
        page.goto(files[name])
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []
