-- Entries to Relation.prospect: every first click that no purchase preceded.
SELECT period, coalesce(moves, 0) AS prospects
FROM months LEFT JOIN moves ON moves.month = months.month AND move = 'prospect'
WHERE months.month < 36 ORDER BY period;
