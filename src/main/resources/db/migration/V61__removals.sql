-- The name of the last message of the last whole listing, by which a new one is told though another one left.
ALTER TABLE collection ADD COLUMN last_uidl VARCHAR(255);

-- What people want removed, and names that were given twice, are few among many.
CREATE INDEX ledger_remove_wanted ON ledger (account_id) WHERE remove_wanted;
CREATE INDEX ledger_named_twice ON ledger (account_id) WHERE ordinal > 0;
