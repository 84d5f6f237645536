-- Who did what, and from where. Rows are only added; those that are older than the operator wants go. People and accounts
-- may be gone by then, so nothing refers to them. Ids grow with time; times are milliseconds since 1970, UTC.
CREATE TABLE audit (
    id              VARCHAR(36)  NOT NULL PRIMARY KEY,
    happened_at     BIGINT       NOT NULL,
    kind            VARCHAR(40)  NOT NULL,
    owner_id        VARCHAR(36),
    who             VARCHAR(320),
    account_id      VARCHAR(36),
    account_address VARCHAR(320),
    means           VARCHAR(16)  NOT NULL,
    token_name      VARCHAR(100),
    client          VARCHAR(45),
    details         TEXT         NOT NULL
);

CREATE INDEX audit_of_owner ON audit (owner_id, id);
CREATE INDEX audit_of_account ON audit (account_id, id);
CREATE INDEX audit_by_time ON audit (happened_at);
