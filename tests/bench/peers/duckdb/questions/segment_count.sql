-- segue count Loyal
SELECT 'Loyal' AS segment, count(*) AS contacts
FROM (SELECT contact FROM purchase WHERE instant > $AS_OF - 365 * $DAY AND instant <= $AS_OF
      GROUP BY contact HAVING count(*) >= 3);
