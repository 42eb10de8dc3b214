-- Of a virtual meter: names of meters, as JSON.
ALTER TABLE meter ADD COLUMN sum_of TEXT;
ALTER TABLE meter ADD COLUMN less TEXT;

CREATE TABLE counter (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  meter         TEXT,
  serial_number TEXT,
  digits        BIGINT,
  wh_per_step   BIGINT,
  install_time  BIGINT,
  removal_time  BIGINT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE counter_stand (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  counter       TEXT,
  read_time     BIGINT,
  stand         DOUBLE PRECISION,
  status        BIGINT,
  reset         BIGINT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE metered_period (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  meter         TEXT,
  start_date    TEXT,
  end_date      TEXT,
  last_date     TEXT,
  quantity      DOUBLE PRECISION,
  unit          BIGINT,
  status        BIGINT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
