-- segue report transitions: every move of the lifecycle, counted by its kind.
WITH purchases AS (
  SELECT contact, instant,
         lead(instant) OVER (PARTITION BY contact ORDER BY instant) AS next_instant
  FROM purchase WHERE instant <= $AS_OF),
gaps AS (
  SELECT count(*) FILTER (coalesce(next_instant > instant + 365 * $DAY, instant + 365 * $DAY <= $AS_OF)) AS lost,
         count(*) FILTER (next_instant > instant + 365 * $DAY) AS won_back
  FROM purchases),
firsts AS (
  SELECT count(*) FILTER (first_click <= coalesce(first_purchase, first_click)) AS prospects,
         count(*) FILTER (first_click > first_purchase OR first_click IS NULL) AS direct,
         count(*) FILTER (first_click <= first_purchase) AS conversions
  FROM (SELECT contact, min(instant) AS first_click FROM clicked WHERE instant <= $AS_OF GROUP BY contact)
  FULL JOIN (SELECT contact, min(instant) AS first_purchase FROM purchase WHERE instant <= $AS_OF GROUP BY contact)
  USING (contact))
SELECT prospects, direct, conversions, lost, won_back FROM firsts, gaps;
