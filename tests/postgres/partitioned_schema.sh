#!/usr/bin/env bash
# A schema as `property --migrations=only` makes it, with readings in partitions where that is
# PostgreSQL's: what SCHEMA_MIGRATOR (sql/testing.h) is for the tests of property.
#   SCHEMA_PROGRAM=path/to/property partitioned_schema.sh --migrations=only --database=URL
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$SCHEMA_PROGRAM" "$@"
url=${2#--database=}
[[ $url == host=* ]] || exit 0
psql -q -v first_year=2018 -v last_year=2019 -v hashes=3 "$url" > /dev/null \
  -f "$here/../../deploy/postgresql/reading_partitions.sql"
# Or the test would prove nothing.
[[ $(psql -At "$url" -c "SELECT COUNT(*) FROM pg_inherits WHERE inhparent = 'reading_day'::regclass") == 25 ]]
