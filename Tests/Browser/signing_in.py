"""Somebody of the scheme signs in."""

from run import expect

PASSWORD = "three words together"


def sign_in(visit, name):
    """Signs in with an account of the demonstration, setting its password by the link where that is still to do."""
    mark = visit.shots / f".{name}"
    if not mark.exists():
        visit.go(visit.links[name])
        visit.fill(visit.page.get_by_label("New password"), PASSWORD)
        visit.press("Set password")
        mark.touch()
        return
    visit.go("/sign-in")
    visit.fill(visit.page.get_by_label("Account"), name)
    visit.fill(visit.page.get_by_label("Password"), PASSWORD)
    visit.press("Sign in")


def is_warned(visit):
    """A session that is about to end says so in time, and lasts longer at the press of a button."""
    visit.page.clock.install()
    visit.go("/sign-in/prove")
    visit.page.clock.fast_forward("56:00")
    dialog = visit.page.get_by_role("dialog")
    dialog.wait_for()
    expect("You are signed out in" in dialog.inner_text(), "the end is told")
    visit.look("session-ends")
    dialog.get_by_role("button", name="Stay signed in").click()
    dialog.wait_for(state="hidden")


def journey(visit):
    visit.go("/sign-in")
    visit.look("sign-in")
    visit.fill(visit.page.get_by_label("Account"), "okafor")
    visit.fill(visit.page.get_by_label("Password"), "not this one at all")
    visit.press("Sign in")
    expect("belong together" in visit.page.content(), "a wrong password is told")
    visit.look("wrong-password")
    sign_in(visit, "okafor")
    visit.go("/sign-in/prove")
    visit.look("prove")
    expect(visit.page.get_by_role("button", name="Sign out").count() == 1, "somebody is signed in")
    expect("You stay signed in until" in visit.page.content(), "the end of the session is told without JavaScript")
    visit.press("Sign out")
    sign_in(visit, "shah")
    visit.go("/accounts/readings")
    visit.look("readings")
    visit.toggle(visit.page.locator("summary", has_text="Look for some of them"))
    visit.look("readings-filters")
    if visit.javascript:
        is_warned(visit)
    visit.press("Sign out")
    visit.go("/nowhere-at-all")
    visit.look("not-found")
