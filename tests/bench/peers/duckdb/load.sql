-- DuckDB's copy of the benchmark's data, as a good warehouse would keep it: whole numbers for keys, enums for campaigns
-- and kinds; one table per kind in the order of time, so that row groups are skipped by date; what contacts did a second
-- time in the order of contacts, which makes grouping by contact three times as fast; the birth of each contact and a
-- calendar, computed once. $DATA is the folder of the generated files.
SET threads = 2;
SET preserve_insertion_order = true;

CREATE TYPE campaign AS ENUM (SELECT 'campaign-' || number FROM range(1, 201) numbers(number));

CREATE TEMP VIEW rows_read AS
SELECT CAST(substr(id, 2) AS INTEGER) AS contact, kind, "at" * 1000 AS instant, CAST(campaign AS campaign) AS campaign, amount
FROM read_csv('$DATA/events.csv', header = true, columns = {
  'id': 'VARCHAR', 'kind': 'VARCHAR', 'at': 'BIGINT', 'campaign': 'VARCHAR', 'amount': 'DECIMAL(9,2)'});

CREATE TABLE sent     AS SELECT contact, instant, campaign FROM rows_read WHERE kind = 'sent';
CREATE TABLE opened   AS SELECT contact, instant, campaign FROM rows_read WHERE kind = 'opened';
CREATE TABLE visit    AS SELECT contact, instant FROM rows_read WHERE kind = 'visit';
CREATE TABLE clicked  AS SELECT contact, instant, campaign FROM rows_read WHERE kind = 'clicked';
CREATE TABLE purchase AS SELECT contact, instant, campaign, amount FROM rows_read WHERE kind = 'purchase';

CREATE TYPE kind AS ENUM ('opened', 'visit', 'clicked', 'purchase');
CREATE TABLE engagement AS
SELECT contact, instant, CAST(instant // 3600000 AS INTEGER) AS hour, kind
FROM (SELECT contact, instant, 'opened'::kind AS kind FROM opened UNION ALL SELECT contact, instant, 'visit' FROM visit
      UNION ALL SELECT contact, instant, 'clicked' FROM clicked UNION ALL SELECT contact, instant, 'purchase' FROM purchase)
ORDER BY contact, instant;

CREATE TABLE contacts AS
SELECT CAST(substr(id, 2) AS INTEGER) AS contact, country, born, CAST(born // 3600000 AS INTEGER) AS born_hour
FROM read_csv('$DATA/contacts.csv', header = true, columns = {'id': 'VARCHAR', 'country': 'VARCHAR'})
LEFT JOIN (
  SELECT contact, min(instant) AS born
  FROM (SELECT contact, instant FROM sent UNION ALL SELECT contact, instant FROM engagement)
  GROUP BY contact) AS births ON births.contact = CAST(substr(id, 2) AS INTEGER)
ORDER BY contact;

-- Months of Europe/Paris from July 2023, numbered from 0; 36 is the first one after the report.
CREATE TABLE months AS
SELECT CAST(number AS INTEGER) AS month,
       strftime(TIMESTAMP '2023-07-01' + to_months(CAST(number AS INTEGER)), '%Y-%m') AS period,
       epoch_ms(timezone('Europe/Paris', TIMESTAMP '2023-07-01' + to_months(CAST(number AS INTEGER)))) // 3600000 AS first_hour,
       epoch_ms(timezone('Europe/Paris', TIMESTAMP '2023-07-01' + to_months(CAST(number AS INTEGER) + 1))) // 3600000 AS end_hour
FROM range(0, 60) numbers(number);

-- Each hour with its month. Months begin on the hour and windows of days are whole hours, so that all events of an hour
-- are seen alike from the end of a month: seen_30 has bit m set if month m ends within 30 days after the hour.
CREATE TABLE hours AS
WITH numbered AS (
  SELECT hour, month FROM months, range(first_hour, end_hour) hours_of_month(hour)),
later AS (
  SELECT hour, least(month, 36) AS month,
         least(lead(month, 30 * 24, 36) OVER (ORDER BY hour), 36) AS month_30,
         least(lead(month, 60 * 24, 36) OVER (ORDER BY hour), 36) AS month_60,
         least(lead(month, 90 * 24, 36) OVER (ORDER BY hour), 36) AS month_90,
         least(lead(month, 180 * 24, 36) OVER (ORDER BY hour), 36) AS month_180,
         least(lead(month, 365 * 24, 36) OVER (ORDER BY hour), 36) AS month_365
  FROM numbered)
SELECT CAST(hour AS INTEGER) AS hour, CAST(month AS INTEGER) AS month,
       CAST(month_365 AS INTEGER) AS month_365,
       (1::BIGINT << month) AS seen_in,
       (1::BIGINT << month_30) - (1::BIGINT << month) AS seen_30,
       (1::BIGINT << month_60) - (1::BIGINT << month) AS seen_60,
       (1::BIGINT << month_90) - (1::BIGINT << month) AS seen_90,
       (1::BIGINT << month_180) - (1::BIGINT << month) AS seen_180,
       (1::BIGINT << 36) - (1::BIGINT << month) AS seen_since,
       (1::BIGINT << 36) - (1::BIGINT << month_180) AS known_180
FROM later ORDER BY hour;

-- How many rows of a relation have each month among their `bits`. Counting the patterns of twelve months at a time is
-- several times as fast as asking every row for every month.
CREATE MACRO by_month(relation) AS TABLE
WITH chosen_once AS MATERIALIZED (SELECT bits FROM query_table(relation)),
patterns AS (
  SELECT 0 AS first_month, bits & 4095 AS pattern, count(*) AS contacts FROM chosen_once GROUP BY pattern
  UNION ALL
  SELECT 12, (bits >> 12) & 4095 AS pattern, count(*) FROM chosen_once GROUP BY pattern
  UNION ALL
  SELECT 24, (bits >> 24) & 4095 AS pattern, count(*) FROM chosen_once GROUP BY pattern)
SELECT period, sum(contacts * ((pattern >> (month - first_month)) & 1)) AS contacts
FROM patterns JOIN months ON month >= first_month AND month < first_month + 12
GROUP BY period ORDER BY period;

CHECKPOINT;
