ALTER TABLE employment ADD COLUMN shift_plan BIGINT;
