-- What happened to mail, in the order in which it was found. Rows are only added; after 7 days they go.
CREATE TABLE event (
    id          BIGINT      NOT NULL PRIMARY KEY,
    account_id  VARCHAR(36) NOT NULL,
    type        VARCHAR(40) NOT NULL,
    details     TEXT        NOT NULL,
    happened_at BIGINT      NOT NULL
);

CREATE INDEX event_of_account ON event (account_id, id);

-- Which node does what for an account. The token grows with each owner, so that one who lost it can write no more.
CREATE TABLE lease (
    account_id VARCHAR(36) NOT NULL,
    kind       VARCHAR(16) NOT NULL,
    node       VARCHAR(36) NOT NULL,
    token      BIGINT      NOT NULL,
    ends_at    BIGINT      NOT NULL,
    mark       TEXT,
    PRIMARY KEY (account_id, kind)
);
