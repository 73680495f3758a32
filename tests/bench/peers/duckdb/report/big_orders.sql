-- Purchases of at least 100 that three campaigns brought.
SELECT period, coalesce(value, 0) AS big_orders
FROM months LEFT JOIN (
  SELECT month, count(*) AS value
  FROM purchase JOIN hours ON hour = instant // 3600000
  WHERE amount >= 100 AND campaign IN ('campaign-1', 'campaign-2', 'campaign-3')
  GROUP BY month) USING (month)
WHERE month < 36 ORDER BY period;
