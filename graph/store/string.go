package store

import (
	"fmt"
	"strings"

	"parley/graph/edtf"
)

// String writes out the whole query, the Selection and then the value of each of its Args,
// for logs and tests. Equal texts mean equal queries.
func (q Query) String() string {
	var b strings.Builder
	b.WriteString(q.Select.String())
	for i, v := range q.Args {
		fmt.Fprintf(&b, "$%d = %s\n", i+1, value(v))
	}
	return b.String()
}

func value(v any) string {
	if w, ok := v.(edtf.Window); ok {
		return fmt.Sprintf("window %d to %d", w.From, w.To)
	}
	return fmt.Sprintf("%#v", v)
}

// String writes out the Selection, a line for each thing that it says, what
// stands below a row indented. An Arg is $ and its number.
func (s *Selection) String() string {
	var b strings.Builder
	if len(s.Relations) > 0 {
		b.WriteString("edges " + strings.Join(s.Relations, " "))
	} else {
		b.WriteString("nodes " + strings.Join(s.Kinds, " "))
	}
	if s.Text != 0 {
		fmt.Fprintf(&b, " text %s", s.Text)
	}
	b.WriteByte('\n')
	writeWhere(&b, "\t", s.Where)
	s.write(&b, "\t")
	return b.String()
}

func writeWhere(b *strings.Builder, indent string, c Cond) {
	if c != nil {
		fmt.Fprintf(b, "%swhere %s\n", indent, condString(c))
	}
}

// write writes the lines of a Pick.
func (p *Pick) write(b *strings.Builder, indent string) {
	var words []string
	for _, w := range []struct {
		on   bool
		word string
	}{{p.Rows, "rows"}, {p.Total, "total"}, {p.Positions, "positions"}, {p.NoMore, "no more"}} {
		if w.on {
			words = append(words, w.word)
		}
	}
	words = append(words, "by "+p.Order.String())
	for _, a := range []struct {
		arg  Arg
		word string
	}{{p.After, "after"}, {p.Before, "before"}, {p.First, "first"}, {p.Last, "last"}} {
		if a.arg != 0 {
			words = append(words, a.word+" "+a.arg.String())
		}
	}
	fmt.Fprintf(b, "%s%s\n", indent, strings.Join(words, ", "))
	if len(p.Fields) > 0 {
		b.WriteString(indent + "fields")
		for _, f := range p.Fields {
			fmt.Fprintf(b, " %s.%s", f.Of, f.Name)
		}
		b.WriteByte('\n')
	}
	for _, h := range p.Hops {
		h.write(b, indent)
	}
}

func (h *Hop) write(b *strings.Builder, indent string) {
	b.WriteString(indent + "hop")
	if h.One {
		b.WriteString(" one")
	}
	if len(h.On) > 0 {
		fmt.Fprintf(b, " on %s", strings.Join(h.On, " "))
	}
	fmt.Fprintf(b, " %s to %s\n", stepString(h.Step), strings.Join(h.Kinds, " "))
	writeWhere(b, indent+"\t", h.Where)
	h.Pick.write(b, indent+"\t")
}

func stepString(s Step) string {
	switch s := s.(type) {
	case Along:
		text := fmt.Sprintf("along %s %s", s.Relation, s.Direction)
		if s.Distinct {
			text += " distinct"
		}
		if s.Single {
			text += " single"
		}
		return text
	case Chain:
		return fmt.Sprintf("chain %s %s", s.Relation, s.Direction)
	case Through:
		var b strings.Builder
		fmt.Fprintf(&b, "through (%s, %s, middle %s", stepString(s.First), stepString(s.Second), strings.Join(s.Kinds, " "))
		if s.Single {
			b.WriteString(" single")
		}
		if s.Where != nil {
			b.WriteString(" where " + condString(s.Where))
		}
		if s.Edges != nil {
			b.WriteString(", edges where " + condString(s.Edges))
		}
		for _, f := range s.Folds {
			fmt.Fprintf(&b, ", %s", f)
		}
		if s.Time != "" {
			b.WriteString(", time " + s.Time)
		}
		if s.AtLeast != 0 {
			b.WriteString(", at least " + s.AtLeast.String())
		}
		return b.String() + ")"
	case Middle:
		return "middle"
	case Ref:
		return fmt.Sprintf("ref %s.%s", s.Of, s.Property)
	case End:
		if s.Source {
			return "source"
		}
		return "target"
	}
	return fmt.Sprintf("%T", s)
}

// String returns a text that no other Fold has, such as "documents count distinct documentIds".
func (f Fold) String() string {
	s := fmt.Sprintf("%s %s %s", f.Name, f.By, f.Property)
	if len(f.Values) > 0 {
		s += " of " + strings.Join(f.Values, " ")
	}
	if f.Among != "" {
		s += " among " + f.Among
	}
	return s
}

// String returns the way to fold in words.
func (b FoldBy) String() string {
	return word(int(b), "count distinct", "foremost", "any", "every")
}

func condString(c Cond) string {
	switch c := c.(type) {
	case And:
		return condList("and", c)
	case Or:
		return condList("or", c)
	case Not:
		return "not(" + condString(c.Cond) + ")"
	case Kinds:
		return "kinds(" + strings.Join(c, " ") + ")"
	case Compare:
		s := fmt.Sprintf("%s.%s %s", c.Of, c.Property, c.Op)
		if c.Arg != 0 {
			s += " " + c.Arg.String()
		}
		return s
	case During:
		s := fmt.Sprintf("%s.%s during %s", c.Of, c.Property, c.Window)
		if c.Certain {
			s += " certain"
		}
		if c.Undated {
			s += " undated"
		}
		return s
	case Some:
		s := fmt.Sprintf("some(%s to %s", stepString(c.Step), strings.Join(c.Kinds, " "))
		if c.Where != nil {
			s += " where " + condString(c.Where)
		}
		if c.Once {
			s += " once"
		}
		return s + ")"
	case Each:
		return fmt.Sprintf("each(%s in %s)", stepString(c.Step), c.IDs)
	}
	return fmt.Sprintf("%T", c)
}

func condList(word string, all []Cond) string {
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = condString(c)
	}
	return word + "(" + strings.Join(texts, ", ") + ")"
}

// String returns a text that no other Order has, such as "time node.when desc".
func (o Order) String() string {
	s := o.By.String()
	if o.By == ByProperty || o.By == ByTime {
		s += " " + o.Of.String() + "." + o.Property
	}
	if o.Desc {
		s += " desc"
	}
	if o.Edges {
		s += " edges"
	}
	return s
}

// String returns $ and the number.
func (a Arg) String() string { return fmt.Sprintf("$%d", int(a)) }

// String returns what o names, in a word.
func (o Of) String() string { return word(int(o), "node", "edge", "group", "match") }

// String returns the direction in a word.
func (d Direction) String() string { return word(int(d), "out", "in", "both") }

// String returns the order in a word.
func (b By) String() string {
	return word(int(b), "id", "property", "time", "count", "first", "last", "score", "distance")
}

// String returns the way to compare as a sign or a word.
func (o Op) String() string {
	return word(int(o), "=", "any of", "prefix", "contains", ">=", "<=", "exists")
}

func word(i int, words ...string) string {
	if i >= len(words) {
		return fmt.Sprintf("unknown(%d)", i)
	}
	return words[i]
}
