-- What requests with an Idempotency-Key made, for a day: another one with the same key makes nothing more. The fingerprint
-- tells whether it is the same request. Times are milliseconds since 1970, UTC.
CREATE TABLE keyed_request (
    account_id  VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    request_key VARCHAR(255) NOT NULL,
    fingerprint VARCHAR(64)  NOT NULL,
    made        VARCHAR(36)  NOT NULL,
    noted_at    BIGINT       NOT NULL,
    PRIMARY KEY (account_id, request_key)
);
CREATE INDEX keyed_request_by_time ON keyed_request (noted_at);
