-- Words that people write often. They belong to the account that a person signs in with.
CREATE TABLE answer_template (
    id       VARCHAR(36)  NOT NULL PRIMARY KEY,
    owner_id VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name     VARCHAR(100) NOT NULL,
    subject  VARCHAR(500) NOT NULL,
    body     TEXT         NOT NULL
);

CREATE INDEX answer_template_of_owner ON answer_template (owner_id);
