-- Messages on their way out. Of several nodes the one whose lease counts sends; the token grows with each owner, so that
-- one who lost it can write no more. phase is how far the talk with the server was when it was last written down: what
-- died behind dot_sent may have been taken. Times are milliseconds since 1970, UTC.
CREATE TABLE submission (
    id              VARCHAR(36)  NOT NULL PRIMARY KEY,
    account_id      VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    state           VARCHAR(10)  NOT NULL,
    phase           VARCHAR(12)  NOT NULL,
    reverse_path    VARCHAR(320) NOT NULL,
    subject         VARCHAR(1000) NOT NULL,
    message_id      VARCHAR(1000),
    size            BIGINT       NOT NULL,
    eight_bit       BOOLEAN      NOT NULL,
    utf8_header     BOOLEAN      NOT NULL,
    created_at      BIGINT       NOT NULL,
    send_at         BIGINT       NOT NULL,
    next_at         BIGINT       NOT NULL,
    give_up_at      BIGINT       NOT NULL,
    sent_at         BIGINT,
    attempts        INTEGER      NOT NULL,
    problem         VARCHAR(1000),
    idempotency_key VARCHAR(255),
    -- What is left to do when it is sent: the copy, the mark on the original, the draft.
    copy_state      VARCHAR(10)  NOT NULL,
    copy_problem    VARCHAR(1000),
    original        VARCHAR(40),
    original_kind   VARCHAR(10),
    draft           VARCHAR(40),
    care_at         BIGINT,
    care_attempts   INTEGER      NOT NULL,
    lease_node      VARCHAR(36),
    lease_token     BIGINT       NOT NULL,
    lease_until     BIGINT       NOT NULL
);

CREATE UNIQUE INDEX submission_once ON submission (account_id, idempotency_key);
CREATE INDEX submission_of_account ON submission (account_id, created_at);
CREATE INDEX submission_due ON submission (state, next_at);
CREATE INDEX submission_care ON submission (care_at);

CREATE TABLE submission_recipient (
    submission_id VARCHAR(36)  NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    number        INTEGER      NOT NULL,
    address       VARCHAR(320) NOT NULL,
    outcome       VARCHAR(10)  NOT NULL,
    words         VARCHAR(1000),
    PRIMARY KEY (submission_id, number)
);

-- The messages themselves, sealed in pieces under a key of their account that the vault keeps. The header fields that only
-- the copy gets are number -1. They are written before their submission is, so nothing refers to it.
CREATE TABLE submission_piece (
    submission_id VARCHAR(36) NOT NULL,
    number        INTEGER     NOT NULL,
    account_id    VARCHAR(36) NOT NULL,
    created_at    BIGINT      NOT NULL,
    sealed        BYTEA       NOT NULL,
    PRIMARY KEY (submission_id, number)
);
