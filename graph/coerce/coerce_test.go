package coerce

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
)

const sdl = `
type Query {
  f(int: Int, ints: [Int], must: [Int!]!, deep: [[Int]], float: Float, text: String, yes: Boolean, id: ID, by: Order, own: Own, in: In, one: One, ones: [One!]): Int
}
enum Order { NAME WHEN }
scalar Own
input In { int: Int must: Int! = 5 needed: Int! list: [In!] by: Order one: One }
input One @oneOf { a: Int b: String }
`

func schema(t testing.TB) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Input: sdl})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Each value of JSON for a variable of each type, by the specification; what does not begin with "!" is the value, else the
// error.
func TestVariables(t *testing.T) {
	tests := []struct{ of, given, want string }{
		{"Int", `1`, `1`},
		{"Int", `-0`, `0`},
		{"Int", `1.0`, `1`},
		{"Int", `1e2`, `100`},
		{"Int", `2147483647`, `2147483647`},
		{"Int", `-2147483648`, `-2147483648`},
		{"Int", `2147483648`, `!variable.v: cannot use this number as Int`},
		{"Int", `12345678901234567890`, `!variable.v: cannot use this number as Int`},
		{"Int", `1e400`, `!variable.v: cannot use this number as Int`},
		{"Int", `1.5`, `!variable.v: cannot use this number as Int`},
		{"Int", `"1"`, `!variable.v: cannot use a text as Int`},
		{"Int", `true`, `!variable.v: cannot use a Boolean as Int`},
		{"Int", `[1]`, `!variable.v: cannot use a list as Int`},
		{"Int", `{}`, `!variable.v: cannot use an object as Int`},
		{"Int", `null`, `null`},
		{"Int!", `null`, `!variable.v: cannot be null`},
		{"Int!", `1`, `1`},
		{"Float", `1`, `1`},
		{"Float", `1.5e3`, `1.5e3`},
		{"Float", `1e400`, `!variable.v: cannot use this number as Float`},
		{"Float", `"1.5"`, `!variable.v: cannot use a text as Float`},
		{"String", `"a"`, `"a"`},
		{"String", `""`, `""`},
		{"String", `"\u0000"`, `"\u0000"`},
		{"String", `1`, `!variable.v: cannot use this number as String`},
		{"String", `["a"]`, `!variable.v: cannot use a list as String`},
		{"Boolean", `false`, `false`},
		{"Boolean", `"false"`, `!variable.v: cannot use a text as Boolean`},
		{"Boolean", `0`, `!variable.v: cannot use this number as Boolean`},
		{"ID", `"a"`, `"a"`},
		{"ID", `7`, `"7"`},
		{"ID", `7.0`, `"7"`},
		{"ID", `7.5`, `!variable.v: cannot use this number as ID`},
		{"ID", `true`, `!variable.v: cannot use a Boolean as ID`},
		{"Order", `"NAME"`, `"NAME"`},
		{"Order", `"name"`, `!variable.v: name is no value of Order; there are: NAME, WHEN`},
		{"Order", `""`, `!variable.v:  is no value of Order`},
		{"Order", `0`, `!variable.v: must be the name of a Order`},
		{"Own", `{"any": [1.50, "a"]}`, `{"any":[1.50,"a"]}`},
		{"[Int]", `null`, `null`},
		{"[Int]", `[]`, `[]`},
		{"[Int]", `[1, null, 2.0]`, `[1,null,2]`},
		{"[Int]", `1`, `[1]`},
		{"[Int]", `[1, "2"]`, `!variable.v[1]: cannot use a text as Int`},
		{"[Int]", `[[1]]`, `!variable.v[0]: cannot use a list as Int`},
		{"[Int!]!", `1`, `[1]`},
		{"[Int!]!", `[null]`, `!variable.v[0]: cannot be null`},
		{"[Int!]!", `null`, `!variable.v: cannot be null`},
		{"[Int!]", `null`, `null`},
		{"[[Int]]", `1`, `[[1]]`},
		{"[[Int]]", `[[1], null, [2, 3]]`, `[[1],null,[2,3]]`},
		{"[[Int]]", `[1, 2]`, `[[1],[2]]`},
		{"In", `{"needed": 1}`, `{"needed":1}`},
		{"In", `{"needed": 1.0, "must": 2, "int": null}`, `{"int":null,"must":2,"needed":1}`},
		{"In", `{}`, `!variable.v.needed: must be defined`},
		{"In", `{"needed": null}`, `!variable.v.needed: cannot be null`},
		{"In", `{"needed": 1, "must": null}`, `!variable.v.must: cannot be null`},
		{"In", `{"needed": 1, "other": 2, "another": 3}`, `!variable.v.another: unknown field of In; there are: int, must, needed, list, by, one`},
		{"In", `{"needed": 1, "__typename": "In"}`, `!variable.v.__typename: unknown field`},
		{"In", `{"needed": 1, "list": {"needed": 2}}`, `{"list":[{"needed":2}],"needed":1}`},
		{"In", `{"needed": 1, "list": [{"needed": 2, "by": "when"}]}`, `!variable.v.list[0].by: when is no value of Order`},
		{"In", `5`, `!variable.v: must be a In, as an object, not this number`},
		{"In", `[{"needed": 1}]`, `!variable.v: must be a In, as an object, not a list`},
		{"One", `{"a": 1}`, `{"a":1}`},
		{"One", `{"b": "x"}`, `{"b":"x"}`},
		{"One", `{}`, `!variable.v: exactly one member of a One`},
		{"One", `{"a": 1, "b": "x"}`, `!variable.v: exactly one member of a One`},
		{"One", `{"a": 1, "b": null}`, `!variable.v.b: cannot be null`},
		{"One", `{"a": null}`, `!variable.v.a: cannot be null`},
		{"One", `{"a": "x"}`, `!variable.v.a: cannot use a text as Int`},
		{"[One!]", `[{"a": 1}, {"a": 1, "b": "x"}]`, `!variable.v[1]: exactly one member of a One`},
		{"In", `{"needed": 1, "one": {}}`, `!variable.v.one: exactly one member of a One`},
	}
	s := schema(t)
	argument := map[string]string{"Int": "int", "Int!": "int", "Float": "float", "String": "text", "Boolean": "yes", "ID": "id", "Order": "by",
		"Own": "own", "[Int]": "ints", "[Int!]!": "must", "[Int!]": "ints", "[[Int]]": "deep", "In": "in", "One": "one", "[One!]": "ones"}
	for _, tt := range tests {
		must := "must: []"
		if argument[tt.of] == "must" {
			must = ""
		}
		doc, wrong := gqlparser.LoadQueryWithRules(s, "query($v: "+tt.of+") { f("+argument[tt.of]+": $v "+must+") }", nil)
		if wrong != nil {
			t.Fatal(tt.of, wrong)
		}
		var given any
		d := json.NewDecoder(strings.NewReader(tt.given))
		d.UseNumber()
		if err := d.Decode(&given); err != nil {
			t.Fatal(err)
		}
		values, err := Variables(s, doc.Operations[0], map[string]any{"v": given, "not declared": 1}, true)
		if err != nil {
			if got := "!" + err.Path.String() + ": " + err.Message; !strings.HasPrefix(got, tt.want) {
				t.Errorf("%s as %s: %s, want %s", tt.given, tt.of, got, tt.want)
			}
			continue
		}
		got, jsonErr := json.Marshal(values["v"])
		if jsonErr != nil || string(got) != tt.want || len(values) != 1 {
			t.Errorf("%s as %s: %s of %v, want %s", tt.given, tt.of, got, values, tt.want)
		}
		// Who executes it coerces once more, and must find nothing wrong.
		if _, err := validator.VariableValues(s, doc.Operations[0], values); err != nil {
			t.Errorf("%s as %s: %v", tt.given, tt.of, err)
		}
	}
}

// What the schema has is told only if it may be.
func TestTells(t *testing.T) {
	s := schema(t)
	doc := gqlparser.MustLoadQueryWithRules(s, "query($v: Order) { f(by: $v, must: 1) }", nil)
	if _, err := Variables(s, doc.Operations[0], map[string]any{"v": "x"}, false); err == nil || strings.Contains(err.Message, "NAME") {
		t.Error(err)
	}
	in := gqlparser.MustLoadQueryWithRules(s, "query($v: In) { f(in: $v, must: 1) }", nil)
	given := map[string]any{"v": map[string]any{"needed": json.Number("1"), "other": 2}}
	if _, err := Variables(s, in.Operations[0], given, false); err == nil || err.Message != "unknown field" {
		t.Error(err)
	}
	if values, err := Variables(s, doc.Operations[0], nil, false); err != nil || len(values) != 0 {
		t.Error(values, err)
	}
}

// What stands in the document is judged by gqlparser's rules, as the specification has it too.
func TestLiterals(t *testing.T) {
	s := schema(t)
	for query, good := range map[string]bool{
		`{ f(must: 1, one: {a: 1}) }`:                                      true,
		`{ f(must: 1, one: {}) }`:                                          false,
		`{ f(must: 1, one: {a: 1, b: "x"}) }`:                              false,
		`{ f(must: 1, one: {a: null}) }`:                                   false,
		`{ f(must: 1, ones: {a: 1}) }`:                                     true,
		`query($a: Int!) { f(must: 1, one: {a: $a}) }`:                     true,
		`query($a: Int) { f(must: 1, one: {a: $a}) }`:                      false,
		`query($a: Int!, $b: String!) { f(must: 1, one: {a: $a, b: $b}) }`: false,
		`{ f(must: 1, by: NAME) }`:                                         true,
		`{ f(must: 1, by: "NAME") }`:                                       false,
		`{ f(must: 1, by: name) }`:                                         false,
		`{ f(must: 1, int: 1.0) }`:                                         false,
		`{ f(must: 1, int: "1") }`:                                         false,
		`{ f(must: 1, float: 1) }`:                                         true,
		`{ f(must: 1, text: 1) }`:                                          false,
		`{ f(must: 1, id: 1) }`:                                            true,
		`{ f(must: 1, yes: 1) }`:                                           false,
		`{ f(must: null) }`:                                                false,
		`{ f }`:                                                            false,
		`{ f(must: [null]) }`:                                              false,
		`{ f(must: 1, in: {needed: 1, needed: 2}) }`:                       false,
		`{ f(must: 1, in: {needed: 1, must: null}) }`:                      false,
		`query($v: Int = null) { f(must: [$v]) }`:                          false,
		`query($v: Int! = null) { f(must: [$v]) }`:                         false,
		`query($v: Int = 1) { f(must: [$v]) }`:                             true,
		`query($v: Int = "1") { f(must: 1, int: $v) }`:                     false,
	} {
		if _, err := gqlparser.LoadQueryWithRules(s, query, nil); (err == nil) != good {
			t.Errorf("%s: %v", query, err)
		}
	}
}
