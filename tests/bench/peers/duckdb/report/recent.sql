-- The last purchase lies in the last 90 days, at the end of each month.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT bit_or(seen_90) AS bits FROM purchases JOIN hours USING (hour) GROUP BY contact;
SELECT period, contacts AS recent FROM by_month('chosen');
