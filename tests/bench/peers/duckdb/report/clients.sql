-- Members of Relation.client at the end of each month: those who came in so far without those who left.
WITH net AS (
  SELECT month, sum(CASE move WHEN 'lost' THEN -moves ELSE moves END) AS change
  FROM moves WHERE move <> 'prospect' GROUP BY month)
SELECT period, coalesce(sum(change) OVER (ORDER BY months.month), 0) AS clients
FROM months LEFT JOIN net USING (month)
WHERE months.month < 36 ORDER BY period;
