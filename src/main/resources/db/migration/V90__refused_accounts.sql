-- What a mail server said when it refused what we hold for an account. Nobody asks it again while this stands here.
ALTER TABLE account ADD COLUMN refused_at BIGINT;
ALTER TABLE account ADD COLUMN refused_host VARCHAR(253);
ALTER TABLE account ADD COLUMN refused_words VARCHAR(1000);
