-- Prospects who clicked in the last 60 days, at the end of each month: the click counts until the first purchase.
WITH patterns AS (SELECT clicked & ((1::BIGINT << coalesce(purchased.month, 36)) - (1::BIGINT << became.month)) AS bits, count(*) AS contacts FROM activity JOIN firsts USING (contact)
  JOIN hours became ON became.hour = first_click // 3600000
  LEFT JOIN hours purchased ON purchased.hour = first_purchase // 3600000
  WHERE first_click < coalesce(first_purchase, first_click + 1) GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS warm
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
