-- segue count Inactive
SELECT 'Inactive' AS segment, count(*) AS contacts
FROM contacts ANTI JOIN (
  SELECT contact FROM opened WHERE instant > $AS_OF - 180 * $DAY AND instant <= $AS_OF
  UNION ALL SELECT contact FROM visit WHERE instant > $AS_OF - 180 * $DAY AND instant <= $AS_OF
  UNION ALL SELECT contact FROM clicked WHERE instant > $AS_OF - 180 * $DAY AND instant <= $AS_OF
  UNION ALL SELECT contact FROM purchase WHERE instant > $AS_OF - 180 * $DAY AND instant <= $AS_OF) USING (contact)
WHERE coalesce(born <= $AS_OF - 180 * $DAY, true);
