-- Second factors. Times are milliseconds since 1970, UTC. The secret of an authenticator app is in the vault.
CREATE TABLE authenticator_app (
    account_id   VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    confirmed_at BIGINT      NOT NULL,
    used_step    BIGINT      NOT NULL,
    used_at      BIGINT      NOT NULL
);

-- Only the SHA-256 of a code is stored. Each is taken once.
CREATE TABLE recovery_code (
    account_id VARCHAR(36) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest     VARCHAR(64) NOT NULL,
    made_at    BIGINT      NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (account_id, digest)
);

-- How often a code of the app was guessed wrong, and when the next guess is looked at.
CREATE TABLE code_guess (
    account_id VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    failures   INTEGER     NOT NULL,
    failed_at  BIGINT      NOT NULL,
    next_at    BIGINT      NOT NULL
);

-- By what name passkeys know a person: random, so that it tells nothing (WebAuthn 14.6.1).
CREATE TABLE passkey_user (
    account_id VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    handle     VARCHAR(100) NOT NULL UNIQUE
);

-- Octets stand in base64url.
CREATE TABLE passkey (
    id              VARCHAR(36)   NOT NULL PRIMARY KEY,
    account_id      VARCHAR(36)   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    credential_id   VARCHAR(1400) NOT NULL UNIQUE,
    name            VARCHAR(80)   NOT NULL,
    public_key      TEXT          NOT NULL,
    attestation     TEXT          NOT NULL,
    transports      VARCHAR(100)  NOT NULL,
    sign_count      BIGINT        NOT NULL,
    verifies_user   BOOLEAN       NOT NULL,
    backup_eligible BOOLEAN       NOT NULL,
    backed_up       BOOLEAN       NOT NULL,
    created_at      BIGINT        NOT NULL,
    used_at         BIGINT
);
CREATE INDEX passkey_of_account ON passkey (account_id, created_at);
