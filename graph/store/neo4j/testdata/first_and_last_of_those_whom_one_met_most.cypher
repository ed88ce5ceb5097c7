CALL () {
  MATCH (n:Node) WHERE n.id IN $a1
  WITH n
  WHERE n:Person AND n.id IN $a1
  WITH n ORDER BY n.id
  CALL (n) {
    CALL (n) {
      WITH n WHERE COUNT { (n)-[:ATTENDED]-() } <= 16000
      CALL (n) {
        MATCH (n)-[e3:ATTENDED]->(m2)
        WHERE m2.mode = $a4 AND e3.role = $a3
        WITH n, m2
        MATCH (m2)<-[e4:ATTENDED]-(n1)
        WHERE n1 <> n AND e4.role = $a3
        WITH n1, collect(m2) AS g1_middle
        WITH *, size(g1_middle) AS g1_count
        WITH n1, g1_count, g1_middle ORDER BY g1_count DESC, n1.id LIMIT $a2_more
        CALL (g1_middle) {
          UNWIND g1_middle AS m5
          WITH CASE WHEN m5.whenStartEarliest IS NOT NULL THEN [m5.whenStartEarliest, m5.whenEndLatest, m5.id, m5] END AS time
          RETURN min(time) AS g1_first, max(time) AS g1_last
        }
        RETURN n1, g1_count, g1_first, g1_last
      }
      RETURN n1, g1_count, g1_first, g1_last
      UNION ALL
      WITH n WHERE COUNT { (n)-[:ATTENDED]-() } > 16000
      CALL (n) {
        MATCH (n)-[e7:ATTENDED]->(m6)
        WHERE m6.mode = $a4 AND e7.role = $a3
        WITH n, m6
        MATCH (m6)<-[e8:ATTENDED]-(n1)
        WHERE n1 <> n AND e8.role = $a3
        WITH n1, count(m6) AS g1_count
        WITH n1, g1_count ORDER BY g1_count DESC, n1.id LIMIT $a2_more
        WITH *, null AS g1_first, null AS g1_last
        WITH collect([n1, g1_count, g1_first, g1_last]) AS g1_rows, collect(CASE WHEN g1_first IS NULL OR g1_last IS NULL THEN n1 END) AS g1_far
        CALL (n, g1_rows, g1_far) {
          UNWIND g1_rows AS x
          RETURN x[0] AS n1, x[1] AS g1_count, x[2] AS g1_first, x[3] AS g1_last
          UNION ALL
          CALL () {
            MATCH (m9:Event) USING INDEX m9:Event(whenStartEarliest, whenEndLatest, id)
            WHERE m9.whenStartEarliest IS NOT NULL AND m9.whenEndLatest IS NOT NULL AND m9.id IS NOT NULL
            RETURN m9 ORDER BY m9.whenStartEarliest, m9.whenEndLatest, m9.id LIMIT 4000
          }
          MATCH (n)-[e10:ATTENDED]->(m9)
          WHERE m9.mode = $a4 AND e10.role = $a3
          WITH m9 ORDER BY m9.whenStartEarliest, m9.whenEndLatest, m9.id LIMIT 1000
          MATCH (m9)<-[e11:ATTENDED]-(n1)
          WHERE n1 IN g1_far AND e11.role = $a3
          WITH n1, CASE WHEN m9.whenStartEarliest IS NOT NULL THEN [m9.whenStartEarliest, m9.whenEndLatest, m9.id, m9] END AS time
          RETURN n1, null AS g1_count, min(time) AS g1_first, null AS g1_last
          UNION ALL
          CALL () {
            MATCH (m12:Event) USING INDEX m12:Event(whenStartEarliest, whenEndLatest, id)
            WHERE m12.whenStartEarliest IS NOT NULL AND m12.whenEndLatest IS NOT NULL AND m12.id IS NOT NULL
            RETURN m12 ORDER BY m12.whenStartEarliest DESC, m12.whenEndLatest DESC, m12.id DESC LIMIT 4000
          }
          MATCH (n)-[e13:ATTENDED]->(m12)
          WHERE m12.mode = $a4 AND e13.role = $a3
          WITH m12 ORDER BY m12.whenStartEarliest DESC, m12.whenEndLatest DESC, m12.id DESC LIMIT 1000
          MATCH (m12)<-[e14:ATTENDED]-(n1)
          WHERE n1 IN g1_far AND e14.role = $a3
          WITH n1, CASE WHEN m12.whenStartEarliest IS NOT NULL THEN [m12.whenStartEarliest, m12.whenEndLatest, m12.id, m12] END AS time
          RETURN n1, null AS g1_count, null AS g1_first, max(time) AS g1_last
        }
        WITH n1, max(g1_count) AS g1_count, min(g1_first) AS g1_first, max(g1_last) AS g1_last
        WITH collect([n1, g1_count, g1_first, g1_last]) AS g1_rows, collect(CASE WHEN g1_first IS NULL OR g1_last IS NULL THEN n1 END) AS g1_far
        CALL (n, g1_rows, g1_far) {
          UNWIND g1_rows AS x
          RETURN x[0] AS n1, x[1] AS g1_count, x[2] AS g1_first, x[3] AS g1_last
          UNION ALL
          WITH n, g1_far WHERE reduce(sum = 0, x IN g1_far | sum + COUNT { (x)-[:ATTENDED]-() }) <= COUNT { (n)-[:ATTENDED]-() }
          CALL (n, g1_far) {
            UNWIND g1_far AS n1
            MATCH (m15)<-[e16:ATTENDED]-(n1)
            WHERE m15.mode = $a4 AND e16.role = $a3
            WITH *, null AS m15_then
            MATCH (n)-[e17:ATTENDED]->(m15)
            WHERE e17.role = $a3
            WITH n1, CASE WHEN m15.whenStartEarliest IS NOT NULL THEN [m15.whenStartEarliest, m15.whenEndLatest, m15.id, m15] END AS time
            RETURN n1, null AS g1_count, min(time) AS g1_first, max(time) AS g1_last
          }
          RETURN n1, g1_count, g1_first, g1_last
          UNION ALL
          WITH n, g1_far WHERE reduce(sum = 0, x IN g1_far | sum + COUNT { (x)-[:ATTENDED]-() }) > COUNT { (n)-[:ATTENDED]-() }
          CALL (n, g1_far) {
            MATCH (n)-[e19:ATTENDED]->(m18)
            WHERE m18.mode = $a4 AND e19.role = $a3
            WITH *, null AS m18_then
            MATCH (m18)<-[e20:ATTENDED]-(n1)
            WHERE n1 IN g1_far AND e20.role = $a3
            WITH n1, CASE WHEN m18.whenStartEarliest IS NOT NULL THEN [m18.whenStartEarliest, m18.whenEndLatest, m18.id, m18] END AS time
            RETURN n1, null AS g1_count, min(time) AS g1_first, max(time) AS g1_last
          }
          RETURN n1, g1_count, g1_first, g1_last
        }
        WITH n1, max(g1_count) AS g1_count, min(g1_first) AS g1_first, max(g1_last) AS g1_last
        RETURN n1, g1_count, g1_first, g1_last
      }
      RETURN n1, g1_count, g1_first, g1_last
    }
    WITH n1, g1_count, g1_first, g1_last ORDER BY g1_count DESC, n1.id LIMIT $a2_more
    RETURN collect([n1.id, g1_count, g1_first[3].when, g1_first[3].whenText, g1_last[3].when, g1_last[3].whenText]) AS p0
  }
  RETURN collect([n.id, p0]) AS p
}
RETURN p
