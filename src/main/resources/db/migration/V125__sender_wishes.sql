-- What a person wants of the letters of a sender: their pictures from the Web without asking, their colours on a dark
-- screen. The person is the account that they sign in with. Times are milliseconds since 1970, UTC.
CREATE TABLE sender_wish (
    owner_id    VARCHAR(36)  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sender      VARCHAR(320) NOT NULL,
    pictures    BOOLEAN      NOT NULL,
    own_colours BOOLEAN      NOT NULL,
    since       BIGINT       NOT NULL,
    PRIMARY KEY (owner_id, sender)
);
