CALL () {
  MATCH (x:Node)<-[y:_refers]-()
  WHERE x.id IN $a1 AND y.property = 'seen'
  WITH DISTINCT y.by AS by
  CALL (by) {
    MATCH (a)-[e:ATTENDED]->(b) WHERE e.id = by RETURN a, e, b
    UNION ALL
    MATCH (a)-[e:MEMBER_OF]->(b) WHERE e.id = by RETURN a, e, b
  }
  WITH a, e, b
  WHERE e:ATTENDED|MEMBER_OF AND any(x IN e.seen WHERE x IN $a1)
  WITH e, a, b ORDER BY e.id
  CALL (e, a, b) {
    WITH b AS n1
    WHERE n1:Event|Organization
    WITH n1 ORDER BY n1.id LIMIT 1
    RETURN collect([n1.id]) AS p0
  }
  RETURN collect([type(e), a.id, p0]) AS p
}
CALL () {
  MATCH (x:Node)<-[y:_refers]-()
  WHERE x.id IN $a1 AND y.property = 'seen'
  WITH DISTINCT y.by AS by
  CALL (by) {
    MATCH (a)-[e:ATTENDED]->(b) WHERE e.id = by RETURN a, e, b
    UNION ALL
    MATCH (a)-[e:MEMBER_OF]->(b) WHERE e.id = by RETURN a, e, b
  }
  WITH a, e, b
  WHERE e:ATTENDED|MEMBER_OF AND any(x IN e.seen WHERE x IN $a1)
  RETURN count(*) AS total
}
RETURN p, total
