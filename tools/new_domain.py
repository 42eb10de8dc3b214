#!/usr/bin/env python3
"""Makes a domain: `tools/new_domain.py NAME`, in the checkout that it lies in.

Writes the contract, the service and its manifests from the templates of tools/new_domain/, and adds
the domain where domains are named one by one. Refuses a name that cannot be one, and a checkout that
has no place for it, and then writes nothing.
"""

import re
import subprocess
import sys
from pathlib import Path

from manifests import Manifests

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "tools/new_domain"
GUIDE = "docs/guides/new-domain.md"

# Namespace, package, scope, database, host and label at once: so one word of letters and digits.
NAME = re.compile(r"[a-z][a-z0-9]{1,29}")

# What C++20 keeps to itself, as far as it could be a name.
KEYWORDS = set("""
    alignas alignof and asm auto bitand bitor bool break case catch char class compl concept const
    consteval constexpr constinit continue decltype default delete do double else enum explicit export
    extern false final float for friend goto if import inline int long module mutable namespace new
    noexcept not nullptr operator or override private protected public register requires return short
    signed sizeof static struct switch template this throw true try typedef typeid typename union
    unsigned using virtual void volatile while xor""".split())

# Names of the gateway, of targets and of libraries that a namespace or a label would hide.
TAKEN_ELSEWHERE = {"absl", "all", "boost", "clean", "composed", "composition", "domains", "edge", "frames",
                   "google", "grpc", "help", "install", "lint", "openapi", "programs", "std", "test",
                   "testing"}


class Refused(Exception):
    """Why no domain was made."""


def check_name(name):
    """Raises Refused unless a domain can be called so."""
    if not NAME.fullmatch(name):
        raise Refused(f"want a word of 2 to 30 lower-case letters and digits that begins with a letter, got '{name}'")
    if name in KEYWORDS:
        raise Refused(f"'{name}' is a keyword of C++, and the domain's namespace would be ett::{name}")
    for folder in ("services", "proto/ett"):
        if (ROOT / folder / name).exists():
            raise Refused(f"'{name}' is taken: {folder}/{name} is there")
    parts = [path for folder in (".", "gateway", "tests") for path in (ROOT / folder).iterdir() if path.is_dir()]
    if name in TAKEN_ELSEWHERE or name in {path.name for path in parts}:
        raise Refused(f"'{name}' is taken: another part of Ett is called so")
    place = Manifests(ROOT).place_of_word(name)
    if place:
        raise Refused(f"'{name}' is a word of the manifests, {place}, where domains are told apart by name")


def filled(text, name):
    """A template with the name in its place."""
    return text.replace("@Name@", name.capitalize()).replace("@name@", name)


def write_templates(name):
    """Writes contract and service; returns their paths."""
    written = []
    for folder, target in (("proto", f"proto/ett/{name}/v1"), ("service", f"services/{name}")):
        for template in sorted((TEMPLATES / folder).rglob("*.in")):
            path = ROOT / target / filled(str(template.relative_to(TEMPLATES / folder)), name).removesuffix(".in")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(filled(template.read_text(), name))
            written.append(path)
    return written


def replaced(path, pattern, replacement):
    """The text of a file with the one place replaced where `pattern` is."""
    text, count = re.subn(pattern, replacement, (ROOT / path).read_text(), count=1, flags=re.MULTILINE)
    if count != 1:
        raise Refused(f"{path} has no line like '{pattern}' to add the domain to")
    return text


def grown_lists(name):
    """The texts of the files that name domains one by one, with this one, by path."""
    owners = ".github/CODEOWNERS"
    lines = [f"{path:<31} @ett/{name}\n" for path in (f"/services/{name}/", f"/proto/ett/{name}/")]
    contracts = "tests/contracts/contracts.cc"
    listed = replaced(contracts, r"^( +return \{)(\w+::v1::)",
                      rf"\1{name}::v1::Get{name.capitalize()}EntryRequest::descriptor()->file(), \2")
    include = f'#include "ett/{name}/v1/{name}_service.pb.h"\n'
    return {
        owners: (ROOT / owners).read_text() + "".join(lines),
        contracts: listed.replace('#include "ett/', include + '#include "ett/', 1),
        "tools/run.sh": replaced("tools/run.sh", r"^(readonly domains=\([a-z0-9 ]*)\)$", rf"\1 {name})"),
    }


def lay_out(name, sources):
    """By the rules of the checkout: names are of different lengths."""
    subprocess.run(["clang-format", "-i", *sources], cwd=ROOT, check=True)
    subprocess.run(["tools/buf", "format", "-w", "proto", "--path", f"proto/ett/{name}"], cwd=ROOT, check=True)


def make(name):
    """Makes the domain; returns what was made and what was changed."""
    lists = grown_lists(name)
    manifests = Manifests(ROOT)
    written = write_templates(name)
    for path, text in lists.items():
        (ROOT / path).write_text(text)
    changed = [ROOT / path for path in lists] + manifests.grow(name)
    written += manifests.copy(name, filled((TEMPLATES / "kubernetes/deployment.yaml.in").read_text(), name))
    lay_out(name, [str(path) for path in written + changed if path.suffix in (".cc", ".h")])
    return written, changed


def say(name, written, changed):
    """What there is now, and what to do with it."""
    folders = sorted({str(path.parent.relative_to(ROOT)) for path in written})
    print(f"made {len(written)} files, in")
    print("".join(f"  {folder}\n" for folder in folders), end="")
    print("added to")
    print("".join(f"  {path.relative_to(ROOT)}\n" for path in sorted(set(changed))), end="")
    print(f"""next
  ./dev test {name}     builds the service and runs its tests
  ./dev lint{' ' * (len(name) + 1)}      checks it by the rules that hold for all
  ./dev run{' ' * (len(name) + 2)}      starts it beside the others, its first figure on the dashboard
  {GUIDE} says what to change first, and in which order""")


def main(arguments):
    """Returns the exit code."""
    if len(arguments) != 1:
        print("usage: ./dev new-domain NAME", file=sys.stderr)
        return 2
    try:
        check_name(arguments[0])
        say(arguments[0], *make(arguments[0]))
    except Refused as refused:
        print(f"new-domain: {refused}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
