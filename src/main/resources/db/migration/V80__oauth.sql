-- Accounts that are reached by access tokens (OAuth 2.0). The refresh token is in the vault; here stands who gave it.
CREATE TABLE oauth_account (
    account_id     VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    provider       VARCHAR(64) NOT NULL,
    agreed_at      BIGINT      NOT NULL,
    -- When the provider said that the agreement is over; absent while it holds.
    ended_at       BIGINT,
    -- Until when one node renews the token, and others wait.
    renewing_until BIGINT      NOT NULL
);
