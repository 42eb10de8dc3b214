ALTER TABLE employment ADD COLUMN seniority_date TEXT;
ALTER TABLE employment ADD COLUMN wished_position_percent DOUBLE PRECISION;
ALTER TABLE employment ADD COLUMN end_reason BIGINT;
ALTER TABLE employment ADD COLUMN job_level BIGINT;
