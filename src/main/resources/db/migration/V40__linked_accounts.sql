-- People may link further accounts to the one that they sign in with. SQLite cannot drop a UNIQUE of a column, so the
-- tables are made anew: the children go before their old parent does, so that nothing is ever removed with it.
ALTER TABLE account RENAME TO account_before;

-- A sign-in account owns itself. Without a host, the operator's table of domains says where the mail is.
CREATE TABLE account (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    owner_id     VARCHAR(36)  NOT NULL REFERENCES account (id),
    address      VARCHAR(320) NOT NULL,
    protocol     VARCHAR(4),
    user_name    VARCHAR(320),
    host         VARCHAR(253),
    port         INTEGER,
    encryption   VARCHAR(8),
    created_at   BIGINT       NOT NULL,
    signed_in_at BIGINT       NOT NULL
);

INSERT INTO account (id, owner_id, address, created_at, signed_in_at)
SELECT id, id, address, created_at, signed_in_at FROM account_before;

ALTER TABLE archive_rule RENAME TO archive_rule_before;
CREATE TABLE archive_rule (
    account_id  VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    enabled     BOOLEAN     NOT NULL,
    months      INTEGER     NOT NULL,
    sent_too    BOOLEAN     NOT NULL,
    unread_too  BOOLEAN     NOT NULL,
    flagged_too BOOLEAN     NOT NULL
);
INSERT INTO archive_rule (account_id, enabled, months, sent_too, unread_too, flagged_too)
SELECT account_id, enabled, months, sent_too, unread_too, flagged_too FROM archive_rule_before;
DROP TABLE archive_rule_before;

ALTER TABLE archive_run RENAME TO archive_run_before;
CREATE TABLE archive_run (
    account_id  VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    started_at  BIGINT       NOT NULL,
    lease_until BIGINT       NOT NULL,
    ended_at    BIGINT,
    moved       BIGINT       NOT NULL,
    total       BIGINT,
    problem     VARCHAR(1000)
);
INSERT INTO archive_run (account_id, started_at, lease_until, ended_at, moved, total, problem)
SELECT account_id, started_at, lease_until, ended_at, moved, total, problem FROM archive_run_before;
DROP TABLE archive_run_before;

DROP TABLE account_before;

CREATE UNIQUE INDEX account_to_sign_in ON account (address) WHERE owner_id = id;
CREATE UNIQUE INDEX account_of_owner ON account (owner_id, address);

-- Secrets that outlive a session, encrypted; each is bound to its account, its field and its version.
CREATE TABLE vault_secret (
    account_id VARCHAR(36) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    field      VARCHAR(20) NOT NULL,
    version    BIGINT      NOT NULL,
    key_id     BIGINT      NOT NULL,
    sealed     TEXT        NOT NULL,
    PRIMARY KEY (account_id, field)
);
