-- Whoever can own or be owned.
ALTER TABLE company RENAME TO entity;
ALTER TABLE entity ADD COLUMN market BIGINT;
ALTER TABLE entity ADD COLUMN ownership_reason BIGINT;
ALTER TABLE entity ADD COLUMN municipality_number TEXT;
ALTER TABLE entity ADD COLUMN jurisdiction TEXT;

ALTER TABLE share_transaction ADD COLUMN share_class TEXT;
ALTER TABLE share_transaction ADD COLUMN ratio TEXT;
ALTER TABLE share_transaction ADD COLUMN into_company TEXT;
ALTER TABLE share_transaction ADD COLUMN into_share_class TEXT;
CREATE INDEX share_transaction_company ON share_transaction (municipality, company, transaction_date);
CREATE INDEX share_transaction_into ON share_transaction (municipality, into_company);

CREATE TABLE share_class (
  municipality      TEXT NOT NULL,
  id                TEXT NOT NULL,
  recorded_at       BIGINT NOT NULL,
  superseded_at     BIGINT NOT NULL,
  company           TEXT,
  title             TEXT,
  votes_per_share   BIGINT,
  nominal_value_ore BIGINT,
  synthetic         BIGINT,
  source            TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX share_class_company ON share_class (municipality, company);

-- The parts of a company without shares, all in one record. The table `stake` of before is not read
-- any more; its rows stay.
CREATE TABLE participation (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  agreement     TEXT,
  stakes        TEXT,
  valid_from    TEXT,
  valid_to      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX participation_company ON participation (municipality, company);

CREATE TABLE registered_position (
  municipality        TEXT NOT NULL,
  id                  TEXT NOT NULL,
  recorded_at         BIGINT NOT NULL,
  superseded_at       BIGINT NOT NULL,
  company             TEXT,
  owner               TEXT,
  register_date       TEXT,
  register_date_to    TEXT,
  share_count         BIGINT,
  company_share_count BIGINT,
  share_class_title   TEXT,
  capital             TEXT,
  votes               TEXT,
  interests           TEXT,
  indirect            BIGINT,
  register            TEXT,
  register_record     TEXT,
  synthetic           BIGINT,
  source              TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX registered_position_company ON registered_position (municipality, company, register_date);

ALTER TABLE agreement ADD COLUMN company_name TEXT;
ALTER TABLE agreement ADD COLUMN purpose TEXT;
ALTER TABLE agreement ADD COLUMN seat TEXT;
ALTER TABLE agreement ADD COLUMN board_member_count BIGINT;
ALTER TABLE agreement ADD COLUMN contributions TEXT;
ALTER TABLE agreement ADD COLUMN representative_count BIGINT;
ALTER TABLE agreement ADD COLUMN representative_appointment TEXT;
CREATE INDEX agreement_company ON agreement (municipality, company);

CREATE TABLE agreement_step (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  agreement     TEXT,
  kind          BIGINT,
  participant   TEXT,
  step_date     TEXT,
  decision      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX agreement_step_agreement ON agreement_step (municipality, agreement);

-- The dates that agreements had themselves are steps of all participants.
INSERT INTO agreement_step
  SELECT municipality, id || '-drafted', recorded_at, superseded_at, id, 1, '', drafted_date, '',
         synthetic, source
  FROM agreement WHERE drafted_date IS NOT NULL;
INSERT INTO agreement_step
  SELECT municipality, id || '-put-forward', recorded_at, superseded_at, id, 2, '', put_forward_date, '',
         synthetic, source
  FROM agreement WHERE put_forward_date IS NOT NULL;
INSERT INTO agreement_step
  SELECT municipality, id || '-adopted', recorded_at, superseded_at, id, 3, '', adopted_date, '',
         synthetic, source
  FROM agreement WHERE adopted_date IS NOT NULL;
INSERT INTO agreement_step
  SELECT municipality, id || '-registered', recorded_at, superseded_at, id, 5, '', registered_date, '',
         synthetic, source
  FROM agreement WHERE registered_date IS NOT NULL;

ALTER TABLE board_seat ADD COLUMN body BIGINT;
ALTER TABLE board_seat ADD COLUMN sex BIGINT;
ALTER TABLE board_seat ADD COLUMN appointed_by TEXT;
ALTER TABLE board_seat ADD COLUMN substitute_order BIGINT;
ALTER TABLE board_seat ADD COLUMN council_member BIGINT;
ALTER TABLE board_seat ADD COLUMN registered BIGINT;
ALTER TABLE training ADD COLUMN topic BIGINT;
ALTER TABLE training ADD COLUMN audience BIGINT;

CREATE TABLE owner_strategy (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  title         TEXT,
  adopted_date  TEXT,
  valid_to      TEXT,
  decision      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX owner_strategy_company ON owner_strategy (municipality, company);

CREATE TABLE owner_meeting (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  kind          BIGINT,
  held_date     TEXT,
  called_date   TEXT,
  minutes       TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX owner_meeting_company ON owner_meeting (municipality, company);

CREATE TABLE dividend (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  year          BIGINT,
  expected_ore  BIGINT,
  paid_ore      BIGINT,
  decided_date  TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX dividend_company ON dividend (municipality, company);

CREATE TABLE guarantee (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  kind          BIGINT,
  amount_ore    BIGINT,
  valid_from    TEXT,
  valid_to      TEXT,
  decision      TEXT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX guarantee_company ON guarantee (municipality, company);

CREATE TABLE book_value (
  municipality  TEXT NOT NULL,
  id            TEXT NOT NULL,
  recorded_at   BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  company       TEXT,
  year          BIGINT,
  value_ore     BIGINT,
  synthetic     BIGINT,
  source        TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX book_value_company ON book_value (municipality, company);

CREATE TABLE company_result (
  municipality          TEXT NOT NULL,
  id                    TEXT NOT NULL,
  recorded_at           BIGINT NOT NULL,
  superseded_at         BIGINT NOT NULL,
  company               TEXT,
  year                  BIGINT,
  revenue_ore           BIGINT,
  profit_ore            BIGINT,
  equity_ore            BIGINT,
  debt_ore              BIGINT,
  full_time_equivalents DOUBLE PRECISION,
  synthetic             BIGINT,
  source                TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX company_result_company ON company_result (municipality, company);

CREATE TABLE governance_document (
  municipality   TEXT NOT NULL,
  id             TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  superseded_at  BIGINT NOT NULL,
  company        TEXT,
  recommendation BIGINT,
  title          TEXT,
  adopted_date   TEXT,
  valid_to       TEXT,
  departure      TEXT,
  synthetic      BIGINT,
  source         TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE INDEX governance_document_company ON governance_document (municipality, company);

-- What happened since a moment. Of expressions, so that no other question is answered by these: an
-- index of times alone would be taken for one that finds a company's rows.
CREATE INDEX entity_recorded ON entity (municipality, (recorded_at + 0));
CREATE INDEX entity_superseded ON entity (municipality, (superseded_at + 0));
CREATE INDEX share_transaction_recorded ON share_transaction (municipality, (recorded_at + 0));
CREATE INDEX share_transaction_superseded ON share_transaction (municipality, (superseded_at + 0));
CREATE INDEX registered_position_recorded ON registered_position (municipality, (recorded_at + 0));
CREATE INDEX registered_position_superseded ON registered_position (municipality, (superseded_at + 0));
