auction bigint, bidder bigint, price bigint, channel string, url string, made_at timestamp_ltz(3), extra string, place bigint;
select auction, bidder, price, channel, url, made_at, extra, place from (
  select *, row_number() over (partition by auction order by price desc) as place from bids)
where place <= 10
