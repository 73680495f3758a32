-- Spent at least 300 in the last 365 days, at the end of each month. Only contacts who reached 300 at all are followed.
WITH spenders AS (SELECT contact FROM purchases GROUP BY contact HAVING sum(amount) >= 300),
spent AS (
  SELECT months.month FROM purchases SEMI JOIN spenders USING (contact)
  JOIN hours ON hour = instant // 3600000
  JOIN months ON months.month < 36 AND (seen_365 >> months.month) & 1 = 1
  GROUP BY contact, months.month HAVING sum(amount) >= 300)
SELECT period, count(spent.month) AS big_spenders
FROM months LEFT JOIN spent USING (month)
WHERE month < 36 GROUP BY period ORDER BY period;
