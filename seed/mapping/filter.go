package mapping

import (
	"strings"

	"parley/graph/text"
	"parley/seed/load"
)

// A filter makes a text of a text.
type filter struct {
	name, about string
	apply       func(string) string
}

var filters = []filter{
	{"slug", "the letters and digits of an id, folded as in search and joined by -", func(s string) string { return strings.Join(text.Tokens(s), "-") }},
	{"hash", "the first 128 bits of its SHA-256 in hexadecimal", hash},
	{"lower", "in small letters", strings.ToLower},
	{"upper", "in capitals", strings.ToUpper},
	{"trim", "without spaces around it", strings.TrimSpace},
}

func (c *compiler) filter(name string, at place, key string) filter {
	known := make([]string, len(filters))
	for i, f := range filters {
		if f.name == name {
			return f
		}
		known[i] = f.name
	}
	c.at(at, key, "there is no filter %q%s", name, load.Instead(name, known))
	return filter{name: name, apply: strings.TrimSpace}
}

// filtered applies a filter to each text of v. A text of which nothing is left is a
// fault, unless it is only asked whether there is anything: it is there, so that it
// cannot be as an absent one.
func (f *frame) filtered(p *path, x filter, v any) any {
	if list, ok := v.([]any); ok {
		out := make([]any, 0, len(list))
		for _, e := range list {
			if y := f.filtered(p, x, e); y != nil {
				out = append(out, y)
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	}
	before, ok := f.text(v, p.report)
	if !ok || before == "" {
		return nil
	}
	s := x.apply(before)
	if s == "" {
		if !p.asking {
			f.fault(p.report, before, "%s leaves nothing of it: it has no letter and no digit", x.name)
		}
		return nil
	}
	return s
}
