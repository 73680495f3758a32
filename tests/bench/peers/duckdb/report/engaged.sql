-- Opened, clicked or visited in the last 30 days, at the end of each month.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT engaged AS bits FROM activity;
SELECT period, contacts AS engaged FROM by_month('chosen');
