CALL () {
  MATCH (n2:Node)
  MATCH (n3)<-[e2:ATTENDED]-(n2)
  WHERE n2.id IN $a2 AND n2:Organization|Person
  RETURN collect(DISTINCT n3) AS s0
}
CALL (s0) {
  MATCH (n:Node) WHERE n.id IN $a1
  WITH n
  WHERE n:Person AND n.id IN $a1
  WITH n ORDER BY n.id
  CALL (n, s0) {
    MATCH (n)-[e1:ATTENDED]->(n1)
    WHERE n1 IN s0
    WITH n1, e1 ORDER BY n1.id, e1.id
    RETURN collect([n1.id]) AS p0
  }
  RETURN collect([n.id, p0]) AS p
}
RETURN p
