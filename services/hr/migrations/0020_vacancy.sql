CREATE TABLE vacancy (
  municipality     TEXT NOT NULL,
  id               TEXT NOT NULL,
  recorded_at      BIGINT NOT NULL,
  superseded_at    BIGINT NOT NULL,
  org_unit         TEXT,
  job_group        TEXT,
  position_percent DOUBLE PRECISION,
  announced_date   TEXT,
  closed_date      TEXT,
  outcome          BIGINT,
  synthetic        BIGINT,
  source           TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
