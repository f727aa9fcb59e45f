"""Whoever looks after the system sees how it runs, and deploys a workflow; the case team keeps the directory."""

import pathlib

from run import expect
from signing_in import PASSWORD, sign_in

WORKFLOW = pathlib.Path(__file__).parents[2] / "Workflows/late-payment/workflow.yaml"


def journey(visit):
    sign_in(visit, "byrne")
    for name in ("", "/timers", "/parked", "/outbox", "/nodes", "/calendars", "/workflows", "/workflows/late-payment"):
        visit.go("/ops" + name)
        visit.look("ops" + name.replace("/", "-"))
    visit.page.get_by_role("table").get_by_role("link").first.click()
    expect("Steps" in visit.page.content(), "a version shows its steps")
    visit.look("version")
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
    if visit.page.get_by_label("Your password").count():
        visit.page.get_by_label("Your password").fill(PASSWORD)
        visit.press("Continue")
    visit.look("deploy-confirm")
    visit.press("Deploy")
    expect("New cases use this version" in visit.page.content(), "deploying is told")
    visit.look("deployed")
    visit.go("/directory")
    visit.look("directory")
    visit.page.get_by_label("Search organisations").fill("cabinet")
    visit.press("Search")
    visit.look("directory-found")
    visit.follow("Cabinet Office")
    visit.look("organisation")
    visit.follow("Add a contract")
    visit.press("Save")
    visit.look("contract-wrong")
    visit.go("/directory?q=nothing-of-this-name")
    visit.look("directory-empty")
