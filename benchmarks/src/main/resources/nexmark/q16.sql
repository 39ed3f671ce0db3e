channel string, `day` string, `minute` string, total_bids bigint, rank1_bids bigint, rank2_bids bigint, rank3_bids bigint, total_bidders bigint, rank1_bidders bigint, rank2_bidders bigint, rank3_bidders bigint, total_auctions bigint, rank1_auctions bigint, rank2_auctions bigint, rank3_auctions bigint;
select channel, date_format(made_at, 'yyyy-MM-dd') as `day`, max(date_format(made_at, 'HH:mm')) as `minute`,
  count(*) as total_bids,
  count(*) filter (where price < 10000) as rank1_bids,
  count(*) filter (where price >= 10000 and price < 1000000) as rank2_bids,
  count(*) filter (where price >= 1000000) as rank3_bids,
  count(distinct bidder) as total_bidders,
  count(distinct bidder) filter (where price < 10000) as rank1_bidders,
  count(distinct bidder) filter (where price >= 10000 and price < 1000000) as rank2_bidders,
  count(distinct bidder) filter (where price >= 1000000) as rank3_bidders,
  count(distinct auction) as total_auctions,
  count(distinct auction) filter (where price < 10000) as rank1_auctions,
  count(distinct auction) filter (where price >= 10000 and price < 1000000) as rank2_auctions,
  count(distinct auction) filter (where price >= 1000000) as rank3_auctions
from bids group by channel, date_format(made_at, 'yyyy-MM-dd')
