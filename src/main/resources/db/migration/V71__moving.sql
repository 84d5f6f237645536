-- What was copied from one account to another, message by message, so that a repetition or a crash doubles nothing.
-- state: begun, done, failed. uid_next is the lowest UID that the copy can have if it was begun and not noted as done.
CREATE TABLE copied_message (
    source_account  VARCHAR(36)   NOT NULL,
    target_account  VARCHAR(36)   NOT NULL,
    source_mailbox  TEXT          NOT NULL,
    source_validity BIGINT        NOT NULL,
    source_uid      BIGINT        NOT NULL,
    fingerprint     VARCHAR(40)   NOT NULL,
    state           VARCHAR(8)    NOT NULL,
    target_mailbox  TEXT          NOT NULL,
    target_uid      BIGINT,
    uid_next        BIGINT        NOT NULL,
    PRIMARY KEY (source_account, target_account, source_mailbox, source_validity, source_uid)
);

CREATE INDEX copied_message_fingerprint ON copied_message (source_account, target_account, fingerprint);
CREATE INDEX copied_message_target ON copied_message (target_account, target_mailbox, fingerprint);

-- What lies in the mailboxes that are copied to. taken: it is the copy of a message above.
CREATE TABLE target_message (
    account     VARCHAR(36) NOT NULL,
    mailbox     TEXT        NOT NULL,
    validity    BIGINT      NOT NULL,
    uid         BIGINT      NOT NULL,
    fingerprint VARCHAR(40) NOT NULL,
    size        BIGINT      NOT NULL,
    taken       INTEGER     NOT NULL,
    PRIMARY KEY (account, mailbox, validity, uid)
);

CREATE INDEX target_message_fingerprint ON target_message (account, mailbox, fingerprint, taken);

-- Up to which UID the mailboxes that are copied to were looked through.
CREATE TABLE target_mailbox (
    account  VARCHAR(36) NOT NULL,
    mailbox  TEXT        NOT NULL,
    validity BIGINT      NOT NULL,
    uid      BIGINT      NOT NULL,
    PRIMARY KEY (account, mailbox)
);
