import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><title>Elsewhere</title>
<link rel="icon" href="data:,">
<style>body {{ font-family: monospace; color: rgb(20, 80, 20) }}</style>
<h1>A department's own page</h1>
{piece}
</html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def another_site(folder, piece):
    """Serve a page of another site, on another origin, with a piece of ours in it."""
    (folder / "index.html").write_text(PAGE.format(piece=piece))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def piece(page, name):
    """Return what the builder offers to copy."""
    page.goto("/embed/?n=4")
    return page.get_by_label(name).input_value()


def test_a_frame_shows_the_list_on_another_site_without_script(open_window, tmp_path):
    frame = piece(open_window().page, "A frame, without script")
    reader = open_window(java_script_enabled=False)
    with another_site(tmp_path, frame) as address:
        reader.page.goto(address)
        inside = reader.page.frame_locator("iframe")
        assert inside.locator(".entry").count() == 4
        link = inside.locator(".entry h3 a").first
        title = link.inner_text()
        link.click()
        reader.page.wait_for_url(f"{reader.site.url}/events/**")
        assert reader.page.get_by_role("heading", level=1).inner_text() == title
    assert reader.context.cookies() == []


def test_an_element_takes_the_type_of_the_page_and_breaks_nothing(open_window, tmp_path):
    element = piece(open_window().page, "An element, with script")
    reader = open_window()
    with another_site(tmp_path, element) as address:
        reader.page.goto(address)
        first = reader.page.locator("termcard-events li a").first
        first.wait_for()
        assert reader.page.locator("termcard-events li").count() == 4
        style = first.evaluate(
            "a => [getComputedStyle(a).fontFamily, getComputedStyle(a.closest('li')).color]"
        )
        assert style == ["monospace", "rgb(20, 80, 20)"]
        assert first.get_attribute("href").startswith(reader.site.url)
    assert reader.stored() == []
    assert reader.complaints == []


def test_without_our_site_the_link_stays(open_window, tmp_path):
    element = piece(open_window().page, "An element, with script")
    gone = element.replace("/embed/piece/", "/embed/nothing/")
    reader = open_window()
    with another_site(tmp_path, gone) as address:
        reader.page.goto(address)
        reader.page.wait_for_load_state("networkidle")
        assert reader.page.locator("termcard-events a").inner_text() == "Events"


def test_the_builder_shows_how_it_looks(open_window):
    reader = open_window()
    reader.page.goto("/embed/?n=4")
    assert reader.page.frame_locator("iframe.preview").locator(".entry").count() == 4
    assert reader.complaints == []
