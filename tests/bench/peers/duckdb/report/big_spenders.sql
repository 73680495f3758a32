-- Spent at least 300 in the last 365 days, at the end of each month: what was spent is added in its month and taken off
-- in the month in which 365 days have passed. Only contacts who reached 300 at all are followed.
CREATE OR REPLACE TEMP VIEW chosen AS
WITH spenders AS (SELECT contact FROM purchases GROUP BY contact HAVING sum(amount) >= 300),
changes AS (
  SELECT contact, unnest([month, month_365]) AS month, unnest([amount, -amount]) AS change
  FROM purchases SEMI JOIN spenders USING (contact) JOIN hours USING (hour)),
monthly AS (SELECT contact, month, sum(change) AS change FROM changes WHERE month < 36 GROUP BY ALL),
spent AS (
  SELECT month, lead(month, 1, 36) OVER in_order AS until, sum(change) OVER in_order AS amount
  FROM monthly WINDOW in_order AS (PARTITION BY contact ORDER BY month))
SELECT (1::BIGINT << until) - (1::BIGINT << month) AS bits FROM spent WHERE amount >= 300;
SELECT period, contacts AS big_spenders FROM by_month('chosen');
