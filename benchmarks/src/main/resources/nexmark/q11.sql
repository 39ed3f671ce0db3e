bidder bigint, bid_count bigint, starttime timestamp(3), endtime timestamp(3);
select bidder, count(*), window_start, window_end
from table(session(table bids partition by bidder, descriptor(made_at), interval '10' second))
group by bidder, window_start, window_end
