-- Entries to Newcomers: first purchases.
SELECT period, coalesce(value, 0) AS newcomers
FROM months LEFT JOIN (
  SELECT month, count(*) AS value FROM purchases JOIN hours USING (hour)
  WHERE position = 1 GROUP BY month) USING (month)
WHERE month < 36 ORDER BY period;
