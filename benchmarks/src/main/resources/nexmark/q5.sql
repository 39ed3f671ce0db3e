auction bigint, num bigint;
with counts as (
  select auction, count(*) as num, window_start, window_end
  from table(hop(table bids, descriptor(made_at), interval '2' second, interval '10' second))
  group by auction, window_start, window_end)
select counts.auction, counts.num from counts
join (select max(num) as most, window_start, window_end from counts group by window_start, window_end) as best
on counts.window_start = best.window_start and counts.window_end = best.window_end and counts.num >= best.most
