package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Show writes a value of JSON out for a sentence, cut behind 60 characters.
func Show(v any) string {
	const most = 60
	s := []rune(Encode(plainValue(v)))
	if len(s) > most {
		return string(s[:most]) + "…"
	}
	return string(s)
}

// Encode returns a value of JSON, or a list of texts, as JSON without spaces. It
// panics if v holds anything else.
func Encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("record: what JSON gave does not encode: %v", err))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// plainValue turns objects into maps, which json knows.
func plainValue(v any) any {
	switch v := v.(type) {
	case Object:
		m := map[string]any{}
		for _, x := range v {
			m[x.Key] = plainValue(x.Value)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = plainValue(x)
		}
		return list
	}
	return v
}
