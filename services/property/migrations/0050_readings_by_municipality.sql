-- contracts: readings are kept by municipality.
-- The organisation number comes first in each key, so that a database over many machines keeps what
-- belongs together on one of them, and series are numbered within it.
CREATE TABLE reading_series (
  municipality BIGINT NOT NULL,
  meter        BIGINT NOT NULL,
  series       BIGINT NOT NULL,
  PRIMARY KEY (municipality, meter),
  UNIQUE (municipality, series)
);
INSERT INTO reading_series (municipality, meter, series)
  SELECT CAST(municipality AS BIGINT), meter, series FROM meter_series;

-- As meter_day was. A meter's days lie side by side, and apart from those of others: who writes the
-- newest day of many meters writes in many places.
CREATE TABLE reading_day (
  municipality       BIGINT NOT NULL,
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
  PRIMARY KEY (municipality, series, day, recorded_at)
);
INSERT INTO reading_day (municipality, series, day, recorded_at, superseded_at, resolution,
                         packed_values, packed_statuses, synthetic, sum_wh, present_quarters,
                         estimated_quarters)
  SELECT CAST(meter_series.municipality AS BIGINT), meter_day.series, day, recorded_at,
         superseded_at, resolution, packed_values, packed_statuses, synthetic, sum_wh,
         present_quarters, estimated_quarters
  FROM meter_day JOIN meter_series ON meter_series.series = meter_day.series;

-- As meter_month was.
CREATE TABLE reading_month (
  municipality       BIGINT NOT NULL,
  series             BIGINT NOT NULL,
  month              BIGINT NOT NULL,
  recorded_at        BIGINT NOT NULL,
  superseded_at      BIGINT NOT NULL,
  synthetic          BIGINT NOT NULL,
  sum_wh             BIGINT NOT NULL,
  present_quarters   BIGINT NOT NULL,
  estimated_quarters BIGINT NOT NULL,
  PRIMARY KEY (municipality, series, month, recorded_at)
);
INSERT INTO reading_month (municipality, series, month, recorded_at, superseded_at, synthetic,
                           sum_wh, present_quarters, estimated_quarters)
  SELECT CAST(meter_series.municipality AS BIGINT), meter_month.series, month, recorded_at,
         superseded_at, synthetic, sum_wh, present_quarters, estimated_quarters
  FROM meter_month JOIN meter_series ON meter_series.series = meter_month.series;

DROP TABLE meter_day;
DROP TABLE meter_month;
DROP TABLE meter_series;
