#!/usr/bin/env python3
"""Tests of check_sql.py."""

import tempfile
import unittest
from pathlib import Path

from check_sql import check_folder, check_migration, check_source, checksum

TABLE = """CREATE TABLE thing (
  municipality TEXT NOT NULL,
  id           TEXT NOT NULL,
  PRIMARY KEY ({})
);
"""


def wrong(source):
    return [text for _, text in check_source(source)]


def wrong_step(script):
    return list(check_migration(script))


class Sources(unittest.TestCase):

    def test_sql_is_found_in_literals_and_nowhere_else(self):
        self.assertTrue(wrong('Run("SELECT id FROM a LIMIT 5 OFFSET $1")'))
        self.assertTrue(wrong('constexpr char kA[] = R"sql(\n  SELECT now()\n)sql";'))
        self.assertEqual(wrong("// LOCK TABLE is what we do not do; OFFSET 5"), [])
        self.assertEqual(wrong('Run("SELECT id FROM a WHERE id > $1 ORDER BY id LIMIT 5")'), [])

    def test_what_one_of_the_engines_lacks_is_refused(self):
        for sql in ("WITH RECURSIVE t AS (SELECT 1)", "SELECT DISTINCT ON (a) b", "LISTEN changes",
                    "CREATE TEMP TABLE t (a BIGINT)", "SELECT xmin FROM a", "LOCK TABLE a",
                    "CREATE TRIGGER t", "id BIGSERIAL", "SET search_path = 'a'"):
            self.assertTrue(wrong(f'Run("{sql}")'), sql)

    def test_a_setting_of_a_transaction_is_not_one_of_a_connection(self):
        self.assertEqual(wrong('Run("SET LOCAL statement_timeout = 5")'), [])


class Migrations(unittest.TestCase):

    def test_a_step_adds(self):
        self.assertEqual(wrong_step(TABLE.format("municipality, id")), [])
        self.assertEqual(wrong_step("ALTER TABLE thing ADD COLUMN n BIGINT;\n"), [])
        self.assertEqual(wrong_step("ALTER TABLE thing ADD COLUMN r DOUBLE PRECISION;\n"), [])
        self.assertEqual(wrong_step("CREATE INDEX a ON thing (municipality, n);\n"), [])

    def test_a_step_that_takes_away_says_so(self):
        for sql in ("DROP TABLE thing;\n", "ALTER TABLE thing RENAME TO other;\n",
                    "ALTER TABLE thing ADD COLUMN n BIGINT NOT NULL;\n", "UPDATE thing SET n = 1;\n",
                    "CREATE UNIQUE INDEX a ON thing (municipality, n);\n"):
            self.assertTrue(wrong_step(sql), sql)
            self.assertEqual(wrong_step("-- contracts: n is m.\n" + sql), [], sql)

    def test_the_municipality_comes_first_in_each_key(self):
        self.assertTrue(wrong_step(TABLE.format("id, municipality")))
        self.assertTrue(wrong_step("CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY);\n"))
        self.assertTrue(wrong_step("CREATE TABLE thing (municipality TEXT, id BIGINT UNIQUE);\n"))

    def test_what_is_released_never_changes(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            step = folder / "0001_a.sql"
            step.write_text("DROP TABLE thing;\n")
            self.assertTrue(list(check_folder(folder)))
            (folder / "released.txt").write_text(f"{checksum(step)}  0001_a.sql\n")
            self.assertEqual(list(check_folder(folder)), [])
            step.write_text("DROP TABLE other;\n")
            self.assertTrue(list(check_folder(folder)))
            step.unlink()
            self.assertTrue(list(check_folder(folder)))


if __name__ == "__main__":
    unittest.main()
