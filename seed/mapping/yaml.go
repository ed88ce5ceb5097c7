package mapping

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The most that a mapping may have: bytes, and lists and objects in one another.
const (
	sizeLimit  = 1 << 20
	depthLimit = 32
)

// A place is where something stands in the file, from 1.
type place struct{ line, column int }

// A form is what a piece of YAML is.
type form uint8

const (
	isText form = iota + 1
	isNumber
	isBool
	isNull
	isList
	isObject
)

// A node is a piece of YAML, and where it stands.
type node struct {
	place
	form  form
	text  string  // of a scalar, as written
	list  []*node // of a list
	pairs []pair  // of an object, in order, each key once
}

// A pair is a key of an object and its value.
type pair struct {
	place
	key   string
	value *node
}

// get returns the value of a key, or nil.
func (n *node) get(key string) *node {
	for _, p := range n.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// what names the form for a sentence.
func (n *node) what() string {
	switch n.form {
	case isText:
		return "a text"
	case isNumber:
		return "a number"
	case isBool:
		return "true or false"
	case isNull:
		return "empty"
	case isList:
		return "a list"
	}
	return "an object"
}

// scalar says whether n is a text, or a number or boolean that can be one.
func (n *node) scalar() bool { return n.form == isText || n.form == isNumber || n.form == isBool }

// String writes n out in one form, however it was written in the file, with the keys
// of objects ordered.
func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	switch n.form {
	case isList:
		b.WriteByte('[')
		for _, x := range n.list {
			x.write(b)
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case isObject:
		b.WriteByte('{')
		for _, p := range slices.SortedFunc(slices.Values(n.pairs), func(p, q pair) int { return strings.Compare(p.key, q.key) }) {
			writeText(b, p.key)
			p.value.write(b)
			b.WriteByte(',')
		}
		b.WriteByte('}')
	default:
		b.WriteByte("?tnb0"[n.form])
		writeText(b, n.text)
	}
}

func writeText(b *strings.Builder, s string) {
	b.WriteByte('"')
	b.WriteString(strings.ReplaceAll(s, `"`, `""`))
	b.WriteByte('"')
}

// read parses a file of YAML that holds one object. It returns nil if there is a
// problem that leaves nothing to look at.
func read(ps *problems, text []byte) *node {
	switch {
	case len(text) > sizeLimit:
		ps.at(place{1, 1}, "", "it has %d bytes; a mapping has at most %d", len(text), sizeLimit)
		return nil
	case !utf8.Valid(text):
		ps.at(place{1, 1}, "", "it is not UTF-8")
		return nil
	}
	s := strings.TrimPrefix(string(text), "\uFEFF")
	tokens := lexer.Tokenize(s)
	if !plain(ps, tokens) {
		return nil
	}
	f, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		syntax(ps, s, err)
		return nil
	}
	var body ast.Node
	for _, d := range f.Docs {
		switch {
		case d.Body == nil:
		case body == nil:
			body = d.Body
		default:
			ps.at(position(d.Body), "", "a second document begins; a mapping is one, without a line of ---")
			return nil
		}
	}
	if body == nil {
		ps.at(place{1, 1}, "", "the mapping is empty; it needs nodes")
		return nil
	}
	r := reader{ps}
	n := r.node(body, "")
	if n.form != isObject {
		ps.at(n.place, "", "a mapping is an object with nodes and edges, and this is %s", n.what())
		return nil
	}
	return n
}

// plain refuses what a mapping does not need of YAML, and what is nested so deep that
// it cannot be parsed.
func plain(ps *problems, tokens token.Tokens) bool {
	depth, dashes, line := 0, 0, 0
	for _, t := range tokens {
		at := place{t.Position.Line, t.Position.Column}
		if at.line != line {
			line, dashes = at.line, 0
		}
		what := ""
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		case token.SequenceEntryType:
			dashes++
		case token.AnchorType, token.AliasType:
			what = "anchors and aliases (& and *) are"
		case token.MergeKeyType:
			what = "merging (<<) is"
		case token.TagType:
			what = "a tag (!) is"
		case token.DirectiveType:
			what = "a directive (%) is"
		case token.MappingKeyType:
			what = "a key behind a question mark is"
		}
		switch {
		case what != "":
			ps.at(at, "", "%s not part of the language; a text that begins so must stand in quotes, and lookups and let give names to what is needed twice", what)
			return false
		case depth > depthLimit || dashes > depthLimit || at.column > 1000 && t.Type == token.SequenceEntryType:
			ps.at(at, "", "lists and objects lie too deep inside one another; %d are the most", depthLimit)
			return false
		}
	}
	return true
}
