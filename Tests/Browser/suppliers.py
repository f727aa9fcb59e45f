"""A supplier raises a concern, follows it, and looks at what the scheme publishes."""

import datetime
import re

from run import expect

LAST_MONTH = datetime.date.today() - datetime.timedelta(days=40)

# What is filled in on each page of questions: by its name in the address.
ANSWERS = {
    "court": {"radio": ["No"]},
    "when": {"day": LAST_MONTH},
    "authority": {"text": {"Name of the public body": "Cabinet Office"}, "radio": ["Department"]},
    "organisation": {"text": {"Which organisation runs the contract?": "Cabinet Office"}},
    "contract": {"text": {"Contract title": "Digital platform support"}},
    "prime": {"text": {"Name of the prime contractor": "Larchfield Integrated plc"}},
    "tried": {"radio": ["Yes"]},
    "subject": {"radio": ["Contract management"], "select": {"What exactly is it about?": "payment"}},
    "what-happened": {"text": {"In a few sentences, what went wrong?": "Three invoices are not paid, and nobody says why."}},
}


def fill(visit, answers):
    page = visit.page
    for label, text in answers.get("text", {}).items():
        page.get_by_label(label, exact=False).first.fill(text)
    for label in answers.get("radio", []):
        page.get_by_label(label, exact=True).first.check()
    for label, value in answers.get("select", {}).items():
        page.get_by_label(label).select_option(value)
    if "day" in answers:
        for part, number in zip(("Day", "Month", "Year"), (answers["day"].day, answers["day"].month, answers["day"].year)):
            page.get_by_label(part, exact=True).fill(str(number))


def raise_concern(visit, address):
    page = visit.page
    visit.go("/")
    visit.look("start")
    visit.follow("Start now") if page.get_by_role("link", name="Start now").count() else visit.press("Start now")
    visit.look("scope")
    visit.press("Continue")
    expect("Error:" in page.title(), "a scope that is not accepted is a problem")
    visit.look("scope-error")
    page.get_by_label("I have read", exact=False).check()
    visit.press("Continue")
    visit.look("topic")
    page.get_by_label("A prime contractor on a government contract", exact=True).check()
    visit.press("Continue")
    page.get_by_label("Scotland", exact=True).check()
    visit.press("Continue")
    expect(visit.heading() == "We can’t look into this", "Scotland is out of scope")
    visit.look("not-for-us")
    visit.follow("Change this answer")
    page.get_by_label("England", exact=True).check()
    visit.press("Continue")
    for _ in range(40):
        if "/raise/question/" not in page.url:
            break
        slug = page.url.rsplit("/", 1)[1]
        if slug == "prime":
            visit.press("Continue")
            visit.look("question-error")
        fill(visit, ANSWERS.get(slug, {}))
        if slug == "you":
            page.get_by_label("Your organisation", exact=False).fill("Thistledown Testing Ltd")
            page.get_by_label("Your email address", exact=False).fill(address)
        if slug in ("when", "authority", "subject", "what-happened", "you", "route"):
            visit.look(slug)
        visit.press("Continue")
    page.get_by_label("Document", exact=True).set_input_files(
        {"name": "script.html", "mimeType": "text/html", "buffer": b"<script>"}
    )
    visit.press("Add this document")
    visit.look("document-refused")
    page.get_by_label("Document", exact=True).set_input_files(
        {"name": "invoice 0871.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nan invoice"}
    )
    visit.press("Add this document")
    visit.look("documents")
    visit.press("Continue")
    visit.look("check")
    visit.follow("Save and come back later")
    visit.look("save")
    visit.go("/raise/check")
    page.get_by_label("What I have told you is true", exact=False).check()
    visit.press("Send your concern")
    visit.look("done")
    return re.search(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{4}", page.locator(".govuk-panel").inner_text()).group()


def code(visit, address, before):
    """The code of the newest letter that has one: other letters of the case may come between."""
    for _ in range(3000):
        visit.letter(address, before)
        found = [re.search(r"(?m)^[2-9A-Z]{8}\r?$", letter) for letter in visit.letters(address)]
        if any(found):
            return [one for one in found if one][-1].group().strip()
        visit.page.wait_for_timeout(100)
    expect(False, "a code comes by letter")


def follow(visit, address, reference):
    page = visit.page
    visit.letter(address)
    visit.go("/follow")
    visit.look("follow")
    page.get_by_label("Your reference").fill(reference.lower())
    page.get_by_label("Your email address").fill(address)
    before = len(visit.letters(address))
    visit.press("Send me a code")
    visit.look("code")
    page.get_by_label("Code", exact=True).fill(code(visit, address, before))
    visit.press("Continue")
    expect(visit.heading() == f"Your case {reference}", "the code leads to the case")
    visit.look("case")
    visit.follow("from us")
    visit.look("messages")
    visit.go("/follow/case/consent")
    visit.look("consent")
    visit.follow("Change this")
    visit.look("change-consent")
    visit.press("Send")
    visit.look("consent-changed")
    visit.go("/follow/case/documents")
    expect("invoice 0871.pdf" in page.content(), "the document came along")
    visit.look("case-documents")
    visit.go("/follow/case/feedback")
    visit.press("Send")
    visit.look("message-error")
    page.get_by_label("Your message").fill("The form was easy.\n" + "A long word: " + "x" * 300)
    visit.press("Send")
    visit.go("/follow/case/do/withdraw")
    visit.look("withdraw")
    visit.press("Withdraw")
    visit.look("withdrawn")
    visit.press("Sign out")


def journey(visit):
    address = f"jo.{visit.name}@thistledown.example"
    reference = raise_concern(visit, address)
    follow(visit, address, reference)
    for path in ("/follow/key", "/results", "/help", "/accessibility", "/privacy", "/raise/elsewhere"):
        visit.go(path)
        visit.look(path.strip("/").replace("/", "-"))
