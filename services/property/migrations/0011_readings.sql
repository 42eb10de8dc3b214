-- A small number for a municipality's meter, by its GSRN: there are many rows of each.
CREATE TABLE meter_series (
  municipality TEXT NOT NULL,
  meter        BIGINT NOT NULL,
  series       BIGINT NOT NULL UNIQUE,
  PRIMARY KEY (municipality, meter)
);

-- The day of a meter in Europe/Oslo. `day` counts from 1970-01-01. `packed_values` and
-- `packed_statuses` as domain/packed.h has them; no statuses when all values are measured.
CREATE TABLE meter_day (
  series             BIGINT NOT NULL,
  day                BIGINT NOT NULL,
  recorded_at        BIGINT NOT NULL,
  superseded_at      BIGINT NOT NULL,
  resolution         BIGINT NOT NULL,
  packed_values      TEXT NOT NULL,
  packed_statuses    TEXT NOT NULL,
  synthetic          BIGINT NOT NULL,
  sum_wh             BIGINT NOT NULL,
  present_quarters   BIGINT NOT NULL,
  estimated_quarters BIGINT NOT NULL,
  PRIMARY KEY (series, day, recorded_at)
);

-- Sums of meter_day, changed in the same transaction. `month` is year × 12 + month − 1.
CREATE TABLE meter_month (
  series             BIGINT NOT NULL,
  month              BIGINT NOT NULL,
  recorded_at        BIGINT NOT NULL,
  superseded_at      BIGINT NOT NULL,
  synthetic          BIGINT NOT NULL,
  sum_wh             BIGINT NOT NULL,
  present_quarters   BIGINT NOT NULL,
  estimated_quarters BIGINT NOT NULL,
  PRIMARY KEY (series, month, recorded_at)
);
