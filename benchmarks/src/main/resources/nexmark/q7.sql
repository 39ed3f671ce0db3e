auction bigint, price bigint, bidder bigint, made_at timestamp_ltz(3), extra string;
select b.auction, b.price, b.bidder, b.made_at, b.extra from bids as b join (
  select max(price) as most, window_end from table(tumble(table bids, descriptor(made_at), interval '10' second))
  group by window_start, window_end) as best
on b.price = best.most
where b.made_at between cast(best.window_end as timestamp_ltz(3)) - interval '10' second
  and cast(best.window_end as timestamp_ltz(3)) - interval '0.001' second
