"""A case manager's day: a concern by telephone, its list, its page, a step, a note, a table to keep."""

import io

from run import expect
from signing_in import sign_in

TABS = ["Messages", "Documents", "People", "History", "Linked cases", "Workflow"]


def take_down(visit):
    page = visit.page
    visit.go("/cases/new")
    visit.look("kind-of-case")
    page.get_by_label("Concern about a prime contractor").check()
    visit.press("Continue")
    visit.look("new-case")
    visit.press("Open the case")
    expect(page.locator(".govuk-error-summary").count() == 1, "what is missing is told")
    visit.look("new-case-errors")
    for label, text in {
        "Contracting authority": "Leeds City Council",
        "Organisation that runs the contract": "Leeds City Council",
        "Contract title": f"Meals for schools {visit.name}",
        "Prime contractor": "Big Kitchens Ltd",
        "What went wrong": "Invoices are paid ninety days late.",
        "Day": "3",
        "Month": "10",
        "Year": "2026",
    }.items():
        page.get_by_label(label, exact=True).first.fill(text)
    for name, value in {
        "authority_type": "council",
        "nation": "england",
        "tried_prime": "true",
        "issue": "contract-management",
    }.items():
        page.locator(f"input[name={name}][value={value}]").check(force=True)
    page.locator("[name=sub_issue]").select_option("payment")
    visit.press("Open the case")
    expect("Meals for schools" in visit.heading(), "the case is open")
    visit.look("opened")


def work(visit):
    page = visit.page
    address = page.url.split("?")[0].removeprefix(visit.base)
    for tab in TABS:
        page.get_by_label("Pages of this case").get_by_role("link", name=tab).click()
        visit.look(tab.split()[0].lower())
    visit.go(address)
    visit.follow("Take the case")
    visit.look("claim")
    visit.press("Take it")
    expect("You look after the case now" in page.content(), "it is taken")
    visit.go(f"{address}/note")
    page.get_by_label("Note", exact=True).fill("They rang twice.")
    page.get_by_label("Colleagues only").check()
    visit.look("note")
    visit.press("Save the note")
    visit.go(address)
    visit.follow("Accept the case")
    visit.look("step")
    page.locator("textarea").first.fill("Invoices are paid late.")
    visit.press("Continue")
    expect("Check before you send" in visit.heading(), "nothing is sent unseen")
    visit.look("preview")
    visit.press("Accept the case")
    expect("That was done" in page.content(), "it was done")
    visit.look("done")


def keep(visit):
    import openpyxl

    answer = visit.page.request.get(visit.base + "/cases/export.xlsx?queue=mine")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body())).active
    expect(sheet.max_row >= 2 and sheet["A1"].value == "Case", "the table opens")
    expect(all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value), "every cell is text")


def journey(visit):
    sign_in(visit, "okafor")
    take_down(visit)
    work(visit)
    for queue in ("mine", "unassigned", "team", "waiting", "all", "closed"):
        visit.go(f"/cases?queue={queue}")
        visit.look(f"list-{queue}")
    visit.go("/cases?queue=all&words=nothing-has-this-word")
    visit.look("list-empty")
    visit.go("/cases/cover")
    visit.look("cover")
    visit.go("/cases/feed")
    visit.press("Make a new address")
    visit.look("feed")
    keep(visit)
    visit.press("Sign out")
