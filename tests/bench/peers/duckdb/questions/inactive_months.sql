-- segue report inactive_months: the months at whose end a contact was active, as bits; the rest is arithmetic.
WITH activity AS (
  SELECT contact, bit_or(seen_180) AS active
  FROM (SELECT contact, instant FROM opened UNION ALL SELECT contact, instant FROM visit
        UNION ALL SELECT contact, instant FROM clicked UNION ALL SELECT contact, instant FROM purchase)
  JOIN hours ON hour = instant // 3600000
  GROUP BY contact),
patterns AS (
  SELECT coalesce(known_180, (1::BIGINT << 36) - 1) & ~coalesce(active, 0) AS bits, count(*) AS contacts
  FROM contacts LEFT JOIN activity USING (contact) LEFT JOIN hours ON hour = born // 3600000
  GROUP BY bits)
SELECT period, sum(contacts * ((bits >> month) & 1)) AS inactive
FROM months, patterns
WHERE month < 36 GROUP BY period ORDER BY period;
