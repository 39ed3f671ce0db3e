id bigint, name string, starttime timestamp(3);
select p.id, p.name, p.window_start from (
  select id, name, window_start, window_end from table(tumble(table persons, descriptor(made_at), interval '10' second))
  group by id, name, window_start, window_end) as p
join (
  select seller, window_start, window_end from table(tumble(table auctions, descriptor(made_at), interval '10' second))
  group by seller, window_start, window_end) as a
on p.id = a.seller and p.window_start = a.window_start and p.window_end = a.window_end
