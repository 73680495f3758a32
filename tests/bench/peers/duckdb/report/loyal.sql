-- Entries to Loyal. A purchase whose second predecessor is younger than 365 days makes loyal until that one is 365 days
-- old; it is an entry where the time made so by the purchase before has ended.
WITH loyal_times AS (
  SELECT contact, instant, third_last + 365 * $DAY AS until
  FROM purchases WHERE third_last + 365 * $DAY > instant),
entries AS (
  SELECT instant FROM (
    SELECT instant, lag(until) OVER (PARTITION BY contact ORDER BY instant, until) AS until_before FROM loyal_times)
  WHERE coalesce(until_before < instant, true))
SELECT period, coalesce(value, 0) AS loyal
FROM months LEFT JOIN (
  SELECT month, count(*) AS value FROM entries JOIN hours ON hour = instant // 3600000 GROUP BY month) USING (month)
WHERE month < 36 ORDER BY period;
