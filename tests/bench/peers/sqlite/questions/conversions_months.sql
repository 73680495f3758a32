-- segue report conversions_months: the first purchase of those who clicked before, or at the same instant.
CREATE TEMP TABLE conversions AS
SELECT first_purchase
FROM (SELECT contact, min(instant) AS first_purchase FROM event WHERE kind = 'purchase' GROUP BY contact) AS bought
WHERE first_purchase <= $AS_OF
  AND EXISTS (SELECT 1 FROM event WHERE kind = 'clicked' AND event.contact = bought.contact AND instant <= first_purchase);

SELECT period, count(first_purchase) AS conversions
FROM months LEFT JOIN conversions ON first_purchase >= first_instant AND first_purchase < end_instant
GROUP BY period ORDER BY period;
