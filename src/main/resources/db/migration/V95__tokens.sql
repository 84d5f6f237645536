-- Tokens for programs. Of each only the SHA-256 is kept: by its first half a row is found, and the whole is compared.
-- Accounts and address ranges are lists parted by commas; absent means all. Times are milliseconds since 1970, UTC.
CREATE TABLE api_token (
    id             VARCHAR(36)  NOT NULL PRIMARY KEY,
    owner_id       VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name           VARCHAR(100) NOT NULL,
    handle         VARCHAR(32)  NOT NULL,
    digest         VARCHAR(64)  NOT NULL,
    scopes         VARCHAR(200) NOT NULL,
    accounts       TEXT,
    addresses      TEXT,
    created_at     BIGINT       NOT NULL,
    expires_at     BIGINT,
    last_used_at   BIGINT,
    last_used_from VARCHAR(45)
);

CREATE UNIQUE INDEX api_token_by_name ON api_token (owner_id, name);
CREATE INDEX api_token_by_handle ON api_token (handle);
