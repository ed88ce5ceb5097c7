package mapping

import "testing"

func TestConditions(t *testing.T) {
	const rec = `{"kind": "persname", "name": "Dr. Ann", "empty": "", "list": [{"x": "1"}, {"x": "2"}], "n": 5, "any": "thing", "a": "s", "b": "s", "obj": {"k": "v"}}`
	for _, c := range []struct {
		name, condition string
		want            bool
	}{
		{"Text", `{kind: persname}`, true},
		{"TextNot", `{kind: corpname}`, false},
		{"Both", `{kind: persname, name: Dr. Ann}`, true},
		{"BothNot", `{kind: persname, name: Ann}`, false},
		{"OneOf", `{kind: [corpname, persname]}`, true},
		{"NoneOf", `{kind: [corpname, famname]}`, false},
		{"Number", `{n: 5}`, true},
		{"Absent", `{nothing: x}`, false},
		{"Not", `{kind: {not: corpname}}`, true},
		{"NotNot", `{kind: {not: persname}}`, false},
		{"NotOneOf", `{kind: {not: [corpname, persname]}}`, false},
		{"NotAbsent", `{nothing: {not: x}}`, true},
		{"Matches", `{name: {matches: "^Dr"}}`, true},
		{"MatchesNot", `{name: {matches: "^Mr"}}`, false},
		{"MatchesAbsent", `{nothing: {matches: ""}}`, false},
		{"NotMatches", `{name: {not: {matches: "^Mr"}}}`, true},
		{"MatchesBut", `{name: {matches: "^Dr", not: Dr. Ann}}`, false},
		{"Exists", `{kind: {exists: true}}`, true},
		{"ExistsObject", `{obj: {exists: true}}`, true},
		{"ExistsEmpty", `{empty: {exists: true}}`, false},
		{"ExistsNot", `{empty: {exists: false}}`, true},
		{"ListAny", `{list.x: "2"}`, true},
		{"ListNone", `{list.x: "3"}`, false},
		{"ListNot", `{list.x: {not: "2"}}`, false},
		{"Any", `{any: [{kind: x}, {n: 5}]}`, true},
		{"AnyNot", `{any: [{kind: x}, {n: 6}]}`, false},
		{"All", `{all: [{kind: persname}, {n: 5}]}`, true},
		{"AllNot", `{all: [{kind: persname}, {n: 6}]}`, false},
		{"NotIt", `{not: {kind: x}}`, true},
		{"NotItNot", `{not: {kind: persname}}`, false},
		{"ColumnNamedAny", `{"{any}": thing}`, true},
		{"Filter", `{"{name|lower}": dr. ann}`, true},
		{"OtherColumn", `{a: "{b}"}`, true},
		{"OtherColumnNot", `{a: "{name}"}`, false},
		{"OtherColumnAbsent", `{a: "{nothing}"}`, false},
		{"Braces", `{a: "{{s}}"}`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := parse(t, "if: "+c.condition+"\nnodes: {x: {kind: PERSON, id: x, name: y}}\n")
			r, ok := row(t, m, rec)
			if ok != c.want || len(r.Faults) > 0 {
				t.Errorf("%s: got %v %v", c.condition, ok, r.Faults)
			}
		})
	}
}

// A condition on an object names none of its keys, which is a mistake of the mapping.
func TestConditionOfObject(t *testing.T) {
	m := parse(t, "if: {obj: v}\nnodes: {x: {kind: PERSON, id: x, name: y}}\n")
	r, ok := row(t, m, `{"obj": {"k": "v"}}`)
	if got, want := faults(r), `! obj: {"k":"v"}: a text is wanted and it is an object; name one of its keys, as in {obj.k}`; !ok || got != want {
		t.Errorf("got %v %s", ok, got)
	}
}
