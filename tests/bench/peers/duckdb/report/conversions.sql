-- Moves from prospect to client.
SELECT period, coalesce(moves, 0) AS conversions
FROM months LEFT JOIN moves ON moves.month = months.month AND move = 'conversion'
WHERE months.month < 36 ORDER BY period;
