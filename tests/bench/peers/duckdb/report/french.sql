-- French contacts that exist and are not inactive, at the end of each month.
WITH patterns AS (SELECT (1::BIGINT << 36) - (1::BIGINT << born_month) & ~inactive AS bits, count(*) AS contacts FROM inactivity WHERE country = 'FR' GROUP BY bits)
SELECT period, coalesce(sum(contacts * ((bits >> month) & 1)), 0) AS french
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
