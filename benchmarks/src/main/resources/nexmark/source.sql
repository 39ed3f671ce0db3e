create table events (
  event_type int,
  ts bigint,
  person row<id bigint, name string, email string, card string, city string, state string, extra string>,
  auction row<id bigint, item string, description string, initial_bid bigint, reserve bigint, expires bigint,
    seller bigint, category bigint, extra string>,
  bid row<auction bigint, bidder bigint, price bigint, channel string, url string, extra string>,
  made_at as to_timestamp_ltz(ts, 3),
  clock as proctime(),
  watermark for made_at as made_at - interval '4' second
) with ('connector' = 'bench', 'format' = 'json', 'records' = 'RECORDS');
create view bids as
  select bid.auction, bid.bidder, bid.price, bid.channel, bid.url, made_at, clock, bid.extra
  from events where event_type = 2;
create view auctions as
  select auction.id, auction.item, to_timestamp_ltz(auction.expires, 3) as expires, auction.seller, auction.category,
    made_at
  from events where event_type = 1;
create view persons as
  select person.id, person.name, person.city, person.state, made_at from events where event_type = 0
