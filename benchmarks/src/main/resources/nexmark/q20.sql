auction bigint, bidder bigint, price bigint, channel string, url string, made_at timestamp_ltz(3), extra string, item string, seller bigint;
select b.auction, b.bidder, b.price, b.channel, b.url, b.made_at, b.extra, a.item, a.seller
from bids as b join auctions as a on b.auction = a.id where a.category = 10
