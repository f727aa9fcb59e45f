"""A supplier raises a concern, follows it to its end, and looks at what the scheme publishes."""

import datetime
import re

from run import expect
from signing_in import sign_in

# As long as the form lets a name be, without a place to break it, and as much as it lets a story be on a telephone.
LONG_NAME = "Thistledown" + "testing" * 26 + " Ltd"
LONG_STORY = ("We were promised payment within 30 days, and nobody answers. " * 90)[:5000]
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
        visit.fill(page.get_by_label(label, exact=False).first, text)
    for label in answers.get("radio", []):
        visit.check(page.get_by_label(label, exact=True).first)
    for label, value in answers.get("select", {}).items():
        visit.choose(page.get_by_label(label), value)
    if "day" in answers:
        for part, number in zip(("Day", "Month", "Year"), (answers["day"].day, answers["day"].month, answers["day"].year)):
            visit.fill(page.get_by_label(part, exact=True), str(number))


def raise_concern(visit, address):
    page = visit.page
    visit.go("/")
    visit.look("start")
    visit.follow("Start now") if page.get_by_role("link", name="Start now").count() else visit.press("Start now")
    visit.look("scope")
    visit.press("Continue")
    expect("Error:" in page.title(), "a scope that is not accepted is a problem")
    visit.look("scope-error")
    visit.check(page.get_by_label("I have read", exact=False))
    visit.press("Continue")
    visit.look("topic")
    visit.check(page.get_by_label("A prime contractor on a government contract", exact=True))
    visit.press("Continue")
    visit.check(page.get_by_label("Scotland", exact=True))
    visit.press("Continue")
    expect(visit.heading() == "We can’t look into this", "Scotland is out of scope")
    visit.look("not-for-us")
    visit.follow("Change this answer")
    visit.check(page.get_by_label("England", exact=True))
    visit.press("Continue")
    for _ in range(40):
        if "/raise/question/" not in page.url:
            break
        slug = page.url.rsplit("/", 1)[1]
        if slug == "prime":
            visit.press("Continue")
            visit.look("question-error")
        if slug == "what-happened":
            visit.fill(page.get_by_label("In a few sentences", exact=False), "x" * 501)
            if visit.javascript:
                # The count follows what is typed, not every change that a program makes.
                page.get_by_label("In a few sentences", exact=False).press("End")
                page.get_by_text("You have 1 character too many", exact=True).first.wait_for(state="attached")
            visit.press("Continue")
            expect("must be 500 characters or fewer" in page.content(), "the server counts as the page does")
            visit.look("too-long")
            visit.fill(page.get_by_label("The whole story", exact=False), LONG_STORY)
        fill(visit, ANSWERS.get(slug, {}))
        if slug == "you":
            visit.fill(page.get_by_label("Your organisation", exact=False), LONG_NAME)
            visit.fill(page.get_by_label("Your email address", exact=False), address)
        if slug in ("when", "authority", "subject", "anonymous", "you", "route"):
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
    visit.states("check")
    visit.activate(page.locator("a[href='/raise/question/when#happened_on']"))
    visit.fill(page.get_by_label("Day", exact=True), "")
    visit.press("Continue")
    visit.look("change-error")
    fill(visit, ANSWERS["when"])
    visit.press("Continue")
    expect(page.url.endswith("/raise/check"), "a changed answer comes back to the answers")
    visit.follow("Save and come back later")
    visit.look("save")
    visit.go("/raise/check")
    visit.check(page.get_by_label("What I have told you is true", exact=False))
    visit.press("Send your concern")
    expect("by" in page.locator("main ol").inner_text(), "what happens next has a day")
    visit.look("done")
    visit.states("done")
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
    visit.fill(page.get_by_label("Your reference"), reference.lower())
    visit.fill(page.get_by_label("Your email address"), address)
    before = len(visit.letters(address))
    visit.press("Send me a code")
    visit.look("code")
    visit.fill(page.get_by_label("Code", exact=True), code(visit, address, before))
    visit.press("Continue")
    expect(visit.heading() == f"Your case {reference}", "the code leads to the case")
    visit.look("case")
    visit.states("case")
    visit.follow("from us")
    visit.look("messages")
    visit.press("Write to us")
    visit.press("Send")
    visit.look("message-error")
    visit.fill(page.get_by_label("Your message"), "Here is more.\n" + "A long word: " + "x" * 300)
    visit.press("Send")
    expect("We have your message" in page.content() and "Here is more." in page.content(), "the message is in the thread")
    visit.look("messages-both-ways")
    visit.go("/follow/case/consent")
    visit.look("consent")
    visit.press("Change this")
    visit.look("change-consent")
    visit.press("Send")
    visit.look("consent-changed")
    visit.go("/follow/case/documents")
    expect("invoice 0871.pdf" in page.content(), "the document came along")
    visit.look("case-documents")
    page.get_by_label("Add a document").set_input_files(
        {"name": "x" * 150 + ".txt", "mimeType": "text/plain", "buffer": b"more"}
    )
    visit.press("Add this document")
    visit.look("case-documents-more")
    visit.go("/follow/case/feedback")
    expect("when your case has ended" in page.content(), "nobody is asked how it was before it has ended")
    if visit.is_wide == visit.javascript:
        end_of(visit, reference)
    else:
        withdraw(visit)
    visit.press("Sign out")


def withdraw(visit):
    visit.go("/follow/case/do/withdraw")
    visit.look("withdraw")
    visit.press("Withdraw the concern")
    visit.look("withdrawn")
    expect(not visit.page.get_by_role("link", name="Change who may know").count(), "nothing is left to consent to")
    visit.go("/follow/case/consent")
    visit.look("consent-withdrawn")


def do(staff, reference, event, label, text):
    """Somebody of the case team does something with the case."""
    staff.go(f"/cases/{reference}/do/{event}")
    staff.fill(staff.page.get_by_label(label, exact=False), text)
    staff.press("Continue")
    staff.activate(staff.page.locator("button[value=send]"))
    expect("done=sent" in staff.page.url, f"{event} is done: {staff.page.url}")


def end_of(visit, reference):
    """The case team writes, sees what was written, and ends the case; the supplier says how it was."""
    page, staff = visit.page, visit.another()
    sign_in(staff, "okafor")
    staff.go(f"/cases/{reference}/messages")
    expect("Here is more." in staff.page.content(), "the case team reads the message among those of the case")
    do(staff, reference, "write-to-supplier", "Message to the supplier", "How many invoices are there?")
    visit.go("/follow/case/messages")
    expect("How many invoices are there?" in page.content(), "the supplier reads what the case team wrote")
    do(staff, reference, "refuse", "Why it is out of remit", "The contract is a private one.")
    staff.go("/feedback")
    staff.look("feedback-of-suppliers")
    staff.context.close()
    visit.go("/follow/case")
    visit.look("case-ended")
    visit.follow("Tell us how we did")
    visit.press("Send")
    visit.look("survey-error")
    visit.check(page.get_by_label("Dissatisfied", exact=True))
    visit.fill(page.get_by_label("What could we do better?", exact=False), "Say so sooner.\n" + "z" * 200)
    visit.press("Send")
    visit.look("survey-thanks")
    visit.go("/follow/case/feedback")
    visit.look("survey-once")


def by_keyboard(visit):
    """Begins a concern without a pointer."""
    page = visit.page
    visit.go("/")
    visit.tab_to("Skip to main content")
    visit.key("Enter")
    visit.tab_to("Start now")
    visit.key("Enter", follows=True)
    visit.tab_to("accept")
    visit.key("Space")
    visit.tab_to("Continue")
    visit.key("Enter", follows=True)
    visit.tab_to("topic")
    visit.key("Space")
    visit.tab_to("Continue")
    visit.key("Enter", follows=True)
    visit.tab_to("nation")
    visit.key("Space")
    visit.key("ArrowDown")
    visit.tab_to("Continue")
    visit.key("Enter", follows=True)
    expect(visit.heading() == "We can’t look into this", f"by keyboard to Scotland: {visit.heading()}")
    visit.tab_to("Change this answer")
    visit.key("Enter", follows=True)
    visit.tab_to("Save and come back later")
    visit.key("Enter", follows=True)
    visit.tab_to("email")
    page.keyboard.type(f"by.keyboard.{visit.name}@thistledown.example")
    visit.key("Enter", follows=True)
    visit.look("saved")


def wrong_key(visit):
    visit.go("/follow/key")
    visit.fill(visit.page.get_by_label("Your reference"), "7KQ-4FM-X2PC")
    visit.fill(visit.page.get_by_label("Your key"), "22222-22222-22222-22222")
    visit.press("Continue")
    visit.look("wrong-key")


def journey(visit):
    address = f"jo.{visit.name}@thistledown.example"
    reference = raise_concern(visit, address)
    follow(visit, address, reference)
    wrong_key(visit)
    if visit.is_wide:
        by_keyboard(visit)
    for path in ("/follow/key", "/results", "/help", "/accessibility", "/privacy", "/raise/elsewhere"):
        visit.go(path)
        visit.look(path.strip("/").replace("/", "-"))
