package neo4j

import (
	"fmt"
	"slices"

	"parley/graph/store"
)

// variable returns the node or the edge of a place.
func (c *compiler) variable(of store.Of, p place) string {
	v := p.node
	if of == store.OfEdge {
		v = p.edge
	}
	if v == "" || of > store.OfEdge {
		c.fail("the rows have no %s", of)
	}
	return v
}

// typeOf returns the type of a property or of the id.
func (c *compiler) typeOf(name string) store.Type {
	if name == "id" {
		return store.String
	}
	p := c.props[name]
	if p == nil {
		c.fail("there is no property %.80q", name)
		return store.String
	}
	return p.Type
}

// expr is the expression of the id or a property at a place. A Period's is its EDTF.
func (c *compiler) expr(of store.Of, name string, p place) string {
	return prop(c.variable(of, p), name)
}

// field adds what a Field needs to a row and returns how it is read.
func (c *compiler) field(f store.Field, p place, cols *columns) reader {
	switch f.Of {
	case store.OfMatch:
		if f.Name == "score" && p.score != "" {
			return column(cols.add(p.score))
		}
	case store.OfGroup:
		return c.groupField(f, p, cols)
	case store.OfEdge:
		switch f.Name {
		case "relation":
			if len(p.relations) == 1 {
				return constant(p.relations[0])
			}
			return column(cols.add(fmt.Sprintf("type(%s)", c.variable(f.Of, p))))
		case "source", "target":
			return textual(cols.add(p.end(f.Name == "source") + ".id"))
		}
		return c.propertyField(f, p, cols)
	case store.OfNode:
		if f.Name == "kind" {
			return kindName
		}
		return c.propertyField(f, p, cols)
	}
	c.fail("the rows have no %s of their %s", f.Name, f.Of)
	return nil
}

// end is the expression of the node at an end of the place's edge.
func (p place) end(source bool) string {
	switch {
	case p.source != "" && source:
		return p.source
	case p.source != "":
		return p.target
	case source:
		return fmt.Sprintf("startNode(%s)", p.edge)
	}
	return fmt.Sprintf("endNode(%s)", p.edge)
}

func (c *compiler) propertyField(f store.Field, p place, cols *columns) reader {
	v := c.variable(f.Of, p)
	at := cols.add(prop(v, f.Name))
	switch c.typeOf(f.Name) {
	case store.Strings:
		return list(at)
	case store.String:
		return textual(at)
	case store.Period:
		return period(at, cols.add(prop(v, f.Name+sourceText)))
	}
	return column(at)
}

func (c *compiler) groupField(f store.Field, p place, cols *columns) reader {
	if i := slices.IndexFunc(p.step.Folds, func(g store.Fold) bool { return g.Name == f.Name }); p.group != "" && i >= 0 {
		return column(cols.add(p.fold(i)))
	}
	switch {
	case p.group == "" || !slices.Contains([]string{"count", "first", "last"}, f.Name):
		c.fail("the rows have no %s of their group", f.Name)
		return nil
	case f.Name == "count":
		return column(cols.add(p.group + "_count"))
	case p.time == "":
		return constant(nil)
	}
	node := p.group + "_" + f.Name + "[3]"
	return period(cols.add(prop(node, p.time)), cols.add(prop(node, p.time+sourceText)))
}
