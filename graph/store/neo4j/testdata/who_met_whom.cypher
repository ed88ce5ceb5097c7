CALL () {
  MATCH (n:Node) WHERE n.id IN $a1
  WITH n
  WHERE n:Person AND n.id IN $a1
  WITH n ORDER BY n.id
  CALL (n) {
    MATCH (n)-[:ATTENDED]->(m2)
    WHERE m2.mode = $a4
    WITH DISTINCT n, m2
    MATCH (m2)<-[:ATTENDED]-(n1)
    WHERE n1 <> n
    WITH n1, collect(DISTINCT m2) AS g1_middle
    WITH *, size(g1_middle) AS g1_count
    WHERE g1_count >= $a3
    WITH n1, g1_count, g1_middle ORDER BY g1_count DESC, n1.id LIMIT $a2_more
    CALL (g1_middle) {
      UNWIND g1_middle AS m3
      WITH CASE WHEN m3.whenStartEarliest IS NOT NULL THEN [m3.whenStartEarliest, m3.whenEndLatest, m3.id, m3] END AS time
      RETURN min(time) AS g1_first, max(time) AS g1_last
    }
    CALL (n1, g1_count, g1_first, g1_last, g1_middle) {
      UNWIND g1_middle AS n5
      WITH n5
      WITH n5 ORDER BY n5.id LIMIT $a2_more
      RETURN collect([n5.id]) AS p4
    }
    RETURN collect([n1.id, g1_count, g1_last[3].when, g1_last[3].whenText, p4]) AS p0
  }
  CALL (n) {
    MATCH (n)-[:ATTENDED]->(m7)
    WHERE m7.mode = $a4
    WITH DISTINCT n, m7
    MATCH (m7)<-[:ATTENDED]-(n6)
    WHERE n6 <> n
    WITH n6, count(DISTINCT m7) AS g6_count
    WHERE g6_count >= $a3
    RETURN count(*) AS g6_total
  }
  RETURN collect([n.id, p0, g6_total]) AS p
}
RETURN p
