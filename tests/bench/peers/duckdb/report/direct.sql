-- Moves from unknown to client.
SELECT period, coalesce(moves, 0) AS direct
FROM months LEFT JOIN moves ON moves.month = months.month AND move = 'direct'
WHERE months.month < 36 ORDER BY period;
