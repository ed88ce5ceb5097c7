CALL () {
  MATCH (n:Node) WHERE n.id IN $a1
  WITH n
  WHERE n:Place AND n.id IN $a1
  WITH n ORDER BY n.id
  CALL (n) {
    MATCH d1_path = (n)-[:PART_OF*0..31]->(n1)
    WITH n1, min(length(d1_path)) AS d1
    WHERE n1:Place
    WITH n1, d1 ORDER BY d1, n1.id
    RETURN collect([n1.id]) AS p0
  }
  RETURN collect([n.`quantity.unit`, p0]) AS p
}
RETURN p
