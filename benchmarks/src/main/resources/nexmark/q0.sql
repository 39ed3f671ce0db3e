auction bigint, bidder bigint, price bigint, made_at timestamp_ltz(3), extra string;
select auction, bidder, price, made_at, extra from bids
