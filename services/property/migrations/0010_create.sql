CREATE TABLE building (
  municipality        TEXT NOT NULL,
  id                  TEXT NOT NULL,
  recorded_at         BIGINT NOT NULL,
  superseded_at       BIGINT NOT NULL,
  display_name        TEXT,
  display_name_en     TEXT,
  address             TEXT,
  municipality_number TEXT,
  gnr                 BIGINT,
  bnr                 BIGINT,
  fnr                 BIGINT,
  snr                 BIGINT,
  year_built          BIGINT,
  use_type            BIGINT,
  kostra_function     BIGINT,
  in_use_from         TEXT,
  in_use_to           TEXT,
  synthetic           BIGINT,
  source              TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE area (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  building      TEXT,
  kind          BIGINT,
  tenure        BIGINT,
  square_metres DOUBLE PRECISION,
  valid_from    TEXT,
  valid_to      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE maintenance_entry (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  building      TEXT,
  amount_ore    BIGINT,
  entry_date    TEXT,
  kind          BIGINT,
  description   TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE condition_survey (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  building      TEXT,
  component     TEXT,
  survey_date   TEXT,
  grade         BIGINT,
  consequence   BIGINT,
  lift_cost_ore BIGINT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE project (
  municipality      TEXT NOT NULL,
  id                TEXT NOT NULL,
  recorded_at       BIGINT NOT NULL,
  superseded_at     BIGINT NOT NULL,
  display_name      TEXT,
  display_name_en   TEXT,
  kind              BIGINT,
  building          TEXT,
  idea_date         TEXT,
  competition_date  TEXT,
  planning_date     TEXT,
  construction_date TEXT,
  completed_date    TEXT,
  cancelled_date    TEXT,
  budget_ore        BIGINT,
  forecast_ore      BIGINT,
  ambitions_nb      TEXT,
  ambitions_en      TEXT,
  synthetic         BIGINT,
  source            TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE green_loan_qualification (
  municipality   TEXT NOT NULL,
  id             TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  superseded_at  BIGINT NOT NULL,
  lender         TEXT,
  qualified_date TEXT,
  project        TEXT,
  edition        TEXT,
  basis          TEXT,
  synthetic      BIGINT,
  source         TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE meter (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  carrier       BIGINT,
  building      TEXT,
  submeter_of   TEXT,
  resolution    BIGINT,
  valid_from    TEXT,
  valid_to      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
