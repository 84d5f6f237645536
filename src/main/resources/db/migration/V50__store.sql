-- Mail that lives here. All of it can be made anew from the message files and what lies beside them (lettergate.store).
-- Times are milliseconds since 1970, UTC. A modseq is a version of an account's mail: every change gets a higher one.
CREATE TABLE store_account (
    account_id   VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    modseq       BIGINT      NOT NULL,
    uid_validity BIGINT      NOT NULL
);

-- The last number given out: they are never given out again.
CREATE TABLE store_number (
    name  VARCHAR(16) NOT NULL PRIMARY KEY,
    value BIGINT      NOT NULL
);
INSERT INTO store_number (name, value) VALUES ('mailbox', 0), ('message', 0);

CREATE TABLE store_mailbox (
    id           INTEGER       NOT NULL PRIMARY KEY,
    account_id   VARCHAR(36)   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name         VARCHAR(1000) NOT NULL,
    role         VARCHAR(16),
    subscribed   BOOLEAN       NOT NULL,
    uid_validity BIGINT        NOT NULL,
    uid_next     BIGINT        NOT NULL,
    modseq       BIGINT        NOT NULL,
    created      BIGINT        NOT NULL,
    messages     BIGINT        NOT NULL,
    unread       BIGINT        NOT NULL,
    UNIQUE (account_id, name),
    UNIQUE (account_id, uid_validity)
);

CREATE TABLE store_gone_mailbox (
    account_id VARCHAR(36)   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       VARCHAR(1000) NOT NULL,
    modseq     BIGINT        NOT NULL,
    PRIMARY KEY (account_id, modseq, name)
);

-- One for each message that is kept, in however many mailboxes it lies. Its octets lie in the file that its digest names.
CREATE TABLE store_message (
    id             INTEGER      NOT NULL PRIMARY KEY,
    account_id     VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest         VARCHAR(64)  NOT NULL,
    size           BIGINT       NOT NULL,
    received_at    BIGINT       NOT NULL,
    stored_at      BIGINT       NOT NULL,
    sent_at        BIGINT       NOT NULL,
    thread         BIGINT       NOT NULL,
    sender_key     VARCHAR(200) NOT NULL,
    recipient_key  VARCHAR(200) NOT NULL,
    subject_key    VARCHAR(200) NOT NULL,
    has_attachment BOOLEAN      NOT NULL,
    message_id     TEXT         NOT NULL,
    preview        TEXT         NOT NULL,
    envelope       TEXT         NOT NULL,
    layout         TEXT         NOT NULL
);
CREATE INDEX store_message_account ON store_message (account_id, size);
CREATE INDEX store_message_digest ON store_message (digest);
CREATE INDEX store_message_thread ON store_message (thread);

-- Where collected messages came from. It stays when a message is removed here, so that it is not collected again.
CREATE TABLE store_origin (
    account_id    VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    uidl          VARCHAR(255) NOT NULL,
    ordinal       INTEGER      NOT NULL,
    message_id    BIGINT       NOT NULL,
    digest        VARCHAR(64)  NOT NULL,
    size          BIGINT       NOT NULL,
    first_seen_at BIGINT       NOT NULL,
    stored_at     BIGINT       NOT NULL,
    PRIMARY KEY (account_id, uidl, ordinal)
);
CREATE INDEX store_origin_message ON store_origin (message_id);

-- Letters of ours, by what they are about.
CREATE TABLE store_letter (
    account_id VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    letter     VARCHAR(200) NOT NULL,
    PRIMARY KEY (account_id, letter)
);

CREATE TABLE store_entry (
    mailbox_id BIGINT  NOT NULL REFERENCES store_mailbox (id) ON DELETE CASCADE,
    uid        BIGINT  NOT NULL,
    message_id BIGINT  NOT NULL REFERENCES store_message (id) ON DELETE CASCADE,
    seen       BOOLEAN NOT NULL,
    flagged    BOOLEAN NOT NULL,
    flags      TEXT    NOT NULL,
    modseq     BIGINT  NOT NULL,
    added      BIGINT  NOT NULL,
    PRIMARY KEY (mailbox_id, uid)
);
CREATE INDEX store_entry_message ON store_entry (message_id);
CREATE INDEX store_entry_changed ON store_entry (mailbox_id, modseq);
CREATE INDEX store_entry_unread ON store_entry (mailbox_id, uid) WHERE NOT seen;
CREATE INDEX store_entry_flagged ON store_entry (mailbox_id, uid) WHERE flagged;

CREATE TABLE store_expunged (
    mailbox_id BIGINT NOT NULL REFERENCES store_mailbox (id) ON DELETE CASCADE,
    uid        BIGINT NOT NULL,
    modseq     BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, modseq, uid)
);

-- Message-IDs that a message has or answers, as 8 octets of a digest that the account goes into.
CREATE TABLE store_kin (
    kin        BIGINT NOT NULL,
    message_id BIGINT NOT NULL REFERENCES store_message (id) ON DELETE CASCADE,
    PRIMARY KEY (kin, message_id)
);
CREATE INDEX store_kin_message ON store_kin (message_id);
