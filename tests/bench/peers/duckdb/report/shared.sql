-- What several of the report's questions need, computed once: one row per contact with its months as bits and its
-- first click and purchase, the purchases beside their neighbours, and the moves of the lifecycle.
CREATE OR REPLACE TEMP TABLE activity AS
SELECT contact,
       bit_or(seen_180) AS active,
       bit_or(CASE WHEN kind = 'purchase' THEN 0 ELSE seen_30 END) AS engaged,
       bit_or(CASE WHEN kind = 'opened' THEN seen_in ELSE 0 END) AS opened,
       bit_or(CASE WHEN kind = 'clicked' THEN seen_60 ELSE 0 END) AS clicked,
       min(CASE WHEN kind = 'clicked' THEN instant END) AS first_click,
       min(CASE WHEN kind = 'purchase' THEN instant END) AS first_purchase
FROM engagement JOIN hours USING (hour)
GROUP BY contact;

CREATE OR REPLACE TEMP TABLE inactivity AS
SELECT country, coalesce(seen_since, (1::BIGINT << 36) - 1) AS existing,
       coalesce(known_180, (1::BIGINT << 36) - 1) & ~coalesce(active, 0) AS inactive
FROM contacts LEFT JOIN activity USING (contact) LEFT JOIN hours ON hour = born_hour;

CREATE OR REPLACE TEMP TABLE purchases AS
SELECT contact, instant, CAST(instant // 3600000 AS INTEGER) AS hour, amount,
       lead(instant) OVER in_order AS next_instant,
       lag(instant, 2) OVER in_order AS third_last,
       row_number() OVER in_order AS position
FROM purchase WHERE instant <= $AS_OF
WINDOW in_order AS (PARTITION BY contact ORDER BY instant);

-- The first purchase of a contact may be missing, or come before the first click. What lies after the last month is
-- not shown by any question.
CREATE OR REPLACE TEMP TABLE moves AS
WITH dated AS (
  SELECT 'prospect' AS move, first_click AS instant FROM activity
  WHERE first_click <= coalesce(first_purchase, first_click)
  UNION ALL
  SELECT CASE WHEN first_click <= first_purchase THEN 'conversion' ELSE 'direct' END, first_purchase FROM activity
  WHERE first_purchase IS NOT NULL
  UNION ALL
  SELECT 'lost', instant + 365 * $DAY FROM purchases
  WHERE coalesce(next_instant > instant + 365 * $DAY, true) AND instant + 365 * $DAY <= $AS_OF
  UNION ALL
  SELECT 'won_back', next_instant FROM purchases WHERE next_instant > instant + 365 * $DAY)
SELECT move, month, count(*) AS moves FROM dated JOIN hours ON hour = instant // 3600000 GROUP BY ALL;
