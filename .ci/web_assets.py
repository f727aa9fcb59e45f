"""Takes what pages need out of two wheels: GOV.UK Frontend whole, of MOJ Frontend the rules of its own components.

A service that is not on GOV.UK may use neither the crown nor GDS Transport (the design system's own terms), so both go.
Everything is packed as well, so that the server never has to.
"""

import gzip
import pathlib
import re
import shutil
import sys
import zipfile

wheels, place = map(pathlib.Path, sys.argv[1:])


def wheel(name):
    return zipfile.ZipFile(next(wheels.glob(name + "-*.whl")))


def without_brand(css):
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)
    css = re.sub(r"\"?GDS Transport\"?\s*,\s*", "", css)
    # No component whose icons are pictures is used here.
    return re.sub(r"url\((?:[^)]*govuk-crest\.svg|images/[^)]*)\)", "none", css)


def blocks(css):
    """The top-level rules of a stylesheet: texts that end with the brace that closes them."""
    depth = start = place = 0
    while place < len(css):
        if css.startswith("/*", place):
            place = css.index("*/", place) + 2
            if depth == 0:
                start = place
            continue
        character = css[place]
        if character in "\"'":
            end = place + 1
            while css[end] != character:
                end += 2 if css[end] == "\\" else 1
            place = end
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start : place + 1].strip()
                start = place + 1
        elif character == ";" and depth == 0:
            start = place + 1
        place += 1


def of_moj(css):
    """Only the rules whose selector names one of MOJ's components."""
    kept = []
    for block in blocks(css):
        selector, _, body = block.partition("{")
        if selector.startswith(("@media", "@supports")):
            inner = of_moj(body[:-1])
            if inner:
                kept.append(selector + "{" + inner + "}")
        elif ".moj-" in selector:
            kept.append(block)
    return "".join(kept)


shutil.rmtree(place, ignore_errors=True)
place.mkdir(parents=True)
govuk, moj = wheel("fast_gov_uk"), wheel("xgovuk_flask_admin")
for name in govuk.namelist():
    found = re.fullmatch(r"fast_gov_uk/assets/govuk-frontend-[\d.]+\.min\.(css|js)", name)
    if found:
        text = re.sub(r"/[/*]# sourceMappingURL=.*", "", govuk.read(name).decode())
        (place / ("govuk-frontend.min." + found[1])).write_text(without_brand(text))
for name in moj.namelist():
    if re.search(r"/dist/assets/main-[^/]+\.css$", name):
        (place / "moj-frontend.css").write_text(without_brand(of_moj(moj.read(name).decode())))
for name in ("govuk-frontend.min.css", "govuk-frontend.min.js", "moj-frontend.css"):
    assert (place / name).stat().st_size > 1000, name
for ours in pathlib.Path("Public").glob("app.*"):
    shutil.copy(ours, place)
for file in list(place.iterdir()):
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
