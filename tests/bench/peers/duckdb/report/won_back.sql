-- Moves from former client to client.
SELECT period, coalesce(moves, 0) AS won_back
FROM months LEFT JOIN moves ON moves.month = months.month AND move = 'won_back'
WHERE months.month < 36 ORDER BY period;
