-- What was decided to be withheld of a month, newly in its year, for one state of the records that
-- it depends on. `withheld` has a line for each cell: how many persons it was about, and its name.
CREATE TABLE disclosure_decision (
  municipality TEXT NOT NULL,
  scope TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  number BIGINT NOT NULL,  -- in order of decision
  withheld TEXT NOT NULL,
  PRIMARY KEY (municipality, scope, year, month, fingerprint)
);
