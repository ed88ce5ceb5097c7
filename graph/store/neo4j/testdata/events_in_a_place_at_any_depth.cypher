CALL () {
  MATCH (n1:Node)
  WHERE n1.id IN $a1 AND n1:Place
  MATCH (n2)-[:PART_OF*0..]->(n1)
  RETURN collect(DISTINCT n2) AS s0
}
CALL (s0) {
  UNWIND s0 AS n0
  WITH n0
  MATCH (n)-[:HELD_AT]->(n0)
  WITH DISTINCT n
  WHERE n:Event AND EXISTS { (n)-[e3:HELD_AT]->(n3) WHERE n3 IN s0 } AND NOT coalesce(n.weight >= $a3, false)
  WITH n ORDER BY n.id LIMIT $a2_more
  RETURN collect([n.id]) AS p
}
RETURN p
