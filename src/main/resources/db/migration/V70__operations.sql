-- Long work and how far it is. Of several nodes the one whose lease counts does it; the token grows with each owner, so
-- that one who lost it can write no more. Times are milliseconds since 1970, UTC. The account may be gone by the time
-- the work is over, so nothing refers to it.
CREATE TABLE operation (
    id           VARCHAR(36)   NOT NULL PRIMARY KEY,
    owner_id     VARCHAR(36)   NOT NULL,
    account_id   VARCHAR(36)   NOT NULL,
    kind         VARCHAR(32)   NOT NULL,
    state        VARCHAR(16)   NOT NULL,
    done         BIGINT        NOT NULL,
    total        BIGINT,
    message      VARCHAR(2000),
    wanted       TEXT          NOT NULL,
    details      TEXT          NOT NULL,
    created_at   BIGINT        NOT NULL,
    started_at   BIGINT,
    ended_at     BIGINT,
    next_at      BIGINT        NOT NULL,
    attempts     INTEGER       NOT NULL,
    cancel_asked INTEGER       NOT NULL,
    lease_node   VARCHAR(36),
    lease_token  BIGINT        NOT NULL,
    lease_until  BIGINT        NOT NULL
);

CREATE INDEX operation_of_account ON operation (account_id, created_at);
CREATE INDEX operation_of_owner ON operation (owner_id, created_at);
CREATE INDEX operation_by_state ON operation (state, next_at);
