-- How long a person's messages wait after Send, so that they can be taken back. The person is the account that they sign in
-- with; who has no row here never chose.
CREATE TABLE undo_window (
    owner_id VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    seconds  INTEGER     NOT NULL
);
