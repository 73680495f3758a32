-- segue report inactive_months: the months at whose end a contact was active, as bits; the rest is arithmetic.
CREATE OR REPLACE TEMP VIEW chosen AS
WITH activity AS (SELECT contact, bit_or(seen_180) AS active FROM engagement JOIN hours USING (hour) GROUP BY contact)
SELECT coalesce(known_180, (1::BIGINT << 36) - 1) & ~coalesce(active, 0) AS bits
FROM contacts LEFT JOIN activity USING (contact) LEFT JOIN hours ON hour = born_hour;
SELECT period, contacts AS inactive FROM by_month('chosen');
