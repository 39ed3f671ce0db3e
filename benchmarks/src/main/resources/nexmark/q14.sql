auction bigint, bidder bigint, price decimal(23, 3), bid_time_type string, made_at timestamp_ltz(3), extra string, c_counts int;
select auction, bidder, 0.908 * price as price,
  case when hour(made_at) >= 8 and hour(made_at) <= 18 then 'dayTime'
    when hour(made_at) <= 6 or hour(made_at) >= 20 then 'nightTime' else 'otherTime' end as bid_time_type,
  made_at, extra, char_length(extra) - char_length(replace(extra, 'c', '')) as c_counts
from bids where 0.908 * price > 1000000 and 0.908 * price < 50000000
