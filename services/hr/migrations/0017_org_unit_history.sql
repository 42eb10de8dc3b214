ALTER TABLE org_unit ADD COLUMN not_counted BIGINT;
ALTER TABLE org_unit ADD COLUMN former TEXT;
ALTER TABLE org_unit ADD COLUMN successors TEXT;
