-- Readings in partitions by month and by a hash of the meter, on PostgreSQL 13 or newer: see
-- docs/guides/scaling.md for when that is worth it. Run with psql by the role that owns the tables,
-- while no service writes:
--   psql -v first_year=2015 -v last_year=2030 -v hashes=4 -f reading_partitions.sql URL
-- Days outside these years go to the partition `reading_day_other`. Programs see no difference.
\set ON_ERROR_STOP on
BEGIN;
LOCK TABLE reading_day IN ACCESS EXCLUSIVE MODE;
ALTER TABLE reading_day RENAME TO reading_day_whole;
ALTER TABLE reading_day_whole RENAME CONSTRAINT reading_day_pkey TO reading_day_whole_pkey;

CREATE TABLE reading_day (
  LIKE reading_day_whole INCLUDING DEFAULTS,
  PRIMARY KEY (municipality, series, day, recorded_at)
) PARTITION BY RANGE (day);

-- `day` counts from 1970-01-01.
SELECT format('CREATE TABLE reading_day_%s PARTITION OF reading_day FOR VALUES FROM (%s) TO (%s) '
              'PARTITION BY HASH (municipality, series)',
              to_char(month, 'YYYY_MM'), month::date - date '1970-01-01',
              (month + interval '1 month')::date - date '1970-01-01')
FROM generate_series(make_date(:first_year, 1, 1), make_date(:last_year, 12, 1),
                     interval '1 month') AS month
\gexec

SELECT format('CREATE TABLE reading_day_%s_%s PARTITION OF reading_day_%s '
              'FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
              to_char(month, 'YYYY_MM'), remainder, to_char(month, 'YYYY_MM'), :hashes, remainder)
FROM generate_series(make_date(:first_year, 1, 1), make_date(:last_year, 12, 1),
                     interval '1 month') AS month,
     generate_series(0, :hashes - 1) AS remainder
\gexec

CREATE TABLE reading_day_other PARTITION OF reading_day DEFAULT;
INSERT INTO reading_day SELECT * FROM reading_day_whole;

-- Who could read and write it still can.
SELECT format('GRANT %s ON reading_day TO %I', privilege_type, grantee)
FROM information_schema.role_table_grants
WHERE table_name = 'reading_day_whole' AND table_schema = current_schema()
\gexec

DROP TABLE reading_day_whole;
COMMIT;
