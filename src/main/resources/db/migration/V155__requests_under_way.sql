-- Until when a request that is under way keeps its key to itself; none where it is done. Where its node died meanwhile, that
-- time passes, and the next request with the key does what is left to do.
ALTER TABLE keyed_request ADD COLUMN under_way_until BIGINT;
