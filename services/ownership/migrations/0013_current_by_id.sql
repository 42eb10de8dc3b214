-- What is current is found by id. An index without it finds all that is current first, and is taken
-- for no worse than the primary key.
DROP INDEX entity_superseded;
DROP INDEX share_transaction_superseded;
DROP INDEX registered_position_superseded;
CREATE INDEX entity_superseded ON entity (municipality, superseded_at, id);
CREATE INDEX share_transaction_superseded ON share_transaction (municipality, superseded_at, id);
CREATE INDEX registered_position_superseded ON registered_position (municipality, superseded_at, id);
