package sqlite

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// floatKey returns a finite float as an integer: of two floats the greater has the
// greater integer. SQLite writes a float in JSON with too few digits, and an
// integer with all.
func floatKey(f float64) int64 {
	n := int64(math.Float64bits(f + 0)) // Adding makes 0 of -0.
	if n < 0 {
		n ^= math.MaxInt64
	}
	return n
}

func keyFloat(n int64) float64 {
	if n < 0 {
		n ^= math.MaxInt64
	}
	return math.Float64frombits(uint64(n))
}

// timeKey returns 16 bytes that are ordered as times are: by the first and then by
// the second bound.
func timeKey(startEarliest, endLatest int64) []byte {
	key := make([]byte, 0, 16)
	key = binary.BigEndian.AppendUint64(key, uint64(startEarliest)^1<<63)
	return binary.BigEndian.AppendUint64(key, uint64(endLatest)^1<<63)
}

func keyTime(key []byte) (startEarliest, endLatest int64) {
	return int64(binary.BigEndian.Uint64(key) ^ 1<<63), int64(binary.BigEndian.Uint64(key[8:]) ^ 1<<63)
}

// jsonText returns v, made of strings and integers, as JSON.
func jsonText(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", fmt.Errorf("sqlite: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// encode appends the values of a property's columns.
func (p *property) encode(row []any, v any) ([]any, error) {
	switch v := v.(type) {
	case nil:
		return append(row, p.absent...), nil
	case edtf.Period:
		var words any
		if v.Text != "" {
			words = v.Text
		}
		return append(row, v.EDTF, words, v.StartEarliest, v.StartLatest, v.EndEarliest, v.EndLatest,
			timeKey(v.StartEarliest, v.EndLatest)), nil
	case []string:
		list, err := jsonText(v)
		row = append(row, list)
		if err != nil || !p.folded {
			return row, err
		}
		folds := make([]string, len(v))
		for i, s := range v {
			folds[i] = text.Fold(s)
		}
		list, err = jsonText(folds)
		return append(row, list), err
	case string:
		if p.folded {
			return append(row, v, text.Fold(v)), nil
		}
		return append(row, v), nil
	}
	return append(row, scalar(v)), nil
}

// scalar returns a value as it stands in its column.
func scalar(v any) any {
	switch v := v.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case float64:
		return floatKey(v)
	}
	return v
}

// list returns values as a list that json_each reads. Texts that can be no stored
// text, and so equal none, are left out: they would not come through JSON unchanged.
func list(v any) (string, error) {
	switch v := v.(type) {
	case []string:
		kept := []string{}
		for _, s := range v {
			if utf8.ValidString(s) && !strings.Contains(s, "\x00") {
				kept = append(kept, s)
			}
		}
		return jsonText(kept)
	case []int64:
		return jsonText(append([]int64{}, v...))
	case []float64:
		keys := []int64{}
		for _, f := range v {
			keys = append(keys, floatKey(f))
		}
		return jsonText(keys)
	}
	return "", fmt.Errorf("a %T is no list of values: %w", v, store.ErrInvalid)
}

// searched returns what is indexed of a node: the tokens of all its text, and those of its
// names, each name on a line of its own with a space before and behind each token. Either is
// nil if there are none.
func searched(k *store.Kind, props map[string]any) (words, names any) {
	var all, called strings.Builder
	for _, p := range k.Properties {
		if !p.Fulltext {
			continue
		}
		for _, v := range texts(props[p.Name]) {
			tokens := strings.Join(text.Tokens(v), " ")
			if tokens == "" {
				continue
			}
			all.WriteString(tokens + " ")
			if p.Name == store.NameProperty || p.Name == store.AliasesProperty {
				called.WriteString("\n " + tokens + " \n")
			}
		}
	}
	return absent(all.String()), absent(called.String())
}

func absent(s string) any {
	if s == "" {
		return nil
	}
	return s
}
