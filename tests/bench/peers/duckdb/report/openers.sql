-- Distinct contacts who opened, per month.
WITH patterns AS (SELECT opened AS bits, count(*) AS contacts FROM activity GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS openers
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
