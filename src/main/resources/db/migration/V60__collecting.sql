-- How collecting stands, for each account whose mail is collected. Times are milliseconds since 1970, UTC.
CREATE TABLE collection (
    account_id            VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    keep_window           TEXT        NOT NULL,
    previous              TEXT,
    set_at                BIGINT      NOT NULL,
    removes_from          BIGINT,
    previous_removes_from BIGINT,
    told_at               BIGINT,
    held                  BOOLEAN     NOT NULL,
    held_because          TEXT,
    next_look_at          BIGINT      NOT NULL,
    not_before            BIGINT      NOT NULL,
    wanted_at             BIGINT,
    looked_at             BIGINT,
    failures              INTEGER     NOT NULL,
    failing_since         BIGINT,
    problem               TEXT,
    needs_password        BOOLEAN     NOT NULL,
    stat_count            BIGINT      NOT NULL,
    stat_octets           BIGINT      NOT NULL,
    listed_at             BIGINT,
    must_list             BOOLEAN     NOT NULL,
    odd_listings          INTEGER     NOT NULL,
    notices               TEXT        NOT NULL,
    node                  VARCHAR(36),
    token                 BIGINT      NOT NULL,
    lease_until           BIGINT      NOT NULL
);

-- Every message that was ever seen on the server of an account. A row's number is one above the highest of its account.
CREATE TABLE ledger (
    account_id     VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number         BIGINT       NOT NULL,
    uidl           VARCHAR(255) NOT NULL,
    ordinal        INTEGER      NOT NULL,
    state          VARCHAR(12)  NOT NULL,
    size           BIGINT       NOT NULL,
    header_digest  VARCHAR(64),
    digest         VARCHAR(64),
    first_seen_at  BIGINT       NOT NULL,
    stored_at      BIGINT,
    copy_id        BIGINT,
    subject        TEXT         NOT NULL,
    sender         TEXT         NOT NULL,
    pinned         BOOLEAN      NOT NULL,
    remove_wanted  BOOLEAN      NOT NULL,
    told           VARCHAR(16)  NOT NULL,
    twin           BOOLEAN      NOT NULL,
    dele_sent_at   BIGINT,
    dele_session   VARCHAR(36),
    dele_confirmed BOOLEAN      NOT NULL,
    reappeared     INTEGER      NOT NULL,
    absent_since   BIGINT,
    gone_at        BIGINT,
    attempts       INTEGER      NOT NULL,
    next_try_at    BIGINT,
    last_error     TEXT,
    PRIMARY KEY (account_id, number),
    UNIQUE (account_id, uidl, ordinal),
    -- Nothing is marked to be removed that is not stored here.
    CHECK (dele_sent_at IS NULL OR (stored_at IS NOT NULL AND stored_at <= dele_sent_at))
);

CREATE INDEX ledger_by_state ON ledger (account_id, state, stored_at);
CREATE INDEX ledger_by_copy ON ledger (account_id, copy_id);

-- The looks of the last 90 days.
CREATE TABLE look (
    id               VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id       VARCHAR(36) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    started_at       BIGINT      NOT NULL,
    ended_at         BIGINT,
    state            VARCHAR(12) NOT NULL,
    found            BIGINT      NOT NULL,
    to_collect       BIGINT      NOT NULL,
    collected        BIGINT      NOT NULL,
    collected_octets BIGINT      NOT NULL,
    removed          BIGINT      NOT NULL,
    stop_wanted      BOOLEAN     NOT NULL,
    problem          TEXT
);

CREATE INDEX look_of_account ON look (account_id, started_at);

-- Plans that somebody has read. The token is not kept, only its digest.
CREATE TABLE plan (
    token_digest VARCHAR(64) NOT NULL PRIMARY KEY,
    account_id   VARCHAR(36) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    keep_window  TEXT        NOT NULL,
    good_until   BIGINT      NOT NULL
);
