CREATE TABLE weather_station (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  display_name  TEXT,
  number        TEXT,
  corrects      BIGINT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE daily_temperature (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  station       TEXT,
  local_date    TEXT,
  mean_celsius  DOUBLE PRECISION,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE degree_day_normal (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  station       TEXT,
  period        TEXT,
  month         BIGINT,
  degree_days   DOUBLE PRECISION,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE heating_share (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  use_type      BIGINT,
  share         DOUBLE PRECISION,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
