CREATE TABLE green_loan_rule (
  municipality      TEXT NOT NULL,
  id                TEXT NOT NULL,
  recorded_at       BIGINT NOT NULL,
  superseded_at     BIGINT NOT NULL,
  lender            TEXT,
  edition           TEXT,
  valid_from        TEXT,
  valid_to          TEXT,
  category          BIGINT,
  test              BIGINT,
  threshold_percent DOUBLE PRECISION,
  breeam_nor        BIGINT,
  necessary         BIGINT,
  requirement_nb    TEXT,
  requirement_en    TEXT,
  synthetic         BIGINT,
  source            TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

-- `grams_per_kwh`: as JSON.
CREATE TABLE emission_factor_set (
  municipality    TEXT NOT NULL,
  id              TEXT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  superseded_at   BIGINT NOT NULL,
  display_name    TEXT,
  display_name_en TEXT,
  grams_per_kwh   TEXT,
  valid_from      TEXT,
  valid_to        TEXT,
  synthetic       BIGINT,
  source          TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
