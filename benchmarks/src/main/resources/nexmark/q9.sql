auction bigint, item string, seller bigint, category bigint, bidder bigint, price bigint, made_at timestamp_ltz(3), place bigint;
select auction, item, seller, category, bidder, price, made_at, place from (
  select a.id as auction, a.item, a.seller, a.category, b.bidder, b.price, b.made_at,
    row_number() over (partition by a.id order by b.price desc, b.made_at asc) as place
  from auctions as a, bids as b
  where a.id = b.auction and b.made_at between a.made_at and a.expires)
where place <= 1
