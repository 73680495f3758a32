-- Opened, clicked or visited in the last 30 days, at the end of each month.
WITH patterns AS (SELECT engaged AS bits, count(*) AS contacts FROM activity GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS engaged
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
