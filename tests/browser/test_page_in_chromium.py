"""The page in a real browser: sizes, keyboard, no script, paper."""

import pytest

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MEETING = """() => {
  const boxes = Array.from(document.querySelectorAll('.stemma .label text, .stemma .day text'),
                           (t) => t.getBoundingClientRect());
  let met = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    const beside = a.left < b.right - 1 && b.left < a.right - 1;
    if (beside && a.top < b.bottom - 1 && b.top < a.bottom - 1) met += 1;
  }));
  return met;
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("name", ["story", "hostile", "forty", "many"])
def test_no_page_scrolls_sideways(opened, name, width):
    assert opened(name, width, 740).evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["story", "forty"])
def test_labels_of_the_picture_never_meet(opened, name, width):
    page = opened(name, width)
    assert page.evaluate(MEETING) == 0
    # letters stay readable where the picture shrinks
    high = page.evaluate("document.querySelector('.stemma .name').getBoundingClientRect().height")
    assert high >= 11


def test_labels_stay_within_the_picture(opened):
    page = opened("forty")
    beyond = page.evaluate("""() => {
      const right = document.querySelector('.stemma').getBoundingClientRect().right;
      return Array.from(document.querySelectorAll('.stemma text'))
        .filter((t) => t.getBoundingClientRect().right > right + 1).length;
    }""")
    assert beyond == 0


def test_a_click_on_a_sentence_shows_its_counterparts(opened):
    page = opened("story")
    page.locator("a.s", has_text="The harbour of Varrow Bay closed").first.click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    words = panel.inner_text()
    assert "Varrow Courier" in words and "The Harbour Post" in words and "Saltmarsh Daily" in words
    assert page.locator(".s.on").count() >= 3
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.locator(".s.on").count() == 0


def test_the_keyboard_moves_through_sentences_and_reports(opened):
    page = opened("story")
    first = page.locator("#s1-r-A a.s").nth(1)
    first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("The harbour of Varrow Bay")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('.witness').id") == "s1-r-B"
    assert page.evaluate("document.activeElement.textContent").startswith("The harbour of Varrow Bay")
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.witness').id") == "s1-r-B"


def test_a_line_says_its_evidence_when_it_is_reached(opened):
    page = opened("story")
    page.locator(".edge").first.focus()
    told = page.locator(".why").inner_text()
    assert "its words" in told and "confidence" in told
    place = page.evaluate("""() => {
      const line = document.querySelector(".edge[aria-label*='94%'] .line");
      line.scrollIntoView({ block: "center", behavior: "instant" });
      const at = line.getPointAtLength(line.getTotalLength() - 4).matrixTransform(line.getScreenCTM());
      return [at.x, at.y];
    }""")
    page.mouse.move(*place)
    assert "names Northline" in page.locator(".why").inner_text()


def test_everything_interactive_is_reached_by_tab_and_shows_it(opened):
    page = opened("story")
    seen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        place = page.evaluate("""() => { const e = document.activeElement;
          return [e.tagName, e.className.baseVal ?? e.className, getComputedStyle(e).outlineStyle]; }""")
        seen.add(place[0] + "." + str(place[1]).split(" ")[0])
        if place[0] not in ("BODY",) and "edge" not in place[1]:
            assert place[2] != "none", place
    assert {"a.edge", "SUMMARY.", "A.s", "A.sig", "INPUT."} <= seen


def test_a_report_can_be_put_away(opened):
    page = opened("story")
    box = page.get_by_role("checkbox", name="Coast Radio")
    box.uncheck()
    assert not page.locator("#s1-r-E").is_visible()
    box.check()
    assert page.locator("#s1-r-E").is_visible()


def test_without_a_script_everything_can_be_read(opened):
    page = opened("story", java_script_enabled=False)
    for words in ("A survey in June had reported no damage", "Left out by", "Why each line is drawn"):
        assert page.get_by_text(words).first.is_visible()
    assert not page.locator(".chooser").is_visible()
    page.locator("summary", has_text="Why each line is drawn").click()
    assert (
        page.locator(".reasons").get_by_text("names Northline as the source of its text").first.is_visible()
    )
    page.locator("summary", has_text="shared sentences").click()
    assert page.locator(".family").first.is_visible()


def test_without_a_script_a_sentence_still_leads_to_its_counterparts(opened):
    page = opened("story", java_script_enabled=False)
    page.locator("a.s", has_text="The harbour of Varrow Bay closed").first.click()
    assert page.locator(".family:target").is_visible()
    assert "Saltmarsh Daily" in page.locator(".family:target").inner_text()
    page.locator(".family:target a.sig").first.click()
    assert page.locator("a.s:target").is_visible()


def test_a_link_into_a_fold_opens_it(opened):
    page = opened("many")
    assert not page.locator("#s3 .opening").is_visible()
    page.locator(".index a[href='#s3']").click()
    assert page.locator("#s3 .opening").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_have_contrast_in_both_schemes(opened, scheme):
    page = opened("story", color_scheme=scheme)
    low = page.evaluate("""() => {
      const part = (v) => v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
      const lum = (c) => .2126 * part(c[0]) + .7152 * part(c[1]) + .0722 * part(c[2]);
      const rgb = (s) => s.match(/[\\d.]+/g).map(Number);
      const bad = [];
      document.querySelectorAll('p, li, td, th, h1, h2, h3, h4, a, span, del, ins, summary').forEach((e) => {
        if (!e.textContent.trim() || !e.getClientRects().length) return;
        if (e.closest('svg, .skip')) return;
        let at = e, back = [0, 0, 0, 0];
        while (at && back[3] === 0) { const c = rgb(getComputedStyle(at).backgroundColor);
          back = [c[0], c[1], c[2], c.length > 3 ? c[3] : 1]; at = at.parentElement; }
        const a = lum(rgb(getComputedStyle(e).color)), b = lum(back);
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5) bad.push([e.tagName, e.className, ratio]);
      });
      return bad;
    }""")  # fmt: skip
    assert low == []


def test_hostile_words_do_nothing(opened):
    page = opened("hostile")
    assert page.locator("script").count() == 1
    assert page.evaluate("Array.from(document.links, (l) => l.protocol).includes('javascript:')") is False


def test_on_paper_it_is_whole(opened, tmp_path):
    page = opened("story")
    made = page.pdf(format="A4", print_background=True)
    assert made.startswith(b"%PDF") and made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") >= 2
    page.emulate_media(media="print")
    assert not page.locator(".chooser").is_visible()
    clipped = page.evaluate("""() => Array.from(document.querySelectorAll('.text'))
      .filter((t) => t.scrollHeight > t.clientHeight + 2).length""")
    assert clipped == 0
