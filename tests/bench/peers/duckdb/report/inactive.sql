-- Known for 180 days and without activity for as long, at the end of each month.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT inactive AS bits FROM inactivity;
SELECT period, contacts AS inactive FROM by_month('chosen');
