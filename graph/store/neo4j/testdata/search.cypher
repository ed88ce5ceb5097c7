CALL () {
  CALL db.index.fulltext.queryNodes('parley_words', $a3_query) YIELD node AS n
  WITH n
  WHERE all(w IN $a3_rest WHERE n._words CONTAINS w) AND n:Organization|Person|Place
  WITH n, CASE WHEN n.`_names` CONTAINS $a3_equal THEN 4 WHEN n.`_names` CONTAINS $a3_begins THEN 3 WHEN all(w IN $a3_words WHERE n.`_names` CONTAINS w) THEN 2 ELSE 1 END AS score
  WITH n, score ORDER BY score DESC, coalesce(n.name, ''), n.id LIMIT $a2_more
  RETURN collect([n.id, score, coalesce(n.name, '')]) AS p
}
CALL () {
  CALL db.index.fulltext.queryNodes('parley_words', $a3_query) YIELD node AS n
  WITH n
  WHERE all(w IN $a3_rest WHERE n._words CONTAINS w) AND n:Organization|Person|Place
  WITH n, CASE WHEN n.`_names` CONTAINS $a3_equal THEN 4 WHEN n.`_names` CONTAINS $a3_begins THEN 3 WHEN all(w IN $a3_words WHERE n.`_names` CONTAINS w) THEN 2 ELSE 1 END AS score
  RETURN count(*) AS total
}
RETURN p, total
