name string, city string, state string, id bigint;
select p.name, p.city, p.state, a.id from auctions as a join persons as p on a.seller = p.id
where a.category = 10 and p.state in ('OR', 'ID', 'CA')
