auction bigint, `day` string, total_bids bigint, rank1_bids bigint, rank2_bids bigint, rank3_bids bigint, min_price bigint, max_price bigint, avg_price bigint, sum_price bigint;
select auction, date_format(made_at, 'yyyy-MM-dd') as `day`,
  count(*) as total_bids,
  count(*) filter (where price < 10000) as rank1_bids,
  count(*) filter (where price >= 10000 and price < 1000000) as rank2_bids,
  count(*) filter (where price >= 1000000) as rank3_bids,
  min(price) as min_price, max(price) as max_price, avg(price) as avg_price, sum(price) as sum_price
from bids group by auction, date_format(made_at, 'yyyy-MM-dd')
