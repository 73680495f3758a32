-- SQLite's copy of the benchmark's data: whole numbers for keys, one table in the order of contact and time, and the
-- indexes that the questions want. $DATA is the folder of the generated files.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -400000;

CREATE TEMP TABLE contact_rows (id TEXT, country TEXT);
CREATE TEMP TABLE event_rows (id TEXT, kind TEXT, "at" INTEGER, campaign TEXT, amount TEXT);
.mode csv
.import --skip 1 $DATA/contacts.csv contact_rows
.import --skip 1 $DATA/events.csv event_rows

CREATE TABLE event (contact INTEGER, instant INTEGER, kind TEXT, campaign TEXT, cents INTEGER);
INSERT INTO event
SELECT CAST(substr(id, 2) AS INTEGER), "at" * 1000, kind, campaign, CAST(round(amount * 100) AS INTEGER)
FROM event_rows;

CREATE INDEX engagement_by_contact ON event (contact, instant) WHERE kind <> 'sent';
CREATE INDEX engagement_by_time ON event (instant, contact) WHERE kind <> 'sent';
CREATE INDEX clicked_by_contact ON event (contact, instant) WHERE kind = 'clicked';
CREATE INDEX purchase_by_contact ON event (contact, instant) WHERE kind = 'purchase';
CREATE INDEX purchase_by_time ON event (instant, contact) WHERE kind = 'purchase';

CREATE TABLE contacts (contact INTEGER PRIMARY KEY, country TEXT, born INTEGER);
CREATE TEMP TABLE births AS SELECT contact, min(instant) AS born FROM event GROUP BY contact;
INSERT INTO contacts
SELECT CAST(substr(id, 2) AS INTEGER), country, born
FROM contact_rows LEFT JOIN births ON births.contact = CAST(substr(id, 2) AS INTEGER);

-- Months of Europe/Paris: they begin at 22:00 UTC of the day before in summer, at 23:00 in winter.
CREATE TABLE months (month INTEGER PRIMARY KEY, period TEXT, first_instant INTEGER, end_instant INTEGER);
WITH RECURSIVE numbers (month) AS (SELECT 0 UNION ALL SELECT month + 1 FROM numbers WHERE month < 36),
starts AS (
  SELECT month, date('2023-07-01', '+' || month || ' months') AS day FROM numbers),
instants AS (
  SELECT month, substr(day, 1, 7) AS period,
         (strftime('%s', day) - CASE WHEN substr(day, 6, 2) BETWEEN '04' AND '10' THEN 7200 ELSE 3600 END) * 1000 AS instant
  FROM starts)
INSERT INTO months
SELECT month, period, instant, lead(instant) OVER (ORDER BY month) FROM instants;
DELETE FROM months WHERE month = 36;

ANALYZE;
