-- The browsers that people signed in with. What stands in a browser's cookie is known by its digest only; the one before it
-- is good until the browser has shown the new one; after that it shows that somebody has a copy.
CREATE TABLE browser (
    id                  VARCHAR(36)  NOT NULL PRIMARY KEY,
    owner_id            VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest              VARCHAR(64),
    digest_before       VARCHAR(64),
    changed_at          BIGINT       NOT NULL,
    confirmed           BOOLEAN      NOT NULL,
    device              VARCHAR(100) NOT NULL,
    client              VARCHAR(45)  NOT NULL,
    begun_at            BIGINT       NOT NULL,
    seen_at             BIGINT       NOT NULL,
    remembered_until    BIGINT,
    second_factor_until BIGINT,
    ended_at            BIGINT,
    copied_from         VARCHAR(45)
);
CREATE INDEX browser_of_owner ON browser (owner_id, seen_at);

-- From which networks people signed in to which addresses; both as digests.
CREATE TABLE known_network (
    address VARCHAR(64) NOT NULL,
    network VARCHAR(64) NOT NULL,
    seen_at BIGINT      NOT NULL,
    PRIMARY KEY (address, network)
);

-- How many sign-ins failed lately, for whatever is counted: an address, a client, its network, or all together. The names
-- are digests, as people sometimes type a password where an address belongs.
CREATE TABLE failed_sign_in (
    name     VARCHAR(64) NOT NULL PRIMARY KEY,
    failures BIGINT      NOT NULL,
    since    BIGINT      NOT NULL,
    next_at  BIGINT      NOT NULL,
    over_at  BIGINT      NOT NULL
);
CREATE INDEX failed_sign_in_over ON failed_sign_in (over_at);
