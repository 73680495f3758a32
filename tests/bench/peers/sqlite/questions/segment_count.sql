-- segue count Loyal
SELECT 'Loyal' AS segment, count(*) AS contacts
FROM (SELECT contact FROM event INDEXED BY purchase_by_time
      WHERE kind = 'purchase' AND instant > $AS_OF - 365 * $DAY AND instant <= $AS_OF
      GROUP BY contact HAVING count(*) >= 3);
