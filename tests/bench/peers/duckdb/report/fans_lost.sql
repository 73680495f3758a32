-- Exits from Fans. An opening whose predecessor is younger than 90 days makes a fan until that one is 90 days old; it is
-- an exit where the next such time begins later.
WITH opens AS (
  SELECT contact, instant, lag(instant) OVER (PARTITION BY contact ORDER BY instant) AS second_last
  FROM opened WHERE campaign IN ('campaign-1', 'campaign-2', 'campaign-3') AND instant <= $AS_OF),
fan_times AS (
  SELECT contact, instant, second_last + 90 * $DAY AS until
  FROM opens WHERE second_last + 90 * $DAY > instant),
exits AS (
  SELECT until FROM (
    SELECT until, lead(instant) OVER (PARTITION BY contact ORDER BY instant, until) AS next_instant FROM fan_times)
  WHERE until <= $AS_OF AND coalesce(next_instant > until, true))
SELECT period, coalesce(value, 0) AS fans_lost
FROM months LEFT JOIN (
  SELECT month, count(*) AS value FROM exits JOIN hours ON hour = until // 3600000 GROUP BY month) USING (month)
WHERE month < 36 ORDER BY period;
