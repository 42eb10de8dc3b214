-- What records are judged against each other by, and what looks for references to a record.
CREATE INDEX employment_person ON employment (municipality, person, superseded_at);
CREATE INDEX absence_employment ON absence (municipality, employment, superseded_at);
CREATE INDEX leave_employment ON leave_of_absence (municipality, employment, superseded_at);
