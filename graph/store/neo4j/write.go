package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
)

// batchRows bounds the rows that one statement writes.
const batchRows = 10_000

// steady begins each statement of a Write: its plan is kept however the graph grows, since
// planning all of them anew takes seconds. So the plan must be right in an empty graph too:
// what is to be found by a property names its index.
const steady = "CYPHER replan=skip "

// Write applies the changes. It reads what they are about, applies them in memory, where
// every fault is found, and then sends what came of them.
func (t *tx) Write(ctx context.Context, changes []store.Change) error {
	clean := make([]store.Change, len(changes))
	for i, c := range changes {
		var err error
		if c, err = t.store.schema.Clean(c); err != nil {
			return err
		}
		clean[i] = keptIDs(c)
	}
	b := newBatch(t.store.schema, clean)
	if err := t.load(ctx, b); err != nil {
		return err
	}
	if err := b.apply(clean); err != nil {
		return err
	}
	return t.send(ctx, b)
}

// load reads what stands of a batch, in one statement.
func (t *tx) load(ctx context.Context, b *batch) error {
	var parts []string
	params := map[string]any{}
	if len(b.nodes) > 0 {
		params["nodes"] = slices.Sorted(maps.Keys(b.nodes))
		parts = append(parts, "MATCH (n:Node) USING INDEX n:Node(id) WHERE n.id IN $nodes RETURN n.id AS id, labels(n) AS labels, elementId(n) AS source, null AS target, 0 AS degree, 0 AS refs")
	}
	var gone []string
	owners := []string{} // Not nil: nothing is in or not in null.
	for id, n := range b.nodes {
		if n.counted {
			gone = append(gone, id)
		}
		if n.named {
			owners = append(owners, id)
		}
	}
	if len(gone) > 0 {
		// With coalesce the references are those at the node, and not all in the index.
		params["gone"], params["nodeOwners"], params["edgeOwners"] = gone, owners, slices.AppendSeq([]string{}, maps.Keys(b.edges))
		parts = append(parts, fmt.Sprintf("MATCH (n:Node) USING INDEX n:Node(id) WHERE n.id IN $gone RETURN n.id AS id, labels(n) AS labels, null AS source, null AS target, "+
			"COUNT { (n)--() } - COUNT { (n)-[:%s]-() } AS degree, COUNT { (n)<-[x:%s]-() WHERE NOT coalesce(x.by, '') IN CASE WHEN x.ofEdge THEN $edgeOwners ELSE $nodeOwners END } AS refs", refType, refType))
	}
	byRelation := map[string][]string{}
	for id, e := range b.edges {
		byRelation[e.relation] = append(byRelation[e.relation], id)
	}
	for i, r := range t.store.schema.Relations {
		if ids := byRelation[r.Name]; len(ids) > 0 {
			name := fmt.Sprintf("edges%d", i)
			params[name] = ids
			parts = append(parts, fmt.Sprintf("MATCH (a)-[e:%[1]s]->(b) USING INDEX e:%[1]s(id) WHERE e.id IN $%[2]s RETURN e.id AS id, null AS labels, a.id AS source, b.id AS target, 0 AS degree, 0 AS refs", quote(r.Name), name))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	rows, err := t.store.run(ctx, t.run, steady+strings.Join(parts, " UNION ALL "), params)
	if err != nil {
		return failed(ctx, "write", err)
	}
	for _, row := range rows {
		if err := b.stands(row); err != nil {
			return err
		}
	}
	return nil
}

// stands takes one row of what load read.
func (b *batch) stands(row []any) error {
	id, _ := row[0].(string)
	labels, isNode := row[1].([]any)
	if !isNode {
		source, _ := row[2].(string)
		target, _ := row[3].(string)
		b.edges[id].was = &ends{source, target}
		b.edges[id].is = b.edges[id].was
		return nil
	}
	n := b.nodes[id]
	if at, ok := row[2].(string); ok {
		n.at = at
	}
	for _, label := range labels {
		for _, k := range b.schema.Kinds {
			if k.Label == label {
				n.was = k.Name
			}
		}
	}
	if n.was == "" {
		return fmt.Errorf("neo4j: node %q has no label of a kind, but %v", id, labels)
	}
	degree, _ := row[4].(int64)
	refs, _ := row[5].(int64)
	n.degree, n.refs = n.degree+degree, n.refs+refs
	return nil
}

// shapes are the rows to write by the statement that writes them.
type shapes map[string][]any

func (s shapes) add(row any, format string, args ...any) {
	text := steady + fmt.Sprintf(format, args...)
	s[text] = append(s[text], row)
}

// send writes what came of a batch: first what goes, then nodes, then edges and
// references.
func (t *tx) send(ctx context.Context, b *batch) error {
	edgesGone, refsGone, nodesGone, nodes := shapes{}, shapes{}, shapes{}, shapes{}
	for _, id := range slices.Sorted(maps.Keys(b.nodes)) {
		n := b.nodes[id]
		if n.named && n.was != "" && (n.put != nil || n.deleted) && refers(b.schema.Kind(n.was).Properties) {
			refsGone.add(id, "%s", refsGoneText(false))
		}
		switch {
		case n.deleted && n.was != "":
			nodesGone.add(id, "MATCH (n:Node) USING INDEX n:Node(id) WHERE n.id IN $rows DELETE n")
		case n.put != nil:
			t.putNode(id, n, nodes)
		}
	}
	for id, e := range b.edges {
		moved := e.moved()
		if moved {
			edgesGone.add(id, "MATCH ()-[e:%[1]s]->() USING INDEX e:%[1]s(id) WHERE e.id IN $rows DELETE e", quote(e.relation))
		}
		if e.was != nil && (moved || e.put != nil) && refers(b.schema.Relation(e.relation).Properties) {
			refsGone.add(id, "%s", refsGoneText(true))
		}
	}
	for _, s := range []shapes{edgesGone, refsGone, nodesGone, nodes} {
		err := t.rows(ctx, s, func(row []any) {
			id, _ := row[0].(string)
			b.nodes[id].at, _ = row[1].(string)
		})
		if err != nil {
			return err
		}
	}
	return t.sendEdges(ctx, b)
}

// sendEdges writes the edges and references of a batch whose nodes are all there.
func (t *tx) sendEdges(ctx context.Context, b *batch) error {
	edges, refs := shapes{}, shapes{}
	at := func(id string) string { return b.nodes[id].at }
	for id, n := range b.nodes {
		if n.put != nil {
			addRefs(refs, id, n.at, false, b.schema.Kind(n.kind).Properties, n.put.Props, at)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.edges)) {
		if e := b.edges[id]; e.put != nil {
			t.putEdge(id, e, edges, at)
			addRefs(refs, id, at(e.is.source), true, b.schema.Relation(e.relation).Properties, e.put.Props, at)
		}
	}
	for _, s := range []shapes{edges, refs} {
		if err := t.rows(ctx, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// refsGoneText deletes the references of nodes or of edges, which may have the same ids.
func refsGoneText(edge bool) string {
	return fmt.Sprintf("MATCH ()-[x:%[1]s]->() USING INDEX x:%[1]s(by) WHERE x.by IN $rows AND x.ofEdge = %[2]t DELETE x", refType, edge)
}

func refers(known []store.Property) bool {
	return slices.ContainsFunc(known, func(p store.Property) bool { return p.Ref })
}

// putNode adds the row of a node. Of one that is new, the statement returns its id and
// where it is.
func (t *tx) putNode(id string, n *nodeState, nodes shapes) {
	k := t.store.schema.Kind(n.kind)
	row := t.store.native(id, k.Properties, n.put.Props, true)
	switch n.was {
	case "":
		nodes.add(row, "UNWIND $rows AS row CREATE (n:%s:%s) SET n = row RETURN n.id, elementId(n)", nodeLabel, quote(k.Label))
	case n.kind:
		nodes.add(row, "UNWIND $rows AS row MATCH (n:%[1]s) USING INDEX n:%[1]s(id) WHERE n.id = row.id SET n = row", nodeLabel)
	default: // It was deleted and put again as another.
		nodes.add(row, "UNWIND $rows AS row MATCH (n:%[1]s) USING INDEX n:%[1]s(id) WHERE n.id = row.id SET n = row REMOVE n:%[2]s SET n:%[3]s",
			nodeLabel, quote(t.store.schema.Kind(n.was).Label), quote(k.Label))
	}
}

func (t *tx) putEdge(id string, e *edgeState, edges shapes, at func(id string) string) {
	r := t.store.schema.Relation(e.relation)
	row := t.store.native(id, r.Properties, e.put.Props, false)
	if e.was == nil || e.moved() {
		edges.add([]any{at(e.is.source), at(e.is.target), row},
			between+"CREATE (a)-[e:%s]->(b) SET e = row[2]", quote(r.Name))
	} else {
		edges.add(row, "UNWIND $rows AS row MATCH ()-[e:%[1]s]->() USING INDEX e:%[1]s(id) WHERE e.id = row.id SET e = row", quote(r.Name))
	}
}

// between finds two nodes by where they are, which takes half the time of a look into the
// index of ids.
const between = "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] "

// addRefs adds the references of a node, or those of an edge, which leave its source. At
// says where the nodes are.
func addRefs(refs shapes, by, from string, edge bool, known []store.Property, props map[string]any, at func(id string) string) {
	for ref := range references(known, props) {
		refs.add([]any{from, at(ref[1]), by, ref[0]},
			between+"CREATE (a)-[:%s {by: row[2], property: row[3], ofEdge: %t}]->(b)", refType, edge)
	}
}

// rows sends rows by their statements, and hands on the rows that these return.
func (t *tx) rows(ctx context.Context, s shapes, each func(row []any)) error {
	for _, text := range slices.Sorted(maps.Keys(s)) {
		for rows := range slices.Chunk(s[text], batchRows) {
			returned, err := t.store.run(ctx, t.run, text, map[string]any{"rows": rows})
			if err != nil {
				return failed(ctx, "write", err)
			}
			for _, row := range returned {
				each(row)
			}
		}
	}
	return nil
}

// native returns the properties of a node or an edge as they are kept.
func (s *Store) native(id string, known []store.Property, values map[string]any, node bool) map[string]any {
	native := map[string]any{"id": id}
	for name, v := range values {
		switch v := v.(type) {
		case string:
			native[name] = kept(v)
		case []string:
			native[name] = keptAll(v)
		case edtf.Period:
			native[name] = v.EDTF
			if v.Text != "" {
				native[name+sourceText] = v.Text
			}
			native[name+startEarliest], native[name+startLatest] = v.StartEarliest, v.StartLatest
			native[name+endEarliest], native[name+endLatest] = v.EndEarliest, v.EndLatest
		default:
			native[name] = v
		}
	}
	s.derived(known, values, native, node)
	return native
}
