CREATE TABLE company (
  municipality        TEXT NOT NULL,
  id                  TEXT NOT NULL,
  recorded_at         BIGINT NOT NULL,
  superseded_at       BIGINT NOT NULL,
  display_name        TEXT,
  organisation_number TEXT,
  form                BIGINT,
  purpose             TEXT,
  valid_from          TEXT,
  valid_to            TEXT,
  synthetic           BIGINT,
  source              TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE share_transaction (
  municipality     TEXT NOT NULL,
  id               TEXT NOT NULL,
  recorded_at      BIGINT NOT NULL,
  superseded_at    BIGINT NOT NULL,
  company          TEXT,
  kind             BIGINT,
  transaction_date TEXT,
  from_owner       TEXT,
  to_owner         TEXT,
  share_count      BIGINT,
  price_ore        BIGINT,
  decision         TEXT,
  synthetic        BIGINT,
  source           TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE stake (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  owner         TEXT,
  numerator     BIGINT,
  denominator   BIGINT,
  valid_from    TEXT,
  valid_to      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE agreement (
  municipality     TEXT NOT NULL,
  id               TEXT NOT NULL,
  recorded_at      BIGINT NOT NULL,
  superseded_at    BIGINT NOT NULL,
  company          TEXT,
  title_nb         TEXT,
  title_en         TEXT,
  drafted_date     TEXT,
  put_forward_date TEXT,
  adopted_date     TEXT,
  registered_date  TEXT,
  valid_from       TEXT,
  valid_to         TEXT,
  synthetic        BIGINT,
  source           TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE board_seat (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  role          BIGINT,
  member        TEXT,
  from_date     TEXT,
  to_date       TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE training (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  title_nb      TEXT,
  title_en      TEXT,
  organiser     TEXT,
  held_date     TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE training_attendance (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  training      TEXT,
  board_seat    TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
