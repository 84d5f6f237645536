-- Accounts that were removed here and whose journals are still to be deleted. Without a row, a journal of an account that
-- is in no table stays, as the table may have been lost.
CREATE TABLE store_gone_account (
    account_id VARCHAR(36) NOT NULL PRIMARY KEY
);
