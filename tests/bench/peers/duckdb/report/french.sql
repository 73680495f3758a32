-- French contacts that exist and are not inactive, at the end of each month.
CREATE OR REPLACE TEMP VIEW chosen AS
SELECT existing & ~inactive AS bits FROM inactivity WHERE country = 'FR';
SELECT period, contacts AS french FROM by_month('chosen');
