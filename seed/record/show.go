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
	s := []rune(Encode(v))
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

// MarshalJSON writes the object with its keys in order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(Encode(m.Key))
		b.WriteByte(':')
		b.WriteString(Encode(m.Value))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
