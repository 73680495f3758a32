-- The last purchase lies more than 180 days back, at the end of each month.
WITH patterns AS (SELECT bought & ~recent AS bits, count(*) AS contacts FROM (
  SELECT bit_or(seen_since) AS bought, bit_or(seen_180) AS recent
  FROM purchases JOIN hours ON hour = instant // 3600000 GROUP BY contact) GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS lapsed
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
