-- segue count Inactive
SELECT 'Inactive' AS segment, count(*) AS contacts
FROM contacts
WHERE coalesce(born <= $AS_OF - 180 * $DAY, true)
  AND contact NOT IN (SELECT contact FROM event
                      WHERE kind <> 'sent' AND instant > $AS_OF - 180 * $DAY AND instant <= $AS_OF);
