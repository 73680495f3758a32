-- Purchases per month.
SELECT period, coalesce(value, 0) AS orders
FROM months LEFT JOIN (
  SELECT month, count(*) AS value
  FROM purchase JOIN hours ON hour = instant // 3600000
  GROUP BY month) USING (month)
WHERE month < 36 ORDER BY period;
