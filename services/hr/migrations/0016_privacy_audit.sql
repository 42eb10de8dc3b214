-- Every call of the privacy service. Rows are added only. `municipality` is empty where the call
-- named none. The counts are of versions of records.
CREATE TABLE privacy_audit (
  number             BIGINT NOT NULL PRIMARY KEY,
  municipality       TEXT NOT NULL,
  called_at          BIGINT NOT NULL,
  officer            TEXT NOT NULL,
  method             TEXT NOT NULL,
  person_fingerprint TEXT NOT NULL,
  purpose            TEXT NOT NULL,
  outcome            TEXT NOT NULL,
  validate_only      BIGINT NOT NULL,
  employments        BIGINT NOT NULL,
  absences           BIGINT NOT NULL,
  leaves             BIGINT NOT NULL,
  qualifications     BIGINT NOT NULL
);
CREATE INDEX privacy_audit_municipality ON privacy_audit (municipality, number);
-- The number of the newest row. Who changes it makes the others wait, so that numbers have no gaps.
CREATE TABLE privacy_audit_number (
  id   BIGINT NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO privacy_audit_number (id, last) VALUES (1, 0);
CREATE INDEX qualification_person ON qualification (municipality, person);
CREATE INDEX qualification_employment ON qualification (municipality, employment, superseded_at);
