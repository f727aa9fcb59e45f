"""A case manager's day: a concern by telephone, its list, its page, a step, a note, a table to keep."""

import io

from run import expect
from signing_in import sign_in

TABS = ["Messages", "Documents", "People", "History", "Linked cases", "Workflow"]


ANSWERS = {
    "authority_name": "Leeds City Council",
    "authority_type": "council",
    "nation": "england",
    "department": "Leeds City Council",
    "contract_title": None,
    "prime_name": "Big Kitchens Ltd",
    "tried_prime": "true",
    "issue": "contract-management",
    "sub_issue": "payment",
    "summary": "Invoices are paid ninety days late.",
    "happened_on-day": "3",
    "happened_on-month": "10",
    "happened_on-year": "2026",
    "supplier_email": "teller@kitchens.example",
}
# A person who takes a call presses this many keys beside the words in two minutes with time to spare.
MOST_KEYS = 90


class Keys:
    """Somebody who never touches a mouse: only Tab, Space, arrows, Enter and text."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.count += 1

    def to(self, wanted):
        """Tabs on to the control of a name, or the button with these words, and sees where that is."""
        for _ in range(60):
            self.press("Tab")
            here = self.page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e), l = e.labels?.[0];
                  const m = l ? getComputedStyle(l, '::before') : s;
                  const shown = [s, m].some(x => x.boxShadow !== 'none' || x.outlineStyle !== 'none' && x.outlineWidth !== '0px');
                  return { name: e.name || '', words: e.innerText?.trim() || '', shown } }"""
            )
            expect(here["shown"], f"where the keyboard is can be seen at {here}")
            if wanted in (here["name"], here["words"]):
                return
        expect(False, f"the keyboard does not come to {wanted}")


def take_down(visit):
    page = visit.page
    visit.go("/cases/new")
    visit.look("kind-of-case")
    visit.check(page.get_by_label("Concern about a prime contractor"))
    visit.press("Continue")
    visit.look("new-case")
    visit.press("Continue")
    expect(page.locator(".govuk-error-summary").count() == 1, "what is missing is told")
    visit.look("new-case-errors")
    take_call(visit)
    expect("Check before you open" in visit.heading(), "nothing is opened unseen")
    expect("We have your concern" in page.content(), "the acknowledgement is shown before it is sent")
    visit.look("new-case-check")
    visit.press("Open the case")
    expect("Meals for schools" in visit.heading(), "the case is open")
    visit.look("opened")


def take_call(visit):
    """Everything that a caller tells, by keyboard alone."""
    page = visit.page
    visit.go("/cases/new?kind=supply-chain-concern")
    keys = Keys(page)
    # The title has a word that no line has room for.
    answers = {**ANSWERS, "contract_title": f"Meals for schools {visit.name} {'Averylongword' * 8}"}
    for name, value in answers.items():
        keys.to(name)
        control = page.locator(f"[name='{name}']")
        if control.first.get_attribute("type") == "radio":
            values = [one.get_attribute("value") for one in control.all()]
            keys.press("Space")
            for _ in range(values.index(value)):
                keys.press("ArrowDown")
            expect(control.nth(values.index(value)).is_checked(), f"{name} is answered by keyboard")
        else:
            page.keyboard.type(value)
            if control.first.evaluate("e => e.tagName") == "SELECT":
                expect(control.first.input_value() == value, f"{name} is chosen by keyboard")
    keys.to("Continue")
    with page.expect_navigation():
        keys.press("Enter")
    expect(keys.count <= MOST_KEYS, f"a call takes {keys.count} keys beside the words")


def work(visit):
    page = visit.page
    address = page.url.split("?")[0].removeprefix(visit.base)
    for tab in TABS:
        page.get_by_label("Pages of this case").get_by_role("link", name=tab).click()
        page.wait_for_load_state()
        visit.look(tab.split()[0].lower())
    drawn = page.locator(".app-near img").evaluate("e => e.decode().then(() => e.naturalWidth)")
    expect(drawn > 0, "the picture of the workflow is drawn")
    visit.go(address)
    visit.follow("Take the case")
    visit.look("claim")
    visit.press("Take it")
    expect("You look after the case now" in page.content(), "it is taken")
    visit.go(f"{address}/note")
    visit.fill(page.get_by_label("Note", exact=True), "They rang twice.")
    visit.check(page.get_by_label("Colleagues only"))
    visit.look("note")
    visit.press("Save the note")
    visit.go(address)
    visit.follow("Accept the case")
    visit.look("step")
    visit.fill(page.locator("textarea").first, "Invoices are paid late.")
    overtaken(visit, address)
    visit.press("Continue")
    expect("Check before you send" in visit.heading(), "nothing is sent unseen")
    visit.look("preview")
    visit.press("Accept the case")
    expect("That was done" in page.content(), "it was done")
    visit.look("done")


def overtaken(visit, address):
    """Somebody else does something with the case while a form of it is open: nothing typed is lost."""
    page = visit.page
    other = visit.colleague("lewis")
    other.goto(visit.base + address + "/note")
    other.get_by_label("Note", exact=True).fill("The invoices came by post.")
    other.get_by_label("Colleagues only").check()
    other.get_by_role("button", name="Save the note").click()
    expect("The note is in the history" in other.content(), "the colleague wrote a note")
    other.context.close()
    visit.press("Continue")
    told = page.locator(".govuk-notification-banner").inner_text()
    expect("Internal note, by Gwen Lewis" in told, f"what changed is told, and by whom: {told}")
    expect(page.locator("textarea").first.input_value() == "Invoices are paid late.", "what was typed is kept")
    visit.look("stale")


def be_away(visit):
    page = visit.page
    visit.go("/cases/cover")
    visit.look("away")
    visit.press("Note the absence")
    expect(page.locator(".govuk-error-summary").count() == 1, "an absence needs its days")
    visit.look("away-errors")
    for name, value in {"from": ("1", "1", "2026"), "to": ("1", "6", "2026")}.items():
        for part, text in zip(("day", "month", "year"), value):
            visit.fill(page.locator(f"[name={name}-{part}]"), text)
    visit.choose(page.get_by_label("Who looks after the cases meanwhile"), "lewis")
    visit.press("Note the absence")
    expect("The last day must not be past" in page.content(), "nobody was away")
    visit.fill(page.locator("[name=to-year]"), "2027")
    visit.fill(page.locator("[name=from-year]"), "2026")
    visit.fill(page.locator("[name=from-month]"), "11")
    visit.press("Note the absence")
    expect("The absence is noted" in page.content() and "Away now" in page.content(), "it is noted")
    visit.look("away-noted")
    other = visit.colleague("lewis")
    other.goto(visit.base + "/cases")
    expect("Ada Okafor, until Tue 1 June 2027" in other.content(), "the cover's list says for whom")
    expect("Meals for schools" in other.content(), "the cover's list has the cases")
    other.context.close()
    visit.press("Remove", exact=False)
    expect("The absence is removed" in page.content(), "the person is back")


def refuse(visit, address):
    """What can't be done, and pages as paper and strong colours show them."""
    page = visit.page
    visit.go(f"{address}/extend")
    visit.press("Extend")
    visit.look("extend-errors")
    visit.go(f"{address}/do/nothing-of-this-name")
    visit.look("not-now")
    visit.go("/cases/ZZZ-ZZZ-ZZZZ")
    visit.look("no-such-case")
    visit.go(address)
    if visit.is_wide and visit.javascript:
        page.emulate_media(forced_colors="active")
        visit.look("strong-colours")
        page.emulate_media(forced_colors="none", media="print")
        visit.look("print")
        page.emulate_media(media="screen")
    visit.go(f"{address}/pause")
    visit.fill(page.get_by_label("Why"), "The supplier looks for the invoices.")
    visit.press("Pause")
    visit.look("paused")
    answer = page.request.get(visit.base + address + "/workflow.svg")
    expect(answer.status == 200 and "<svg" in answer.text(), "the picture is there by itself")


def assign(visit):
    """Gives a case of the queue to a colleague, from the list."""
    page = visit.page
    visit.go("/cases?queue=unassigned")
    had = page.locator("input[name=case]").count()
    tab = page.get_by_label("Lists of cases").get_by_role("link", name="Unassigned").inner_text()
    expect(tab == f"Unassigned ({had})", f"the tab says how many there are: {tab}")
    visit.press("Assign")
    expect("Choose at least one case" in page.content(), "an assignment needs cases")
    visit.check(page.locator("input[name=case]").first)
    visit.choose(page.get_by_label("Who is to look after them"), "lewis")
    visit.press("Assign")
    expect("1 case has somebody else to look after it" in page.content(), "the assignment is told")
    expect(page.locator("input[name=case]").count() == had - 1, "it is in the queue no more")
    visit.look("assigned")


def keep(visit):
    import openpyxl

    answer = visit.page.request.get(visit.base + "/cases/export.xlsx?queue=mine")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body())).active
    expect(sheet.max_row >= 2 and sheet["A1"].value == "Case", "the table opens")
    expect(all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value), "every cell is text")


def journey(visit):
    sign_in(visit, "okafor")
    take_down(visit)
    address = visit.page.url.split("?")[0].removeprefix(visit.base)
    work(visit)
    if visit.is_thorough:
        refuse(visit, address)
        be_away(visit)
    if visit.by_keyboard:
        assign(visit)
    for queue in ("mine", "unassigned", "team", "waiting", "all", "closed") if visit.is_thorough else ("mine", "all"):
        visit.go(f"/cases?queue={queue}")
        visit.look(f"list-{queue}")
    visit.go("/cases?queue=all&words=nothing-has-this-word")
    visit.look("list-empty")
    visit.go("/cases/handover")
    visit.look("handover")
    visit.go("/cases/feed")
    visit.press("Make a new address")
    visit.look("feed")
    keep(visit)
    visit.press("Sign out")
