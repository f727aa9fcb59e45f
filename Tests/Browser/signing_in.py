"""Somebody of the scheme signs in."""

from run import expect

PASSWORD = "three words together"


def sign_in(visit, name):
    """Signs in with an account of the demonstration, setting its password by the link where that is still to do."""
    mark = visit.shots / f".{name}"
    if not mark.exists():
        visit.go(visit.links[name])
        visit.page.get_by_label("New password").fill(PASSWORD)
        visit.press("Set password")
        mark.touch()
        return
    visit.go("/sign-in")
    visit.page.get_by_label("Account").fill(name)
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.press("Sign in")


def journey(visit):
    visit.go("/sign-in")
    visit.look("sign-in")
    visit.page.get_by_label("Account").fill("okafor")
    visit.page.get_by_label("Password").fill("not this one at all")
    visit.press("Sign in")
    expect("don't belong together" in visit.page.content().replace("&#39;", "'"), "a wrong password is told")
    visit.look("wrong-password")
    sign_in(visit, "okafor")
    visit.go("/sign-in/prove")
    visit.look("prove")
    expect(visit.page.get_by_role("button", name="Sign out").count() == 1, "somebody is signed in")
    visit.press("Sign out")
    visit.go("/nowhere-at-all")
    visit.look("not-found")
