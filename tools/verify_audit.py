#!/usr/bin/env python3
"""Verifies an export of Recourse's journal as AUDIT.md describes it, with nothing of Recourse's own.

usage: verify_audit.py EXPORT [HEADS]; HEADS is an older export, or a list of heads, that was kept elsewhere.
Prints a finding a line, FAULT CASE REVISION; exit status 0 without findings, else 1."""
import hashlib, json, sys
ZEROS = "00" * 32

def field(value):
    return b"-," if value is None else b"%d:%s," % (len(str(value).encode()), str(value).encode())

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).hexdigest()

def link(e, previous):
    personal = e["erased"] if "erased" in e else sha256(
        bytes.fromhex(e["salt"]), field(e["actor"]), field(e["payload"]), field(e["messages"]))
    return sha256(*map(field, ["recourse-journal-1", e["case"], e["revision"], e["event"], e["at"], e["kind"],
                               e["name"], e["role"], e["due"], personal, previous]))

def verify(lines, anchors):
    last, current, root, count, closed = "", None, ZEROS, 0, False
    for number, text in enumerate(lines, 1):
        try:
            line = json.loads(text)
            name = line.get("case", "")
            if number == 1 or "format" in line:
                if number > 1 or line["format"] != "recourse-audit-1": yield "unreadable", "", number
                continue
            if "root" in line:
                if closed or (line["cases"], line["root"]) != (count, root): yield "end", "", 0
                closed = True
                continue
            if current is None or name != last:
                if current: yield "head", last, current[0]
                if name <= last or closed: yield "order", name, 0 if "head" in line else line["revision"]
                last, current = name, (0, ZEROS)
            if "head" in line:
                if current[0] == 0 or (line["revision"], line["head"]) != current: yield "head", name, current[0]
                if name in anchors and anchors.pop(name)["revision"] > current[0]: yield "truncated", name, current[0]
                root = sha256(bytes.fromhex(root), field(name), field(line["revision"]), field(line["head"]))
                count, current = count + 1, None
                continue
            revision, anchor = line["revision"], anchors.get(name)
            if revision != current[0] + 1: yield "missing", name, current[0] + 1
            elif link(line, current[1]) != line["hash"]: yield "changed", name, revision
            if anchor and anchor["revision"] == revision and anchor["head"] != line["hash"]:
                yield "rewritten", name, revision
            current = (revision, line["hash"])
        except (ValueError, KeyError, TypeError, AttributeError): yield "unreadable", "", number
    if current: yield "head", last, current[0]
    if not closed: yield "end", "", 0
    for name in sorted(anchors): yield "dropped", name, anchors[name]["revision"]

if __name__ == "__main__":
    export, *anchors = [open(path, encoding="utf-8", errors="replace") for path in sys.argv[1:3]]
    older = (json.loads(line) for file in anchors for line in file)
    findings = list(verify(export, {line["case"]: line for line in older if "head" in line}))
    for finding in findings: print(*finding)
    sys.exit(1 if findings else 0)
