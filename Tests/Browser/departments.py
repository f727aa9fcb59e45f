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
    visit.fill(visit.page.get_by_label("Your work email address"), "nothing")
    visit.press("Send me a link")
    visit.look("sign-in-wrong")
    visit.fill(visit.page.get_by_label("Your work email address"), "")
    # Without a pointer: the field, what is typed, and Enter.
    visit.page.get_by_label("Your work email address").focus()
    visit.page.keyboard.type(ADDRESS)
    visit.key("Enter", follows=True)
    visit.look("sent")
    letter = visit.letter(ADDRESS, more_than=before)
    link = re.search(r"(\S+)(/department/enter/\S+)", letter)
    expect(link[1] == visit.base, f"the link leads to where the site is: {link[1]}")
    visit.go(link[2])
    visit.look("enter")
    visit.page.go_back()
    visit.go("/department/enter/used-up-or-made-up")
    visit.press("Sign in")
    visit.look("link-does-not-work")
    visit.go(link[2])
    visit.press("Sign in")


def contacts(visit):
    expect(visit.heading() == "Contracts and contacts", "the overview comes after signing in")
    visit.look("overview")
    visit.states("overview")
    visit.press("Add a contact")
    visit.press("Add")
    visit.look("add-wrong")
    visit.fill(visit.page.get_by_label("Full name"), f"Priya Sandhu of the {visit.name} walk with a rather long name")
    visit.fill(visit.page.get_by_label("Email address"), f"priya.{visit.name}@cabinet-office.example")
    visit.check(visit.page.get_by_label("Deputy or commercial director"))
    visit.press("Add")
    expect("The contact was added" in visit.page.content(), "adding is told")
    visit.look("added")
    verify(visit, f"priya.{visit.name}@cabinet-office.example")
    visit.go("/department")
    visit.follow(f"Priya Sandhu of the {visit.name}")
    visit.look("contact")
    visit.press("Days away")
    visit.press("Save")
    visit.look("away-wrong")
    for name, value in {"away-from-day": "3", "away-from-month": "8", "away-from-year": "2030"}.items():
        visit.fill(visit.page.locator(f"[name={name}]"), value)
    visit.choose(visit.page.get_by_label("Who stands in"), "martin.hale@cabinet-office.example")
    visit.press("Save")
    expect("Stands in: Martin Hale" in visit.page.locator("main").inner_text(), "the deputy stands with the absence")
    visit.look("away")
    expect("days away were noted" in visit.page.content(), "the days away are noted")
    visit.follow(f"Priya Sandhu of the {visit.name}")
    visit.press("Change")
    visit.look("change")
    visit.fill(visit.page.get_by_label("Telephone"), "020 7946 0999")
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
        shown = visit.page.locator("main")
        if name == "import-wrong":
            expect(shown.locator("mark").first.inner_text() == "king", "the wrong cell is marked in its row")
        else:
            expect("020 7947" in shown.locator("ins").first.inner_text(), "each row says what becomes of it")
        visit.look(name)
    if visit.is_wide and visit.javascript:
        visit.press("Take it in")
        expect("The list was taken in" in shown.inner_text(), "the list is taken in")


def verify(visit, address):
    """Whoever is new gets an email and shows that it reaches them."""
    link = re.search(r"(\S+)(/department/verify/\S+)", visit.letter(address))
    expect(link[1] == visit.base, f"the link leads to where the site is: {link[1]}")
    visit.go(link[2])
    visit.look("verify")
    visit.press("They reach me")
    visit.look("verified")


def answer(visit):
    links = []
    for file in visit.mail.glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        found = re.search(r"(\S+)(/answer/\S+)", mail.get_content())
        if found and "contract" in mail.get_content():
            expect(found[1] == visit.base, f"the link leads to where the site is: {found[1]}")
            links.append(found[2])
    expect(links, "some letter has a link to answer by")
    for link in links:
        visit.go(link)
        if visit.page.get_by_role("button", name="Continue").count():
            break
    visit.look("answer")
    visit.states("answer")
    visit.check(visit.page.get_by_role("radio").first)
    visit.press("Continue")
    visit.look("answer-form")
    visit.press("Send the answer")
    visit.look("answer-wrong")
    if visit.is_wide or visit.javascript:
        return
    visit.fill(visit.page.get_by_label("Your answer"), "We have looked into it, and all of it was paid today.")
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
