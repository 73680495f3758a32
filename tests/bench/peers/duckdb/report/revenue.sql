-- What was bought per month.
SELECT period, coalesce(value, 0) AS revenue
FROM months LEFT JOIN (
  SELECT month, sum(amount) AS value
  FROM purchase JOIN hours ON hour = instant // 3600000
  GROUP BY month) USING (month)
WHERE month < 36 ORDER BY period;
