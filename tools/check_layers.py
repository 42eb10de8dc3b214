#!/usr/bin/env python3
"""Checks who includes whom, and what files are called.

A part may include itself and the parts that its row names. Prints `file:line: what is wrong`, and
ends with 1 when anything is.
"""

import re
import subprocess
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#include "([^"]+)"')

# Generated headers of a contract count as parts of their own: `ett/figures` is ett/figures/v1/….
# What is nobody's here (absl, grpcpp, the standard library) is not judged.
PARTS = ["status", "json", "figures", "sql", "records", "admin", "watch", "telemetry", "identity", "tls",
         "chassis", "gateway/edge", "gateway/openapi", "gateway/rules", "gateway/limits", "gateway", "data",
         "proto/comments", "ett/auth", "ett/doc", "ett/figures", "ett/gateway", "ett/imports", "ett/report"]

ROOT = Path(__file__).resolve().parent.parent

SERVICE = {"status", "watch", "figures", "sql", "records", "chassis", "ett/figures", "ett/imports"}
DOMAINS = sorted(path.name for path in (ROOT / "services").iterdir() if path.is_dir())

# Part → what it may include besides itself.
ALLOWED = {
    "status": set(),
    "json": {"status"},
    "figures": {"status", "ett/figures"},
    "sql": {"status"},
    "records": {"status", "json", "sql", "figures", "ett/imports", "ett/figures"},
    "admin": {"status", "sql"},
    "watch": set(),
    "telemetry": set(),
    "identity": {"status", "watch", "ett/auth"},
    "tls": {"status", "watch"},
    "proto/comments": set(),
    "chassis": {"status", "sql", "figures", "records", "telemetry", "identity", "tls", "proto/comments", "ett/auth",
                "ett/figures", "ett/imports"},
    "gateway/rules": set(),
    "gateway/limits": {"status"},
    "gateway/edge": {"status", "json", "telemetry", "identity", "tls", "chassis", "gateway/limits", "gateway/rules",
                     "ett/auth"},
    "gateway/openapi": {"gateway/rules", "ett/auth", "ett/doc"},
    "gateway": {"status", "figures", "watch", "telemetry", "telemetry", "identity", "tls", "chassis", "gateway/edge", "gateway/limits",
                "gateway/openapi",
                "ett/auth", "ett/figures", "ett/gateway", "ett/imports", "ett/report"},
    "data": {"status", "figures", "chassis", "ett/figures", "ett/imports"},
}
for each in DOMAINS:
    PARTS += [f"services/{each}/domain", f"services/{each}", f"ett/{each}"]
    ALLOWED[f"services/{each}/domain"] = {"status", "figures"}
    ALLOWED[f"services/{each}"] = SERVICE | {f"services/{each}/domain", f"ett/{each}"}
    # The generator is calibrated with the domains' own arithmetic.
    ALLOWED["data"] |= {f"ett/{each}", f"services/{each}", f"services/{each}/domain"}

# What tests are made with, beyond their part's own row.
FOR_TESTS = {"status", "sql", "records", "chassis"}

FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "common", "base", "manager", "impl", "misc"}
LONGEST_FILE = 300


def part_of(path):
    """The part that a path belongs to: the longest that holds it; None for what is nobody's."""
    holding = [part for part in PARTS if path.startswith(part + "/")]
    return max(holding, key=len, default=None)


def check_file(path, lines):
    """What is wrong with a file, as (line, text)."""
    own = part_of(path)
    allowed = ALLOWED.get(own, set()) | {own, None}
    if "_test." in path or "/testing" in path:
        allowed |= FOR_TESTS
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if own and match and part_of(match.group(1)) not in allowed:
            yield number, f"{own} must not include {match.group(1)}"
    words = set(re.split(r"[_.]", Path(path).name)) | set(Path(path).parts[:-1])
    for word in sorted(words & FORBIDDEN_NAMES):
        yield 1, f"the name '{word}' says nothing about what is in it"
    if len(lines) > LONGEST_FILE:
        yield LONGEST_FILE + 1, f"{len(lines)} lines; a file has at most {LONGEST_FILE}"


def main():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.h", "*.cc"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    broken = 0
    for path in listed:
        if not (ROOT / path).exists():
            continue
        for line, text in check_file(path, (ROOT / path).read_text().splitlines()):
            print(f"{path}:{line}: {text}")
            broken += 1
    print(f"{len(listed)} files, {broken} broken rules")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
