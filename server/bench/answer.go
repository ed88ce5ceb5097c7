package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// An answer is what came back, as it came: texts of GraphQL's answers, a text of SQLite's JSON, or the driver's values.
type answer any

// rows returns an answer as lists within lists, so that answers of all ways can be compared: what GraphQL has as an
// object is the list of its values, in their order, or the value itself where there is one only. The cursor for the
// next page has no counterpart and is left out. Errors of GraphQL are an error.
func rows(a answer) (any, error) {
	switch a := a.(type) {
	case [][]byte:
		var all []any
		for _, body := range a {
			if err := refused(body); err != nil {
				return nil, err
			}
			one, err := positional(json.NewDecoder(bytes.NewReader(body)))
			if err != nil {
				return nil, fmt.Errorf("read the answer %.200q: %w", body, err)
			}
			list, ok := one.([]any)
			if !ok {
				return nil, fmt.Errorf("the answer %.200q has no rows", body)
			}
			all = append(all, list...)
		}
		return all, nil
	case string:
		var v any
		err := json.Unmarshal([]byte(a), &v)
		return v, err
	}
	text, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return rows(string(text))
}

// refused returns an error if a body has errors of GraphQL.
func refused(body []byte) error {
	var head struct{ Errors []struct{ Message string } }
	if err := json.Unmarshal(body, &head); err != nil {
		return fmt.Errorf("the answer is no JSON: %w", err)
	}
	if len(head.Errors) > 0 {
		return fmt.Errorf("the answer is an error: %s", head.Errors[0].Message)
	}
	return nil
}

// positional reads a value of JSON, see rows.
func positional(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	if token != json.Delim('{') && token != json.Delim('[') {
		return token, nil
	}
	list := []any{}
	for d.More() {
		name := any(nil)
		if token == json.Delim('{') {
			if name, err = d.Token(); err != nil {
				return nil, err
			}
		}
		value, err := positional(d)
		if err != nil {
			return nil, err
		}
		if name != "endCursor" {
			list = append(list, value)
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if token == json.Delim('{') && len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

// count is how many rows an answer has: of its lists of lists, the longest.
func count(v any) int {
	list, ok := v.([]any)
	if !ok {
		return 0
	}
	most := 1
	if len(list) > 0 {
		if _, nested := list[0].([]any); nested {
			most = len(list)
		}
	}
	for _, e := range list {
		most = max(most, count(e))
	}
	return most
}

// errDiffer is that two ways gave different answers.
var errDiffer = errors.New("the answers differ")

// same returns an error that says where two answers differ first.
func same(want, got any) error {
	return differ("", want, got)
}

func differ(at string, want, got any) error {
	a, isList := want.([]any)
	b, other := got.([]any)
	if isList && other {
		for i := range min(len(a), len(b)) {
			if err := differ(fmt.Sprintf("%s[%d]", at, i), a[i], b[i]); err != nil {
				return err
			}
		}
		if len(a) != len(b) {
			return fmt.Errorf("%w: at %s there are %d and %d", errDiffer, at, len(a), len(b))
		}
		return nil
	}
	if !reflect.DeepEqual(want, got) {
		return fmt.Errorf("%w: at %s there is %.80v and %.80v", errDiffer, at, want, got)
	}
	return nil
}
