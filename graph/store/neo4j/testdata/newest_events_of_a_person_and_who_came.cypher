CALL () {
  MATCH (n:Node) WHERE n.id IN $a1
  WITH n
  WHERE n:Person AND n.id IN $a1
  WITH n ORDER BY n.id
  CALL (n) {
    CALL (n) {
      WITH n WHERE COUNT { (n)-[:ATTENDED]->() } > 500
      CALL (n) {
        MATCH (n1:Event) USING INDEX n1:Event(whenStartEarliest, whenEndLatest, id)
        WHERE n1.whenStartEarliest IS NOT NULL AND n1.whenEndLatest IS NOT NULL AND n1.id IS NOT NULL
        WITH n, n1 ORDER BY n1.whenStartEarliest DESC, n1.whenEndLatest DESC, n1.id DESC LIMIT 1000
        MATCH (n)-[e1:ATTENDED]->(n1)
        WITH n1, e1 ORDER BY n1.whenStartEarliest DESC, n1.whenEndLatest DESC, n1.id DESC, e1.id DESC LIMIT $a2_more
        WITH collect([n1, e1, n1.whenStartEarliest, n1.whenEndLatest]) AS n1_near0_found
        RETURN CASE WHEN size(n1_near0_found) = $a2_more OR COUNT { (:Event) } < 1000 THEN n1_near0_found END AS n1_near0
      }
      RETURN head(collect(n1_near0)) AS n1_near
    }
    CALL (n, n1_near) {
      WITH n1_near WHERE size(n1_near) >= $a2_more
      UNWIND n1_near AS x
      RETURN x[0] AS n1, x[1] AS e1, x[2] AS n1_key0, x[3] AS n1_key1
      UNION ALL
      WITH n, n1_near WHERE coalesce(size(n1_near), 0) < $a2_more
      CALL (n, n1_near) {
        MATCH (n)-[e1:ATTENDED]->(n1)
        WITH n1, e1 ORDER BY n1.whenStartEarliest IS NULL, n1.whenStartEarliest DESC, n1.whenEndLatest DESC, n1.id DESC, e1.id DESC LIMIT $a2_more
        RETURN n1, e1
      }
      RETURN n1, e1, n1.whenStartEarliest AS n1_key0, n1.whenEndLatest AS n1_key1
    }
    WITH n1, e1, n1_key0, n1_key1 ORDER BY n1_key0 IS NULL, n1_key0 DESC, n1_key1 DESC, n1.id DESC, e1.id DESC LIMIT $a2_more
    CALL (n1, e1) {
      MATCH (n1)<-[e3:ATTENDED]-(n3)
      WHERE e3.role = $a3
      WITH n3, e3 ORDER BY e3.role, n3.id, e3.id LIMIT $a2_more
      RETURN collect([n3.id, n3.name]) AS p2
    }
    RETURN collect([n1.id, n1.title, p2, COUNT { (n1)<-[e4:ATTENDED]-(n4) WHERE e4.role = $a3 }]) AS p0
  }
  RETURN collect([n.id, p0, COUNT { (n)-[:ATTENDED]->() }]) AS p
}
RETURN p
