-- Until when nobody looks at an account, as its mail is on its way to another home.
ALTER TABLE collection ADD COLUMN away_until BIGINT NOT NULL DEFAULT 0;
