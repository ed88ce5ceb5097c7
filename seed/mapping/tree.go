package mapping

import (
	"github.com/goccy/go-yaml/ast"
)

// A reader makes nodes of what the parser of YAML returns.
type reader struct{ *problems }

// position is where a piece of YAML begins.
func position(n ast.Node) place {
	if x, ok := n.(*ast.MappingNode); ok && !x.IsFlowStyle && len(x.Values) > 0 {
		return position(x.Values[0].Key)
	}
	p := n.GetToken().Position
	return place{p.Line, p.Column}
}

// node reads a piece of YAML, and those in it.
func (r reader) node(n ast.Node, key string) *node {
	x := &node{place: position(n), form: isText}
	switch n := n.(type) {
	case *ast.MappingNode:
		x.form = isObject
		seen := map[string]bool{}
		for _, v := range n.Values {
			r.pair(x, v, key, seen)
		}
	case *ast.SequenceNode:
		x.form = isList
		for _, v := range n.Values {
			x.list = append(x.list, r.node(v, key))
		}
	case *ast.StringNode:
		x.text = n.Value
	case *ast.LiteralNode:
		x.text = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode:
		x.form, x.text = isNumber, n.GetToken().Value
	case *ast.BoolNode:
		x.form, x.text = isBool, "false"
		if n.Value {
			x.text = "true"
		}
	case *ast.NullNode:
		x.form = isNull
	default:
		x.text = n.GetToken().Value // .inf and .nan are words like others.
	}
	return x
}

// pair adds a key and its value to x, if the key is not there yet.
func (r reader) pair(x *node, v *ast.MappingValueNode, key string, seen map[string]bool) {
	name := r.node(v.Key, key)
	if !name.scalar() && name.form != isNull {
		r.at(name.place, key, "a key must be a text")
		return
	}
	if name.form == isNull {
		name.text = v.Key.GetToken().Value
	}
	k := join(key, name.text)
	if seen[name.text] {
		r.at(name.place, k, "it stands here a second time")
		return
	}
	seen[name.text] = true
	x.pairs = append(x.pairs, pair{name.place, name.text, r.node(v.Value, k)})
}

// join adds a key to the way to it.
func join(way, key string) string {
	if way == "" {
		return key
	}
	return way + "." + key
}
