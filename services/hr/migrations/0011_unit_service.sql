ALTER TABLE org_unit ADD COLUMN service TEXT;
