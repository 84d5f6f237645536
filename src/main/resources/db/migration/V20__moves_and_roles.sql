-- Moves that take several steps and are not over, so that a crash loses no message and leaves none twice.
CREATE TABLE unfinished_move (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    source TEXT NOT NULL,
    uid_validity BIGINT NOT NULL,
    uids TEXT NOT NULL,
    destination TEXT NOT NULL,
    uid_next BIGINT NOT NULL,
    copied INTEGER NOT NULL
);
CREATE INDEX unfinished_move_account ON unfinished_move (account_id);

-- Which mailboxes people use for what, where they chose themselves.
CREATE TABLE mailbox_role (
    account_id TEXT NOT NULL,
    role TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    PRIMARY KEY (account_id, role)
);
