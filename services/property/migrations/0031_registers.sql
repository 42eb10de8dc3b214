CREATE TABLE site (
  municipality    TEXT NOT NULL,
  id              TEXT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  superseded_at   BIGINT NOT NULL,
  display_name    TEXT,
  display_name_en TEXT,
  address         TEXT,
  synthetic       BIGINT,
  source          TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

ALTER TABLE building ADD COLUMN site TEXT;

CREATE TABLE building_group (
  municipality    TEXT NOT NULL,
  id              TEXT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  superseded_at   BIGINT NOT NULL,
  display_name    TEXT,
  display_name_en TEXT,
  synthetic       BIGINT,
  source          TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE group_membership (
  municipality   TEXT NOT NULL,
  id             TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  superseded_at  BIGINT NOT NULL,
  building_group TEXT,
  building       TEXT,
  valid_from     TEXT,
  valid_to       TEXT,
  synthetic      BIGINT,
  source         TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE energy_certificate (
  municipality          TEXT NOT NULL,
  id                    TEXT NOT NULL,
  recorded_at           BIGINT NOT NULL,
  superseded_at         BIGINT NOT NULL,
  building              TEXT,
  certificate_number    TEXT,
  mark                  BIGINT,
  heating_character     BIGINT,
  calculated_kwh_per_m2 DOUBLE PRECISION,
  issued_date           TEXT,
  expiry_date           TEXT,
  synthetic             BIGINT,
  source                TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

CREATE TABLE lease (
  municipality    TEXT NOT NULL,
  id              TEXT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  superseded_at   BIGINT NOT NULL,
  building        TEXT,
  area            TEXT,
  lessor          TEXT,
  first_day       TEXT,
  last_day        TEXT,
  yearly_rent_ore BIGINT,
  notice_months   BIGINT,
  synthetic       BIGINT,
  source          TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);

ALTER TABLE project ADD COLUMN ambitions TEXT;
ALTER TABLE project ADD COLUMN first_metered_year BIGINT;
ALTER TABLE project ADD COLUMN energy_before_kwh_per_m2 DOUBLE PRECISION;
ALTER TABLE project ADD COLUMN energy_aim_kwh_per_m2 DOUBLE PRECISION;
ALTER TABLE project ADD COLUMN energy_frame_kwh_per_m2 DOUBLE PRECISION;
ALTER TABLE project ADD COLUMN enova_support BIGINT;
ALTER TABLE project ADD COLUMN solid_timber BIGINT;
