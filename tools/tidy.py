#!/usr/bin/env python3
"""Runs clang-tidy over our C++ sources, two at a time, and remembers what passed.

A file is checked again when it, anything of ours that it includes, its flags, .clang-tidy or
clang-tidy itself changed. What passed is kept in the user's cache, so that every clone knows it.
Usage: tidy.py BUILD_DIR
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSED = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ett-tidy"
VERSION = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
INCLUDE = re.compile(rb'^\s*#include "([^"]+)"', re.MULTILINE)


def closure(path, generated, seen):
    """Files of ours, and generated ones, that `path` includes, itself first."""
    if path in seen:
        return
    seen.append(path)
    for name in INCLUDE.findall(path.read_bytes()):
        for folder in (ROOT, generated):
            included = folder / name.decode()
            if included.exists():
                closure(included, generated, seen)
                break


def fingerprint(source, command, build):
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    digest.update(VERSION)
    flags = re.sub(r"-o \S+", "", command)
    digest.update(flags.replace(str(build), "BUILD").replace(str(ROOT), "ROOT").encode())
    files = []
    closure(source, build / "generated", files)
    for each in sorted(files):
        digest.update(each.read_bytes())
    return digest.hexdigest()


def check(source, build):
    found = subprocess.run(
        ["clang-tidy", "--quiet", "--extra-arg=-Wno-unknown-warning-option", "-p", str(build), str(source)],
        cwd=ROOT, capture_output=True, text=True, check=False)
    return found.returncode, found.stdout


def sources(build):
    """Our sources, each with the command that compiles it."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["file"])
        if build in source.parents or ROOT not in source.parents:
            continue
        # Tests are lists of cases, mostly macros: the compiler's warnings and clang-format do.
        if not source.name.endswith("_test.cc"):
            yield source, entry["command"]


def main():
    build = Path(sys.argv[1]).resolve()
    PASSED.mkdir(parents=True, exist_ok=True)
    now = {source: PASSED / fingerprint(source, command, build) for source, command in sources(build)}
    jobs = [source for source in now if not now[source].exists()]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, (code, text) in zip(jobs, pool.map(lambda source: check(source, build), jobs)):
            if code == 0:
                now[source].touch()
            else:
                failed += 1
                print(text, flush=True)
    print(f"{len(now)} files, {len(jobs)} checked, {failed} with warnings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
