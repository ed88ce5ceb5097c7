CALL () {
  CALL () {
    CALL () {
      MATCH (n:Person)
      WHERE n.name IS NOT NULL AND n.id IS NOT NULL AND (n.name >= $a3_key0 AND (n.name > $a3_key0 OR n.id > $a3_id))
      RETURN n ORDER BY n.name, n.id LIMIT $a2_more
    }
    WITH n ORDER BY n.name, n.id LIMIT $a2_more
    RETURN collect(n) AS having
  }
  CALL (having) {
    UNWIND having AS n
    RETURN n
    UNION ALL
    WITH having WHERE size(having) < $a2_more
    CALL () {
      MATCH (n:Person)
      WHERE n.name IS NULL AND n.id IS NOT NULL AND ($a3_key0 IS NOT NULL OR n.id > $a3_id)
      RETURN n ORDER BY n.id LIMIT $a2_more
    }
    RETURN n
  }
  WITH n ORDER BY n.name, n.id LIMIT $a2_more
  RETURN collect([n.id, n.name]) AS p
}
RETURN p, COUNT { (:Person) }
