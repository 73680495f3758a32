-- What several of the report's questions need, computed once: one row per contact with its months as bits, the
-- purchases beside their neighbours, and the moves of the lifecycle.
CREATE OR REPLACE TEMP TABLE activity AS
SELECT contact,
       bit_or(seen_180) AS active,
       bit_or(CASE WHEN kind = 'purchase' THEN 0 ELSE seen_30 END) AS engaged,
       bit_or(CASE WHEN kind = 'opened' THEN seen_in ELSE 0 END) AS opened,
       bit_or(CASE WHEN kind = 'clicked' THEN seen_60 ELSE 0 END) AS clicked
FROM (SELECT contact, instant, 'opened' AS kind FROM opened UNION ALL SELECT contact, instant, 'visit' FROM visit
      UNION ALL SELECT contact, instant, 'clicked' FROM clicked UNION ALL SELECT contact, instant, 'purchase' FROM purchase)
JOIN hours ON hour = instant // 3600000
GROUP BY contact;

CREATE OR REPLACE TEMP TABLE inactivity AS
SELECT country, coalesce(month, 0) AS born_month,
       coalesce(known_180, (1::BIGINT << 36) - 1) & ~coalesce(active, 0) AS inactive
FROM contacts LEFT JOIN activity USING (contact) LEFT JOIN hours ON hour = born // 3600000;

CREATE OR REPLACE TEMP TABLE purchases AS
SELECT contact, instant, amount,
       lead(instant) OVER in_order AS next_instant,
       lag(instant, 2) OVER in_order AS third_last,
       row_number() OVER in_order AS position
FROM purchase WHERE instant <= $AS_OF
WINDOW in_order AS (PARTITION BY contact ORDER BY instant);

-- The first click and the first purchase of each contact; the purchase may also be missing, or come first.
CREATE OR REPLACE TEMP TABLE firsts AS
SELECT contact, first_click, first_purchase
FROM (SELECT contact, min(instant) AS first_click FROM clicked WHERE instant <= $AS_OF GROUP BY contact)
FULL JOIN (SELECT contact, instant AS first_purchase FROM purchases WHERE position = 1) USING (contact);

CREATE OR REPLACE TEMP TABLE moves AS
WITH dated AS (
  SELECT 'prospect' AS move, first_click AS instant FROM firsts
  WHERE first_click <= coalesce(first_purchase, first_click)
  UNION ALL
  SELECT CASE WHEN first_click <= first_purchase THEN 'conversion' ELSE 'direct' END, first_purchase FROM firsts
  WHERE first_purchase IS NOT NULL
  UNION ALL
  SELECT 'lost', instant + 365 * $DAY FROM purchases
  WHERE coalesce(next_instant > instant + 365 * $DAY, true) AND instant + 365 * $DAY <= $AS_OF
  UNION ALL
  SELECT 'won_back', next_instant FROM purchases WHERE next_instant > instant + 365 * $DAY)
SELECT move, month, count(*) AS moves FROM dated JOIN hours ON hour = instant // 3600000 GROUP BY ALL;
