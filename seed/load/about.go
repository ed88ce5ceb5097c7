package load

import (
	"fmt"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// An about is what rows say of one node, as far as others must agree.
type about struct {
	id       string
	kind     string // in the graph
	row      int64  // the first that brings it
	lacks    *fault // why it is not whole as rows have it
	judged   bool   // but for references that come later
	declared []declared
	edges    []edgeAt
	refs     []referring
}

// Declared are rows that bring a node.
type declared struct {
	shape *shape
	entry int
	rows  []int64
}

// An edgeAt is an edge of which the node may have only one in that direction.
type edgeAt struct {
	bound
	id, far string // the edge's id, or "" if it has what the far end tells
	entry   int
	rows    []int64
}

// is says whether it is an edge of the graph.
func (e *edgeAt) is(was store.Edge) bool {
	return e.id == was.ID || e.id == "" && (e.far == was.Source || e.far == was.Target)
}

// Referring are rows that refer to a node and do not bring it.
type referring struct {
	shape *shape // of what refers
	reference
	entry int
	rows  []int64
}

func (n *about) declare(j *importer, p *part, rows []int64) {
	d := decoder{p.body}
	n.declared = append(n.declared, declared{d.head().shape(j.all), p.entry, rows})
}

func (n *about) refer(j *importer, p *part, rows []int64) {
	d := decoder{p.body}
	n.refs = append(n.refs, referring{j.all[d.uvarint()], reference{d.text(), n.id}, p.entry, rows})
}

// count adds an edge of which there may be only one.
func (n *about) count(j *importer, p *part, rows []int64) {
	d := decoder{p.body}
	i := slices.Index(p.key, 0)
	b := bound{j.all[d.uvarint()].name, store.Direction(p.key[i+2])}
	n.edges = append(n.edges, edgeAt{b, d.text(), d.text(), p.entry, rows})
}

// judge leaves out the rows that cannot be used for what they say of a node.
func (n *about) judge(x *decider, graph *present) error {
	for i := range n.refs {
		if err := n.judgeReference(x, &n.refs[i]); err != nil {
			return err
		}
	}
	if x.summary.Rejected > 0 && !x.opts.Dry {
		x.depends.add(n)
	}
	n.refs = nil
	if n.judged {
		return nil
	}
	n.judged = true
	kind := n.kind
	for i := range n.declared {
		d := &n.declared[i]
		if kind == "" {
			kind = d.shape.name
		}
		if n.kind != "" && d.shape.name != n.kind {
			c := x.at(0, d.entry, "kind", d.shape.name, "node %q is a %s in the graph and cannot become a %s", n.id, n.kind, d.shape.name)
			if err := x.rejectAll(d.rows, c); err != nil {
				return err
			}
		}
	}
	if n.kind == "" && n.lacks != nil && n.agreed() {
		if err := n.rejectAll(x, n.lacks.key, n.lacks.reason); err != nil {
			return err
		}
	}
	x.chains.end(x, n, graph)
	for _, b := range x.o.Bounds[kind] {
		if err := n.judgeBound(x, b, kind, graph); err != nil {
			return err
		}
	}
	n.edges = nil
	n.declared = slices.CompactFunc(n.declared, func(a, b declared) bool { return a.shape == b.shape })
	return nil
}

// agreed says whether all rows that bring a node say that it is of the same kind.
func (n *about) agreed() bool {
	return !slices.ContainsFunc(n.declared, func(d declared) bool { return d.shape != n.declared[0].shape })
}

// rejectAll leaves out all rows that bring a node.
func (n *about) rejectAll(x *decider, key, reason string) error {
	for i := range n.declared {
		d := &n.declared[i]
		value := ""
		if key == "id" {
			value = n.id
		}
		if err := x.rejectAll(d.rows, x.at(0, d.entry, key, value, "%s", reason)); err != nil {
			return err
		}
	}
	return nil
}

// judgeReference leaves out rows that refer to a node that there is not, or that can
// be of no kind that it must have.
func (n *about) judgeReference(x *decider, r *referring) error {
	var wrong *complaint
	kinds := []string{n.kind}
	if n.kind == "" {
		if kinds = nil; len(n.declared) == 0 {
			if x.opts.Dry {
				x.absent.refer(n.id)
				return nil
			}
			return x.rejectAll(r.rows, x.noNode(0, r.entry, r.property, n.id))
		}
		for i := range n.declared {
			kinds = append(kinds, n.declared[i].shape.name)
		}
	}
	for i, kind := range kinds {
		c := x.wrongKind(r.shape, r.reference, kind, r.entry)
		if c == nil {
			return nil
		}
		if i == 0 {
			wrong = c
		}
	}
	if wrong == nil {
		return nil
	}
	return x.rejectAll(r.rows, *wrong)
}

// judgeBound leaves out rows that give a node another edge than it has, where it may have
// only one; or that bring a node without one that it must have.
func (n *about) judgeBound(x *decider, b ontology.Bound, kind string, graph *present) error {
	var first *edgeAt
	most, far := "at most one edge", "to"
	if b.Required {
		most = "exactly one edge"
	}
	if b.Direction == store.In {
		far = "from"
	}
	which := bound{b.Relation, b.Direction}
	for i := range n.edges {
		e := &n.edges[i]
		if e.bound != which {
			continue
		}
		say := func(format string, a ...any) complaint {
			c := x.at(0, e.entry, far, e.far, "%s %q: its field %s takes %s of %s, and ", kind, n.id, b.Field, most, b.Relation)
			c.reason += fmt.Sprintf(format, a...)
			return c
		}
		if was := graph.counted[which][n.id]; len(was) > 0 && !e.is(was[0]) {
			if err := x.rejectAll(e.rows, say("the graph has %q, so that there can be none to %q", was[0].ID, e.far)); err != nil {
				return err
			}
		}
		switch {
		case first == nil:
			first = e
		case first.id != e.id || first.far != e.far && e.id == "":
			where, err := x.where(first.rows[0])
			if err != nil {
				return err
			}
			if err := x.conflict(first.rows[0], e.rows, say("%s gives it one to %q, so that there can be none to %q", where, first.far, e.far)); err != nil {
				return err
			}
		}
	}
	if first == nil && b.Required && n.kind == "" && n.agreed() {
		return n.rejectAll(x, "id", fmt.Sprintf("%s %q: its field %s is never null, so it takes exactly one edge of %s, and there is none", kind, n.id, b.Field, b.Relation))
	}
	return nil
}

// noNode complains of a reference.
func (j *importer) noNode(row int64, entry int, key, id string) complaint {
	return j.at(row, entry, key, id, "there is no node %q, neither in the rows nor in the graph", id)
}

// wrongKind complains of a reference to a node of the wrong kind.
func (j *importer) wrongKind(s *shape, r reference, kind string, entry int) *complaint {
	right, what := j.o.Refs[[2]string{s.name, r.property}], s.name
	if s.edge && (r.property == "from" || r.property == "to") {
		rel := j.o.Store.Relation(s.name)
		right, what = rel.From, "an edge of "+rel.Name
		if r.property == "to" {
			right = rel.To
		}
	}
	if slices.Contains(right, kind) {
		return nil
	}
	c := j.at(0, entry, r.property, r.id, "%q is of kind %s, and %s has there one of kind %s", r.id, kind, what, either(right))
	return &c
}
