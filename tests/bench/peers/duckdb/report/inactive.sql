-- Known for 180 days and without activity for as long, at the end of each month.
WITH patterns AS (SELECT inactive AS bits, count(*) AS contacts FROM inactivity GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS inactive
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
