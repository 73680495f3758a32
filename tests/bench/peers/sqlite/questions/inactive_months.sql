-- segue report inactive_months. A contact turns inactive 180 days after an activity that no other follows in that time, or
-- after its birth; it stays so until the next activity. Members at a month's end: those who turned before, without
-- those who returned.
CREATE TEMP TABLE inactive_times AS
SELECT instant + 180 * $DAY AS since, next_instant AS until
FROM (SELECT instant, lead(instant) OVER (PARTITION BY contact ORDER BY instant) AS next_instant
      FROM event WHERE kind <> 'sent')
WHERE coalesce(next_instant > instant + 180 * $DAY, true)
UNION ALL
SELECT coalesce(born + 180 * $DAY, 0), first_instant
FROM contacts LEFT JOIN (SELECT contact, min(instant) AS first_instant FROM event WHERE kind <> 'sent' GROUP BY contact)
     USING (contact)
WHERE coalesce(first_instant > born + 180 * $DAY, true);

SELECT period,
       (SELECT count(*) FROM inactive_times WHERE since < end_instant AND coalesce(until >= end_instant, true)) AS inactive
FROM months ORDER BY period;
