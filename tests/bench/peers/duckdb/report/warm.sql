-- Prospects who clicked in the last 60 days, at the end of each month: from the first click to the first purchase.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT clicked & became.seen_since & ~coalesce(purchased.seen_since, 0) AS bits
FROM activity
JOIN hours became ON became.hour = first_click // 3600000
LEFT JOIN hours purchased ON purchased.hour = first_purchase // 3600000
WHERE first_click < coalesce(first_purchase, first_click + 1);
SELECT period, contacts AS warm FROM by_month('chosen');
