-- What somebody wants to be moved to Archive by itself.
CREATE TABLE archive_rule (
    account_id  VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    enabled     BOOLEAN     NOT NULL,
    months      INTEGER     NOT NULL,
    sent_too    BOOLEAN     NOT NULL,
    unread_too  BOOLEAN     NOT NULL,
    flagged_too BOOLEAN     NOT NULL
);

-- The latest run of each account. Times are milliseconds since 1970, UTC; a run without an end whose lease is over was
-- interrupted.
CREATE TABLE archive_run (
    account_id  VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    started_at  BIGINT       NOT NULL,
    lease_until BIGINT       NOT NULL,
    ended_at    BIGINT,
    moved       BIGINT       NOT NULL,
    total       BIGINT,
    problem     VARCHAR(1000)
);
