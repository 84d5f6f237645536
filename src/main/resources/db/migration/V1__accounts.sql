-- Who has signed in. No password stands here. Times are milliseconds since 1970, UTC.
CREATE TABLE account (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    address      VARCHAR(320) NOT NULL UNIQUE,
    created_at   BIGINT       NOT NULL,
    signed_in_at BIGINT       NOT NULL
);
