"""Anybody looks at what the scheme has published: a list, filters, one result, and the same for programs."""

import csv
import io
import xml.etree.ElementTree

from run import expect

ATOM = "{http://www.w3.org/2005/Atom}"


def journey(visit):
    page = visit.page
    visit.go("/results")
    expect("Showing 1 to 25 of 30 results" in page.content(), "the newest come first, a page at a time")
    visit.look("list")
    visit.states("list")
    visit.follow("Next")
    expect("Showing 26 to 30 of 30 results" in page.content(), "the rest is on the next page")
    visit.look("second-page")
    visit.choose(page.get_by_label("Outcome"), "upheld")
    visit.press("Show")
    expect("of 10 results" in page.content(), "a filter leaves what fits")
    visit.look("filtered")
    visit.fill(page.get_by_label("Words"), "nothing like it")
    visit.press("Show")
    expect("No results" in page.content(), "where nothing fits the page says so")
    visit.look("nothing-fits")
    visit.go("/results/r30")
    visit.look("result")
    visit.states("result")
    visit.go("/results/none-of-that-name")
    visit.look("no-such-result")
    ask = visit.context.request
    rows = list(csv.reader(io.StringIO(ask.get(visit.base + "/results.csv?outcome=upheld").text())))
    expect(len(rows) == 11 and rows[0][:3] == ["Year", "Month", "Authority"], "the CSV has what the filter leaves")
    expect(len(ask.get(visit.base + "/results.json").json()["results"]) == 30, "the JSON has all of them")
    feed = xml.etree.ElementTree.fromstring(ask.get(visit.base + "/results.atom").text())
    expect(len(feed.findall(f"{ATOM}entry")) == 30, "the feed has all of them")
    first = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
    visit.go(first)
    expect(visit.heading().startswith("Ministry of"), "the feed leads to the newest result")
