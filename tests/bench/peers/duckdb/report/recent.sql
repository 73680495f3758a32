-- The last purchase lies in the last 90 days, at the end of each month.
WITH patterns AS (SELECT recent AS bits, count(*) AS contacts FROM (
  SELECT bit_or(seen_90) AS recent FROM purchases JOIN hours ON hour = instant // 3600000 GROUP BY contact) GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS recent
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
