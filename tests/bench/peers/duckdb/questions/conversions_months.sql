-- segue report conversions_months: the first purchase of those who clicked before, or at the same instant.
WITH conversions AS (
  SELECT first_purchase
  FROM (SELECT contact, min(instant) AS first_purchase FROM purchase WHERE instant <= $AS_OF GROUP BY contact)
  JOIN (SELECT contact, min(instant) AS first_click FROM clicked WHERE instant <= $AS_OF GROUP BY contact) USING (contact)
  WHERE first_click <= first_purchase)
SELECT period, coalesce(value, 0) AS conversions
FROM months LEFT JOIN (
  SELECT month, count(*) AS value FROM conversions JOIN hours ON hour = first_purchase // 3600000 GROUP BY month)
  USING (month)
WHERE month < 36 ORDER BY period;
