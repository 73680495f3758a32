-- segue report transitions: every move of the lifecycle, counted by its kind.
WITH gaps AS (
  SELECT sum(coalesce(next_instant > instant + 365 * $DAY, instant + 365 * $DAY <= $AS_OF)) AS lost,
         sum(next_instant > instant + 365 * $DAY) AS won_back
  FROM (SELECT instant, lead(instant) OVER (PARTITION BY contact ORDER BY instant) AS next_instant
        FROM event WHERE kind = 'purchase' AND instant <= $AS_OF)),
clicks AS (
  SELECT contact, min(instant) AS first_click FROM event WHERE kind = 'clicked' AND instant <= $AS_OF GROUP BY contact),
purchases AS (
  SELECT contact, min(instant) AS first_purchase FROM event WHERE kind = 'purchase' AND instant <= $AS_OF GROUP BY contact),
clicked_first AS (
  SELECT count(*) AS prospects, count(first_purchase) AS conversions
  FROM clicks LEFT JOIN purchases USING (contact) WHERE first_click <= coalesce(first_purchase, first_click)),
buyers AS (SELECT count(*) AS buyers FROM purchases)
SELECT prospects, buyers - conversions AS direct, conversions, lost, won_back FROM clicked_first, buyers, gaps;
