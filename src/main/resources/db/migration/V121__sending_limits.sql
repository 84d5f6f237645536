-- What each person handed in for sending lately, so that all nodes count together. It counts also when the message is
-- forgotten. Times are milliseconds since 1970, UTC.
CREATE TABLE sending_use (
    id         VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id VARCHAR(36) NOT NULL,
    person_id  VARCHAR(36) NOT NULL,
    recipients INTEGER     NOT NULL,
    taken_at   BIGINT      NOT NULL
);
CREATE INDEX sending_use_of_account ON sending_use (account_id, taken_at);
CREATE INDEX sending_use_of_person ON sending_use (person_id, taken_at);

-- Whether a submission waits for a password that its server takes.
ALTER TABLE submission ADD COLUMN needs_sign_in BOOLEAN NOT NULL DEFAULT FALSE;
