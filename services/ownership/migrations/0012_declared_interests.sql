-- Interests that members of boards declared. Personal data: rows are deleted, not superseded.
CREATE TABLE declared_interest (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  member        TEXT,
  entity        TEXT,
  organisation  TEXT,
  kind          BIGINT,
  from_date     TEXT,
  to_date       TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX declared_interest_member ON declared_interest (municipality, member);
CREATE INDEX declared_interest_entity ON declared_interest (municipality, entity);

-- A row for every call of the service of interests; rows are added and read, never changed.
CREATE TABLE interest_audit (
  number             BIGINT NOT NULL PRIMARY KEY,
  municipality       TEXT NOT NULL,
  called_at          BIGINT NOT NULL,
  officer            TEXT NOT NULL,
  method             TEXT NOT NULL,
  member_fingerprint TEXT NOT NULL,
  declared_interest  TEXT NOT NULL,
  purpose            TEXT NOT NULL,
  outcome            TEXT NOT NULL,
  records            BIGINT NOT NULL
);
CREATE INDEX interest_audit_municipality ON interest_audit (municipality, number);
-- The number of the newest row. Who changes it makes the others wait, so that numbers have no gaps.
CREATE TABLE interest_audit_number (
  id   BIGINT NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO interest_audit_number (id, last) VALUES (1, 0);
