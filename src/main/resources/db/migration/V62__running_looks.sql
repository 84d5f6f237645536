-- Whether a look goes on is asked for each page.
CREATE INDEX look_running ON look (account_id) WHERE ended_at IS NULL;
