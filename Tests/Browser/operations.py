"""Whoever looks after the system sees how it runs, and deploys a workflow; the case team keeps the directory."""

import pathlib

from run import expect
from signing_in import PASSWORD, sign_in

WORKFLOW = pathlib.Path(__file__).parents[2] / "Workflows/late-payment/workflow.yaml"


LISTS = ("timers", "parked", "outbox", "nodes", "workflows", "calendars")


def prove(visit):
    """What is grave asks for the password again, once."""
    if visit.page.get_by_label("Your password").count():
        visit.fill(visit.page.get_by_label("Your password"), PASSWORD)
        visit.press("Continue")


def look_after_accounts(visit):
    page = visit.page
    visit.follow("People and roles")
    visit.look("accounts")
    visit.follow("Add a person")
    prove(visit)
    visit.press("Add")
    expect(page.locator(".govuk-error-summary").count() == 1, "what is missing is told")
    visit.look("account-wrong")
    name = f"w{visit.width}{'js' if visit.javascript else 'nojs'}"
    visit.fill(page.get_by_label("Account", exact=True), name)
    visit.fill(page.get_by_label("Name", exact=True), "Wilhelmina Featherstonehaugh-Cholmondeley of the Northern Regions")
    visit.fill(page.get_by_label("Email address"), f"{name}@scheme.example")
    visit.check(page.get_by_label("Approver"))
    visit.press("Add")
    expect("/set-up/" in page.content(), "the link is shown once")
    visit.look("account-link")
    visit.go(f"/accounts/people/{name}")
    visit.look("account")
    visit.press("Disable")
    expect("Disabled" in page.content(), "the account is barred")


def look_after_tokens(visit):
    page = visit.page
    visit.go("/accounts/tokens")
    visit.look("tokens")
    visit.press("Make a token")
    prove(visit)
    if not page.locator(".govuk-error-summary").count():
        visit.go("/accounts/tokens")
        visit.press("Make a token")
    expect(page.locator(".govuk-error-summary").count() == 1, "what is missing is told")
    visit.look("token-wrong")
    visit.fill(page.get_by_label("What you call it"), f"Report of {visit.name}")
    visit.choose(page.get_by_label("Account", exact=True), "byrne")
    visit.check(page.get_by_label("cases:read", exact=True))
    visit.fill(page.get_by_label("For how many days"), "30")
    visit.press("Make a token")
    visit.look("token-made")
    secret = page.locator(".app-secret").inner_text()
    answer = page.request.get(visit.base + "/api/v1/cases", headers={"Authorization": f"Bearer {secret}"})
    expect(answer.status == 200, f"the token lets a program in: {answer.status}")
    visit.go("/api")
    visit.look("api")


def look_after_webhooks(visit):
    page = visit.page
    visit.go("/ops/webhooks")
    visit.look("webhooks-none" if not page.get_by_role("table").count() else "webhooks")
    visit.press("Add a webhook")
    prove(visit)
    visit.press("Add")
    visit.look("webhook-wrong")
    visit.fill(page.get_by_label("What you call it"), f"Reports of {visit.name}")
    visit.fill(page.get_by_label("Address"), "https://reports.department.example/hooks/a-rather-long-path/of/recourse")
    visit.check(page.get_by_label("Closed"))
    visit.press("Add")
    expect(page.locator(".app-secret").inner_text().startswith("whsec_"), "the secret is shown once")
    visit.look("webhook-made")
    visit.follow("Back")
    visit.press("Try whether it answers")
    expect("A trial is on its way" in page.content(), "a trial is told")
    visit.look("webhook")
    visit.go("/ops/webhooks")
    visit.look("webhooks")


def keep(visit):
    """Every list can be taken along."""
    for name in LISTS:
        for ending in ("csv", "xlsx"):
            answer = visit.page.request.get(f"{visit.base}/ops/{name}.{ending}")
            expect(answer.status == 200 and answer.body(), f"{name}.{ending} can be kept")


def journey(visit):
    sign_in(visit, "byrne")
    for name in ("", "/timers", "/parked", "/outbox", "/nodes", "/calendars", "/workflows", "/workflows/late-payment"):
        visit.go("/ops" + name)
        visit.look("ops" + name.replace("/", "-"))
    visit.page.get_by_role("table").get_by_role("link").first.click()
    near = visit.page.locator(".app-near img").evaluate("e => e.decode().then(() => e.naturalWidth)")
    expect(near > 200, "the part of the picture where cases begin is drawn, of a size to read")
    visit.look("version")
    visit.page.locator("summary", has_text="All of the picture").press("Enter")
    drawn = visit.page.locator(".app-picture img").evaluate("e => e.decode().then(() => e.naturalWidth)")
    expect(drawn > 1000, "all of the picture is drawn, of a size to read")
    visit.check(visit.page.get_by_label("Fit all of it to the page"))
    fits = visit.page.locator(".app-picture").evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(fits, "the whole picture is fitted to the page where somebody wants it")
    for tab in ("Steps in words", "What is proved", "Files"):
        visit.follow(tab)
        visit.look("version-" + tab.split()[0].lower())
    visit.go("/ops/deploy")
    visit.press("Look at it")
    visit.look("deploy-wrong")
    text = WORKFLOW.read_text().replace("title: Operations", f"title: Operators of {visit.name}")
    visit.page.get_by_label("The workflow's files").set_input_files(
        files=[{"name": "workflow.yaml", "mimeType": "text/plain", "buffer": text.encode()}]
    )
    visit.press("Look at it")
    visit.look("deploy-preview")
    visit.follow("Cases of the last 365 days")
    visit.look("deploy-what-if")
    visit.press("Go on to deploy")
    prove(visit)
    visit.look("deploy-confirm")
    visit.press("Deploy")
    expect("New cases use this version" in visit.page.content(), "deploying is told")
    visit.look("deployed")
    if visit.is_thorough:
        look_after_webhooks(visit)
        look_after_accounts(visit)
        look_after_tokens(visit)
    keep(visit)
    visit.go("/directory")
    visit.look("directory")
    visit.fill(visit.page.get_by_label("Search organisations"), "cabinet")
    visit.press("Search")
    visit.look("directory-found")
    visit.follow("Cabinet Office")
    visit.look("organisation")
    visit.follow("Add a contract")
    visit.press("Save")
    visit.look("contract-wrong")
    visit.go("/directory?q=nothing-of-this-name")
    visit.look("directory-empty")
