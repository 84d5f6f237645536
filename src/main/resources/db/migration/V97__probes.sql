-- Each time that somebody had servers looked for or tried, for as long as it counts. The name says who, or from which network.
CREATE TABLE probe (
    id       VARCHAR(36) NOT NULL PRIMARY KEY,
    name     VARCHAR(80) NOT NULL,
    taken_at BIGINT      NOT NULL
);
CREATE INDEX probe_of_name ON probe (name, taken_at);
