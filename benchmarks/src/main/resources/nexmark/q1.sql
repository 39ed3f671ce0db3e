auction bigint, bidder bigint, price decimal(23, 3), made_at timestamp_ltz(3), extra string;
select auction, bidder, 0.908 * price as price, made_at, extra from bids
