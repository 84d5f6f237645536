-- What people are writing. Each draft has a copy in its account's Drafts mailbox, which may be some seconds older. While
-- filing is 1, there may be more copies than the one named here, or it may have another place. A draft that was handed to
-- the outbox waits here until it is sent. Times are milliseconds since 1970, UTC.
CREATE TABLE draft (
    id            VARCHAR(36)  NOT NULL PRIMARY KEY,
    account_id    VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    version       BIGINT       NOT NULL,
    content       TEXT         NOT NULL,
    message_id    VARCHAR(410) NOT NULL,
    saved_at      BIGINT       NOT NULL,
    filed_version BIGINT       NOT NULL,
    filed_at      BIGINT       NOT NULL,
    filing        INTEGER      NOT NULL,
    mailbox       TEXT,
    uid_validity  BIGINT,
    uid           BIGINT,
    submission_id VARCHAR(36)
);

CREATE INDEX draft_of_account ON draft (account_id);
CREATE INDEX draft_by_message_id ON draft (account_id, message_id);
