-- Who people write as. The row of an account's own address has the account's id, and is there only once somebody changed
-- something about it.
CREATE TABLE identity (
    id             VARCHAR(36)  NOT NULL PRIMARY KEY,
    account_id     VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name           VARCHAR(200) NOT NULL,
    address        VARCHAR(320) NOT NULL,
    reply_to       VARCHAR(320),
    signature_text TEXT         NOT NULL,
    signature_html TEXT,
    preferred      INTEGER      NOT NULL
);

CREATE INDEX identity_of_account ON identity (account_id);
