-- The last purchase lies more than 180 days back: bought by the end of the month, but not in its last 180 days.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT bit_or(seen_since) & ~bit_or(seen_180) AS bits FROM purchases JOIN hours USING (hour) GROUP BY contact;
SELECT period, contacts AS lapsed FROM by_month('chosen');
