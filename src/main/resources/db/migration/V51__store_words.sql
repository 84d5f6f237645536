-- The words of messages, which are not kept themselves: SQLite's full-text search, by the number of the message.
CREATE VIRTUAL TABLE store_words USING fts5(
    words,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So'"
);

CREATE TRIGGER store_words_go AFTER DELETE ON store_message BEGIN
    DELETE FROM store_words WHERE rowid = old.id;
END;
