package sqlite

import (
	"strings"

	"parley/graph/store"
)

// tables returns the statements that make the tables, unless they are there.
//
// The table ref holds what the properties marked Ref hold, of the nodes and of the
// edges, a row for each id. words is the full text: the tokens are ours, and this
// tokenizer leaves them whole.
func (l *layout) tables() []string {
	return []string{
		"CREATE TABLE IF NOT EXISTS node(\n  " + strings.Join(l.node.columns(), ",\n  ") + "\n) STRICT",
		"CREATE TABLE IF NOT EXISTS edge(\n  " + strings.Join(l.edge.columns(), ",\n  ") + "\n) STRICT",
		"CREATE TABLE IF NOT EXISTS ref(\n  owner INTEGER NOT NULL,\n  edge INTEGER NOT NULL,\n  property TEXT NOT NULL,\n  target TEXT NOT NULL,\n" +
			"  PRIMARY KEY(target, edge, property, owner)\n) STRICT, WITHOUT ROWID",
		"CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii', detail='none')",
	}
}

// Indexes that statements name. Each is one of edges from one end: by when their
// other end was. They have the edge's id, by which equal rows are told apart, so that an edge of which nothing
// else is asked need not be looked at.
const (
	outIndex = `"edge:out"`
	inIndex  = `"edge:in"`
)

// indexes returns the statements that make the indexes, unless they are there.
// Each indexed property of a kind has one of its own, so that a node is in no more
// than concern it.
func (l *layout) indexes(s *store.Schema) []string {
	all := []string{
		indexHead("ref:owner") + " ON ref(owner, edge)",
		indexHead("node:kind") + " ON node(kind, id)",
		indexHead("edge:out") + " ON edge(relation, source, " + targetKey + ", target, id)",
		indexHead("edge:in") + " ON edge(relation, target, " + sourceKey + ", source, id)",
		indexHead("edge:pair") + " ON edge(relation, source, target)",
	}
	for _, k := range s.Kinds {
		for _, p := range k.Properties {
			if p.Index {
				all = append(all, "CREATE INDEX IF NOT EXISTS "+kindIndex(k.Name, p.Name)+
					" ON node("+l.node.props[p.Name].keyColumn()+", id) WHERE kind = "+literal(k.Name))
			}
		}
	}
	return all
}

func indexHead(name string) string { return "CREATE INDEX IF NOT EXISTS " + quote(name) }

// kindIndex returns the name of the index of a kind's nodes by a property.
func kindIndex(kind, property string) string { return quote("node:" + kind + ":" + property) }
