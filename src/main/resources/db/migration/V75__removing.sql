-- Accounts that are gone, and whose journals are not yet.
CREATE TABLE store_removed_account (
    account_id VARCHAR(36) NOT NULL PRIMARY KEY
);

-- Accounts that are to go as soon as they are saved as a file; by the operation that writes it.
CREATE TABLE pending_removal (
    account_id   VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    owner_id     VARCHAR(36) NOT NULL,
    operation_id VARCHAR(36) NOT NULL,
    attempts     INTEGER     NOT NULL
);
