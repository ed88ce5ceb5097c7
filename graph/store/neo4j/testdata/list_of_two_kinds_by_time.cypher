CALL () {
  CALL () {
    CALL () {
      MATCH (n:Event)
      WHERE n.whenStartEarliest IS NOT NULL AND n.whenEndLatest IS NOT NULL AND n.id IS NOT NULL AND n.whenStartEarliest <= $a3_to AND n.whenEndLatest >= $a3_from
      RETURN n ORDER BY n.whenStartEarliest DESC, n.whenEndLatest DESC, n.id DESC LIMIT $a2_more
      UNION ALL
      MATCH (n:Organization)
      WHERE n.whenStartEarliest IS NOT NULL AND n.whenEndLatest IS NOT NULL AND n.id IS NOT NULL AND n.whenStartEarliest <= $a3_to AND n.whenEndLatest >= $a3_from
      RETURN n ORDER BY n.whenStartEarliest DESC, n.whenEndLatest DESC, n.id DESC LIMIT $a2_more
    }
    WITH n ORDER BY n.whenStartEarliest IS NULL, n.whenStartEarliest DESC, n.whenEndLatest DESC, n.id DESC LIMIT $a2_more
    RETURN collect(n) AS having
  }
  CALL (having) {
    UNWIND having AS n
    RETURN n
    UNION ALL
    WITH having WHERE size(having) < $a2_more
    CALL () {
      MATCH (n:Event)
      WHERE n.whenStartEarliest IS NULL AND n.id IS NOT NULL AND n.whenStartEarliest <= $a3_to AND n.whenEndLatest >= $a3_from
      RETURN n ORDER BY n.id DESC LIMIT $a2_more
      UNION ALL
      MATCH (n:Organization)
      WHERE n.whenStartEarliest IS NULL AND n.id IS NOT NULL AND n.whenStartEarliest <= $a3_to AND n.whenEndLatest >= $a3_from
      RETURN n ORDER BY n.id DESC LIMIT $a2_more
    }
    RETURN n
  }
  WITH n ORDER BY n.whenStartEarliest IS NULL, n.whenStartEarliest DESC, n.whenEndLatest DESC, n.id DESC LIMIT $a2_more
  RETURN collect([CASE WHEN n:Event THEN 0 ELSE 1 END, n.id, n.when, n.whenText]) AS p
}
RETURN p
