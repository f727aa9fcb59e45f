"""Somebody who answers for contracts signs in, puts contacts right, and answers a case by the link in a letter."""

import email
import email.policy
import re

from run import expect

ADDRESS = "priya.nair@cabinet-office.example"


def sign_in(visit):
    before = len(visit.letters(ADDRESS))
    visit.go("/department/sign-in")
    visit.look("sign-in")
    visit.page.get_by_label("Your e-mail address at work").fill("nothing")
    visit.press("Send me a link")
    visit.look("sign-in-wrong")
    visit.page.get_by_label("Your e-mail address at work").fill(ADDRESS)
    visit.press("Send me a link")
    visit.look("sent")
    letter = visit.letter(ADDRESS, more_than=before)
    visit.go(re.search(r"(/department/enter/\S+)", letter)[1])
    visit.look("enter")
    visit.press("Sign in")


def contacts(visit):
    expect(visit.heading() == "Contracts and contacts", "the overview comes after signing in")
    visit.look("overview")
    visit.press("Add a contact")
    visit.press("Add")
    visit.look("add-wrong")
    visit.page.get_by_label("Full name").fill(f"Priya Sandhu of the {visit.name} walk with a rather long name")
    visit.page.get_by_label("E-mail address").fill(f"priya.{visit.name}@cabinet-office.example")
    visit.page.get_by_label("Deputy or commercial director").check()
    visit.press("Add")
    expect("The contact was added" in visit.page.content(), "adding is told")
    visit.look("added")
    visit.follow(f"Priya Sandhu of the {visit.name}")
    visit.look("contact")
    visit.press("Days away")
    visit.press("Save")
    visit.look("away-wrong")
    for name, value in {"away-from-day": "3", "away-from-month": "8", "away-from-year": "2030"}.items():
        visit.page.locator(f"[name={name}]").fill(value)
    visit.press("Save")
    expect("days away were noted" in visit.page.content(), "the days away are noted")
    visit.follow(f"Priya Sandhu of the {visit.name}")
    visit.press("Change")
    visit.look("change")
    visit.page.get_by_label("Telephone").fill("020 7946 0999")
    visit.press("Save")
    visit.follow(f"Priya Sandhu of the {visit.name}")
    visit.follow("No longer in this post")
    visit.look("end")
    visit.press("End the post")
    visit.look("ended")


def lists(visit):
    visit.go("/department/contacts/import")
    visit.look("import")
    csv = visit.context.request.get(visit.base + "/department/contacts.csv").text()
    expect(csv.startswith("id,organisation,role"), "the list can be downloaded")
    changed = csv.replace("Cabinet Office,contract-manager", "Cabinet Office,king", 1)
    for name, text in (("import-wrong", changed), ("import-preview", csv.replace("020 7946", "020 7947"))):
        visit.go("/department/contacts/import")
        visit.page.get_by_label("A CSV file").set_input_files(
            files=[{"name": "contacts.csv", "mimeType": "text/csv", "buffer": text.encode()}]
        )
        visit.press("Look at it")
        visit.look(name)


def answer(visit):
    links = []
    for file in visit.mail.glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        found = re.search(r"(/answer/\S+)", mail.get_content())
        if found and "contract" in mail.get_content():
            links.append(found[1])
    expect(links, "some letter has a link to answer by")
    for link in links:
        visit.go(link)
        if visit.page.get_by_role("button", name="Continue").count():
            break
    visit.look("answer")
    visit.page.get_by_role("radio").first.check()
    visit.press("Continue")
    visit.look("answer-form")
    visit.press("Send the answer")
    visit.look("answer-wrong")
    if visit.is_wide or visit.javascript:
        return
    visit.page.get_by_role("textbox").first.fill("We have looked into it, and all of it was paid today.")
    visit.page.get_by_label("Documents").set_input_files(
        files=[{"name": "receipt.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}]
    )
    visit.press("Send the answer")
    expect("Your answer was sent" in visit.heading(), "the answer is acknowledged")
    visit.look("answer-sent")
    visit.go(link)
    visit.look("answer-over")


def journey(visit):
    sign_in(visit)
    contacts(visit)
    lists(visit)
    answer(visit)
