-- By which server an account sends, where it is not the one that the operator names for its domain. Its password is the
-- account's own.
CREATE TABLE outgoing_server (
    account_id VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    user_name  VARCHAR(320) NOT NULL,
    host       VARCHAR(253) NOT NULL,
    port       INTEGER      NOT NULL,
    encryption VARCHAR(8)   NOT NULL
);
