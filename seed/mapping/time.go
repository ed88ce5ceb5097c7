package mapping

import (
	"encoding/json"
	"strings"

	"parley/graph/edtf"
	"parley/seed/record"
)

// A period is a time in parts: EDTF as it stands, or a start and perhaps an end.
type period struct {
	edtf       expr // or nil, and then:
	start, end expr // or nil
	words      expr // or nil
	flags      flags
	path       string
}

// Flags say whether a time is approximate or uncertain.
type flags struct{ approximate, uncertain condition }

// An always is a condition that does not depend on the record.
type always bool

func (a always) holds(*frame) bool { return bool(a) }

// What stands in EDTF for an end that is open, or not known.
const (
	openEnd    = ".."
	unknownEnd = ""
)

func (p *period) column() string { return p.path }

// eval returns EDTF, or that and the source's words, or nil.
func (p *period) eval(f *frame) any {
	s := p.interval(f)
	if s == "" {
		return nil
	}
	if p.words == nil {
		return s
	}
	words, _ := f.text(p.words.eval(f), p.words.column())
	if words == "" {
		return s
	}
	return record.Object{{Key: "edtf", Value: s}, {Key: "text", Value: words}}
}

// interval returns EDTF, or "" if there is no time.
func (p *period) interval(f *frame) string {
	if p.edtf != nil {
		s, _ := f.text(p.edtf.eval(f), p.edtf.column())
		from, to, isInterval := strings.Cut(s, "/")
		from = p.flags.mark(f, from)
		if !isInterval {
			return from
		}
		return from + "/" + p.flags.mark(f, to)
	}
	start, _ := end(f, p.start)
	to, there := end(f, p.end)
	start, to = p.flags.mark(f, start), p.flags.mark(f, to)
	switch {
	case (start == unknownEnd || start == openEnd) && (to == unknownEnd || to == openEnd):
		return ""
	case !there || start == to:
		return start
	}
	return start + "/" + to
}

// end returns one end of an interval, and whether the record has it.
func end(f *frame, e expr) (string, bool) {
	if e == nil {
		return unknownEnd, false
	}
	v := e.eval(f)
	s, ok := f.text(v, e.column())
	return s, ok && v != nil
}

// mark puts the sign behind a date that the flags call for, if they do.
func (g flags) mark(f *frame, s string) string {
	if s == unknownEnd || s == openEnd || g.approximate == nil && g.uncertain == nil {
		return s
	}
	approximate := g.approximate != nil && g.approximate.holds(f)
	uncertain := g.uncertain != nil && g.uncertain.holds(f)
	bare := strings.TrimRight(s, "~?%")
	sign := s[len(bare):]
	if len(sign) > 1 {
		return s // It is no EDTF, and is refused as such.
	}
	switch sign {
	case "~":
		approximate = true
	case "?":
		uncertain = true
	case "%":
		approximate, uncertain = true, true
	}
	switch {
	case approximate && uncertain:
		return bare + "%"
	case approximate:
		return bare + "~"
	case uncertain:
		return bare + "?"
	}
	return bare
}

// time compiles a time that is an object.
func (c *compiler) time(n *node, key string, sc scope) expr {
	c.words(n, key, timeWords, "a time")
	p := &period{flags: c.flags(n, key, sc)}
	said := n.get("edtf")
	start, to := n.get("start"), n.get("end")
	switch {
	case said == nil && start == nil && to == nil:
		c.at(n.place, key, "a time needs edtf, or start or end")
	case said != nil && (start != nil || to != nil):
		c.at(n.place, key, "it has edtf, so that start and end have no meaning")
	}
	if said != nil {
		p.edtf = c.value(said, join(key, "edtf"), sc, want{})
		c.checkEDTF(p.edtf, said, join(key, "edtf"))
		p.path = p.edtf.column()
	}
	if start != nil {
		p.start = c.point(start, join(key, "start"), sc)
		p.path = p.start.column()
	}
	if to != nil {
		p.end = c.point(to, join(key, "end"), sc)
		if p.path == "" {
			p.path = p.end.column()
		}
	}
	if x := n.get("text"); x != nil {
		p.words = c.value(x, join(key, "text"), sc, want{})
	}
	return p
}

// checkEDTF holds a time that is the same for each record against EDTF.
func (c *compiler) checkEDTF(e expr, n *node, key string) {
	k, ok := e.(constant)
	if !ok {
		return
	}
	s, _ := (&frame{m: c.m}).text(k.v, "")
	t, err := edtf.Parse(s)
	if err == nil {
		err = t.Storable()
	}
	if err != nil {
		c.at(n.place, key, "%v", err)
	}
}

// flags compiles approximate and uncertain.
func (c *compiler) flags(n *node, key string, sc scope) flags {
	one := func(name string) condition {
		x := n.get(name)
		switch {
		case x == nil:
			return nil
		case x.form == isBool:
			return always(x.text == "true")
		case x.form != isObject:
			c.at(x.place, join(key, name), "it must be true, false or a condition, and this is %s", x.what())
			return nil
		}
		return c.condition(x, join(key, name), sc)
	}
	return flags{one("approximate"), one("uncertain")}
}

// A written is a point of time as a text in EDTF.
type written struct{ expr }

func (w written) eval(f *frame) any {
	v := w.expr.eval(f)
	if v == nil {
		return nil
	}
	s, ok := f.text(v, w.column())
	if !ok {
		return nil
	}
	if reason := wrongPoint(s); reason != "" {
		f.fault(w.column(), s, "%s", reason)
		return nil
	}
	return s
}

// wrongPoint says why a text is no point of time, or "".
func wrongPoint(s string) string {
	if s == unknownEnd || s == openEnd {
		return ""
	}
	if strings.Contains(s, "/") {
		return "it is an interval, which stands under edtf; start and end are points of time"
	}
	if _, err := edtf.Parse(s); err != nil {
		return err.Error()
	}
	return ""
}

// point compiles one end of a time.
func (c *compiler) point(n *node, key string, sc scope) expr {
	if n.form == isObject && n.get("from") == nil && !unquoted(n) {
		return c.parts(n, key, sc)
	}
	e := c.value(n, key, sc, want{point: true})
	if k, ok := e.(constant); ok {
		if number, ok := k.v.(json.Number); ok {
			k.v = number.String()
		}
		s, _ := k.v.(string)
		if reason := wrongPoint(s); reason != "" {
			c.at(n.place, key, "%s", reason)
		}
		return constant{s}
	}
	return written{e}
}
