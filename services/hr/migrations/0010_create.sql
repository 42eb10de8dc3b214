CREATE TABLE org_unit (
  municipality    TEXT NOT NULL,
  id              TEXT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  superseded_at   BIGINT NOT NULL,
  display_name    TEXT,
  display_name_en TEXT,
  parent_unit     TEXT,
  level           BIGINT,
  service_area    BIGINT,
  valid_from      TEXT,
  valid_to        TEXT,
  synthetic       BIGINT,
  source          TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE target (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  metric        TEXT,
  year          BIGINT,
  value         DOUBLE PRECISION,
  direction     BIGINT,
  owner         TEXT,
  source        TEXT,
  synthetic     BIGINT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE employment (
  municipality              TEXT NOT NULL,
  id                        TEXT NOT NULL,
  recorded_at               BIGINT NOT NULL,
  superseded_at             BIGINT NOT NULL,
  person                    TEXT,
  sex                       BIGINT,
  birth_year                BIGINT,
  org_unit                  TEXT,
  job_code                  TEXT,
  job_group                 TEXT,
  position_percent          DOUBLE PRECISION,
  form                      BIGINT,
  monthly_full_time_pay_ore BIGINT,
  start_date                TEXT,
  end_date                  TEXT,
  synthetic                 BIGINT,
  source                    TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE absence (
  municipality   TEXT NOT NULL,
  id             TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  superseded_at  BIGINT NOT NULL,
  employment     TEXT,
  kind           BIGINT,
  degree_percent BIGINT,
  start_date     TEXT,
  end_date       TEXT,
  synthetic      BIGINT,
  source         TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE leave_of_absence (
  municipality   TEXT NOT NULL,
  id             TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  superseded_at  BIGINT NOT NULL,
  employment     TEXT,
  kind           BIGINT,
  degree_percent BIGINT,
  start_date     TEXT,
  end_date       TEXT,
  synthetic      BIGINT,
  source         TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE qualification (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  person        TEXT,
  employment    TEXT,
  kind          BIGINT,
  trade         TEXT,
  obtained_date TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE participation (
  municipality   TEXT NOT NULL,
  id             TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  superseded_at  BIGINT NOT NULL,
  programme      TEXT,
  leader_group   TEXT,
  org_unit       TEXT,
  completed_date TEXT,
  synthetic      BIGINT,
  source         TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
