-- Moves from client to former client.
SELECT period, coalesce(moves, 0) AS lost
FROM months LEFT JOIN moves ON moves.month = months.month AND move = 'lost'
WHERE months.month < 36 ORDER BY period;
