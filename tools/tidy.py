#!/usr/bin/env python3
"""Runs clang-tidy over our C++ sources, two at a time, and remembers what passed.

A file is checked again when it, anything of ours that it includes, its flags or .clang-tidy
changed. Usage: tidy.py BUILD_DIR
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


def fingerprint(source, command, generated):
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    digest.update(re.sub(r"-o \S+|\S*ccache\S*", "", command).encode())
    files = []
    closure(source, generated, files)
    for each in sorted(files):
        digest.update(each.read_bytes())
    return digest.hexdigest()


def check(job):
    source, build = job
    found = subprocess.run(
        ["clang-tidy", "--quiet", "--extra-arg=-Wno-unknown-warning-option", "-p", str(build), str(source)],
        cwd=ROOT, capture_output=True, text=True, check=False)
    return source, found.returncode, found.stdout


def main():
    build = Path(sys.argv[1]).resolve()
    passed_file = build / "tidy-passed.json"
    passed = json.loads(passed_file.read_text()) if passed_file.exists() else {}
    now = {}
    jobs = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["file"])
        if build in source.parents or ROOT not in source.parents:
            continue
        # Tests are lists of cases, mostly macros: the compiler's warnings and clang-format do.
        if source.name.endswith("_test.cc"):
            continue
        key = str(source.relative_to(ROOT))
        now[key] = fingerprint(source, entry["command"], build / "generated")
        if passed.get(key) != now[key]:
            jobs.append((source, build))
    failed = 0
    kept = {key: now[key] for key in now if passed.get(key) == now[key]}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, code, text in pool.map(check, jobs):
            key = str(source.relative_to(ROOT))
            if code == 0:
                kept[key] = now[key]
            else:
                failed += 1
                print(text, flush=True)
            passed_file.write_text(json.dumps(kept))
    print(f"{len(now)} files, {len(jobs)} checked, {failed} with warnings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
