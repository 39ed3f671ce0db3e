auction bigint, bidder bigint, price bigint, channel string, url string, made_at timestamp_ltz(3), extra string;
select auction, bidder, price, channel, url, made_at, extra from (
  select *, row_number() over (partition by bidder, auction order by made_at desc) as place from bids)
where place <= 1
