package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/seed/load"
	"parley/seed/record"
)

// A pattern is of names of columns.
type pattern struct {
	Path
	match *regexp.Regexp
}

// input compiles what the files are.
func (c *compiler) input(n *node) {
	const key = "input"
	c.words(n, key, inputWords, "input")
	text := func(name string) string {
		if x := n.get(name); x != nil {
			s, _ := c.text(x, join(key, name))
			return s
		}
		return ""
	}
	in := &c.m.input
	in.Format, in.Encoding, in.Delimiter, in.Quote = text("format"), text("encoding"), text("delimiter"), text("quote")
	in.Comment, in.Records, in.Files = text("comment"), text("records"), text("files")
	if x := n.get("skip"); x != nil {
		skip, err := strconv.Atoi(x.text)
		if err != nil || x.form != isNumber {
			c.at(x.place, join(key, "skip"), "it must be a number of lines")
		}
		in.Skip = skip
	}
	if x := n.get("header"); x != nil {
		in.Header = []string{}
		for _, s := range c.texts(x, join(key, "header")) {
			in.Header = append(in.Header, s.text)
		}
	}
	if s := text("record"); s != "" {
		for _, k := range strings.Split(s, ".") {
			c.m.inner = append(c.m.inner, hop{k, -1})
		}
		c.m.innerPath = s
	}
	switch x := n.get("decimal"); {
	case x == nil:
	case x.text == "," || x.text == ".":
		c.m.decimal = x.text
	default:
		c.at(x.place, join(key, "decimal"), `it must be "," or "."`)
	}
	if _, err := record.Open(nil, nil, *in); err != nil {
		c.at(n.place, key, "%s", strings.TrimPrefix(err.Error(), "record: "))
	}
}

// Input returns what the mapping says of the files. A table that lacks a column which
// the mapping reads is refused with Problems before its first row.
func (m *Mapping) Input() record.Options {
	in := m.input
	in.Table = m.table
	return in
}

// table holds what the mapping reads against the columns of a table.
func (m *Mapping) table(file string, columns []string) error {
	if m.inner != nil {
		return nil
	}
	ps := &problems{file: m.name}
	for _, r := range m.readings {
		if r.names != nil && !slices.ContainsFunc(r.names, func(n string) bool { return slices.Contains(columns, n) }) {
			ps.at(place{r.Line, r.Column}, "", "%s has no column %q%s", file, r.names[len(r.names)-1], nearColumn(r.names[len(r.names)-1], columns))
		}
	}
	for _, p := range m.patterns {
		if !slices.ContainsFunc(columns, p.match.MatchString) {
			ps.at(place{p.Line, p.Column}, "", "%s has no column that matches %q", file, p.Path.Path)
		}
	}
	if d := delimiterIn(columns); d != "" && len(ps.all) > 0 {
		first := ps.sorted()[0]
		return Problems{{m.name, first.Line, first.Column, "", fmt.Sprintf("%s: the table has one column, %q; is its delimiter %q? input: {delimiter: %q} says so", file, cut(columns[0]), d, d)}}
	}
	return ps.err()
}

// nearColumn says what could be meant by a name that no column has, as it stands in a
// path.
func nearColumn(name string, columns []string) string {
	hint := load.Near(name, columns)
	written := make([]string, len(columns))
	for i, c := range columns {
		if written[i] = inQuotes(c); written[i] != c {
			hint = strings.ReplaceAll(hint, strconv.Quote(c), "{"+written[i]+"}")
		}
	}
	if hint != "" {
		return hint
	}
	return load.Instead(name, written)
}

// delimiterIn returns the character that seems to stand between columns that are taken
// for one, or "".
func delimiterIn(columns []string) string {
	best, most := "", 0
	if len(columns) != 1 {
		return ""
	}
	for _, d := range []string{";", "\t", "|", ","} {
		if n := strings.Count(columns[0], d); n > most {
			best, most = d, n
		}
	}
	return best
}
