-- Files on their way into messages; their octets lie in the data directory under their id. Times are milliseconds since
-- 1970, UTC.
CREATE TABLE upload (
    id         VARCHAR(36)  NOT NULL PRIMARY KEY,
    account_id VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       VARCHAR(250) NOT NULL,
    type       VARCHAR(150) NOT NULL,
    content_id VARCHAR(250),
    size       BIGINT       NOT NULL,
    received   BIGINT       NOT NULL,
    touched_at BIGINT       NOT NULL
);

CREATE INDEX upload_of_account ON upload (account_id);
CREATE INDEX upload_by_time ON upload (touched_at);
