package mapping

import "strings"

// A way is a path as it is written: its keys, and what stands behind them.
type way struct {
	keys    []string
	quoted  bool   // the first key stands in quotes, and so is a name and nothing else
	braces  bool   // a key without quotes has braces in it
	open    bool   // a quote is not closed, or has something behind it
	name    string // without filters
	filters []string
}

// ways takes apart what stands between braces. A key in quotes may have any characters,
// with a quote in it written twice.
func ways(s string) way {
	var w way
	rest := strings.TrimSpace(s)
	for {
		var key string
		if begin := strings.TrimLeft(rest, " "); strings.HasPrefix(begin, `"`) {
			n := closingQuote(begin)
			if n < 0 {
				w.open = true
				return w
			}
			key, rest = strings.ReplaceAll(begin[1:n], `""`, `"`), strings.TrimLeft(begin[n+1:], " ")
			w.quoted = w.quoted || w.keys == nil
			w.open = w.open || rest != "" && rest[0] != '.' && rest[0] != '|'
		} else {
			n := strings.IndexAny(rest, ".|")
			if n < 0 {
				n = len(rest)
			}
			key, rest = rest[:n], rest[n:]
			if rest == "" || rest[0] == '|' {
				key = strings.TrimRight(key, " ")
			}
			w.braces = w.braces || strings.ContainsAny(key, "{}")
		}
		w.keys = append(w.keys, key)
		if rest == "" || rest[0] != '.' {
			break
		}
		rest = rest[1:]
	}
	w.name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), rest))
	if rest != "" && !w.open {
		w.filters = strings.Split(rest[1:], "|")
	}
	return w
}

// closingQuote returns where the quote that s begins with closes, or -1.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 == len(s) || s[i+1] != '"' {
			return i
		}
		i++
	}
	return -1
}

// closingBrace returns where the brace that s begins with closes, or -1. One in quotes
// closes nothing.
func closingBrace(s string) int {
	begins := true // a key, and so perhaps a quote
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '}':
			return i
		case s[i] == '"' && begins:
			n := closingQuote(s[i:])
			if n < 0 {
				return -1
			}
			i += n
		}
		begins = s[i] == '.' || begins && s[i] == ' '
	}
	return -1
}

// inQuotes writes a name as it stands in a path: as it is, or in quotes if it must.
func inQuotes(name string) string {
	if strings.TrimSpace(name) == name && name != "" && !strings.ContainsAny(name, "{}|") && name[0] != '"' && name[0] != '#' {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}
