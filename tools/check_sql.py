#!/usr/bin/env python3
"""Checks SQL: that Citus, YugabyteDB and CockroachDB take it as SQLite and PostgreSQL do, and that
migrations leave older versions at work.

  check_sql.py                prints `file:line: what is wrong`, and ends with 1 when anything is
  check_sql.py release NAME…  from now on the migrations that the services have never change

What is released stands in each folder of migrations in released.txt: the service's version, and the
sum of each step as sha256sum prints it.
"""

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Which of them has what is not said where it is plain; docs/guides/scaling.md says more.
FORBIDDEN = [
    (r"\b(BIG|SMALL)?SERIAL\b|\bGENERATED\b", "numbers by the database: not in order everywhere"),
    (r"\bOFFSET\s+[$\d]", "OFFSET: reads what it leaves out; go on after a key"),
    (r"\b(NOW|now|CURRENT_TIMESTAMP|random|RANDOM|gen_random_uuid)\s*\(|\bCURRENT_(DATE|TIMESTAMP)\b",
     "a value that differs by machine: pass it as a parameter"),
    (r"\b(LISTEN|NOTIFY)\b\s+\w", "not in CockroachDB"),
    (r"\bLOCK\s+TABLE\b", "not in CockroachDB"),
    (r"\bTEMP(ORARY)?\s+TABLE\b", "not through pgbouncer by transaction"),
    (r"\b(ctid|xmin|xmax)\b", "PostgreSQL's own columns"),
    (r"\bWITH\s+RECURSIVE\b", "Citus: within one machine only"),
    (r"\bDISTINCT\s+ON\b|\bLATERAL\b|\bTABLESAMPLE\b", "not in SQLite"),
    (r"\bCREATE\s+(OR\s+REPLACE\s+)?(TRIGGER|FUNCTION|PROCEDURE|RULE|TYPE|DOMAIN|SEQUENCE|VIEW)\b",
     "logic in the database"),
    (r"\b(EXCLUDE\s+USING|DEFERRABLE|INHERITS|REFERENCES)\b", "constraints that not all of them keep"),
    (r"\bSET\s+(?!LOCAL\b)[a-z_]+\s*(=|TO\b)\s*'", "a setting of a connection: lost behind pgbouncer"),
]
# Tables without a municipality in their key: one row, or none of any municipality.
OF_ALL = {"recorded_clock", "privacy_audit", "privacy_audit_number", "interest_audit",
          "interest_audit_number"}
EXPANDING = re.compile(
    r"CREATE TABLE (IF NOT EXISTS )?\w+|CREATE INDEX \w+|INSERT INTO \w+|"
    r"ALTER TABLE \w+ ADD COLUMN \w+ \w+( PRECISION)?( DEFAULT \S+)?$", re.S)
LITERAL = re.compile(r'R"sql\((.*?)\)sql"|"((?:[^"\\\n]|\\.)*)"', re.S)


def check_text(text):
    """What is wrong with a piece of SQL, as (offset, text)."""
    for pattern, reason in FORBIDDEN:
        for match in re.finditer(pattern, text):
            yield match.start(), f"`{match.group(0)}`: {reason}"


def check_source(text):
    """The same of the string literals of a C++ file."""
    for literal in LITERAL.finditer(text):
        sql = literal.group(1) if literal.group(1) is not None else literal.group(2)
        start = literal.start(1) if literal.group(1) is not None else literal.start(2)
        for offset, wrong in check_text(sql):
            yield start + offset, wrong


def statements(script):
    """The statements of a migration, without comments."""
    bare = re.sub(r"--[^\n]*", "", script)
    return [" ".join(each.split()) for each in re.split(r";\s*\n", bare) if each.strip()]


def check_keys(statement):
    """What is wrong with the keys of a new table."""
    table = re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", statement)
    if not table or table.group(1) in OF_ALL:
        return
    for kind, columns in re.findall(r"(PRIMARY KEY|UNIQUE) \(([^)]*)\)", statement):
        if columns.split(",")[0].strip() != "municipality":
            yield f"{table.group(1)}: want municipality first in {kind}, got {columns}"
    if re.search(r"\w+ \w+[^,(]*\b(PRIMARY KEY|UNIQUE)\b(?! \()", statement):
        yield f"{table.group(1)}: want municipality first in each key, got a column that is one"


def check_migration(script):
    """What is wrong with a step that is not released yet."""
    contracts = script.startswith("-- contracts: ")
    for statement in statements(script):
        yield from check_keys(statement)
        if not contracts and not EXPANDING.match(statement):
            yield (f"`{statement[:60]}` takes something away from older versions: add beside it, or begin "
                   "the file with `-- contracts: why`")


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def released_in(folder):
    path = folder / "released.txt"
    lines = path.read_text().splitlines() if path.exists() else []
    return {line.split()[1]: line.split()[0] for line in lines if not line.startswith("#")}


def check_folder(folder):
    """What is wrong with a folder of migrations, as (path, text)."""
    released = released_in(folder)
    for name, digest in released.items():
        if not (folder / name).exists():
            yield folder / name, "was released and is gone"
        elif checksum(folder / name) != digest:
            yield folder / name, "was released and has changed: add a step instead"
    for path in sorted(folder.glob("*.sql")):
        script = path.read_text()
        for offset, wrong in check_text(re.sub(r"--[^\n]*", lambda m: " " * len(m.group()), script)):
            yield f"{path}:{script.count(chr(10), 0, offset) + 1}", wrong
        if path.name not in released:
            yield from ((path, wrong) for wrong in check_migration(script))


def folders():
    return sorted(path for path in ROOT.glob("services/*/migrations") if path.is_dir())


def release(names):
    for folder in folders():
        if folder.parent.name not in names:
            continue
        lines = [f"{checksum(path)}  {path.name}\n" for path in sorted(folder.glob("*.sql"))]
        version = (folder.parent / "VERSION").read_text().strip()
        (folder / "released.txt").write_text(f"# {version}\n" + "".join(lines))


def main():
    if sys.argv[1:2] == ["release"]:
        release(sys.argv[2:])
        return 0
    broken = 0
    for folder in folders():
        for where, wrong in check_folder(folder):
            print(f"{where}: {wrong}")
            broken += 1
    sources = [path for part in ("records", "chassis", "services", "sql")
               for path in sorted((ROOT / part).rglob("*.cc")) if not path.name.endswith("_test.cc")]
    for path in sources:
        text = path.read_text()
        for offset, wrong in check_source(text):
            print(f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, offset) + 1}: {wrong}")
            broken += 1
    print(f"{len(sources)} files, {broken} broken rules")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
