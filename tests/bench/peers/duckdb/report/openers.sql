-- Distinct contacts who opened, per month.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT opened AS bits FROM activity;
SELECT period, contacts AS openers FROM by_month('chosen');
