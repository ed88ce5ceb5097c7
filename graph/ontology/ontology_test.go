package ontology

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

func file(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// head is the directives and the scalars of the schema that the program serves.
func head(t testing.TB) string {
	t.Helper()
	text, _, ok := strings.Cut(file(t, "../../schema.graphqls"), "# ---- Enums ----")
	if !ok {
		t.Fatal("the schema has no section of enums behind the directives and scalars")
	}
	return text
}

func load(t testing.TB, sdl string) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: sdl})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPictures holds what is read from good schemas against testdata.
func TestPictures(t *testing.T) {
	tests := map[string]string{
		"parley": file(t, "../../schema.graphqls"),
		"music":  head(t) + file(t, "testdata/music.graphqls"),
		"review": head(t) + file(t, "testdata/music.graphqls") + reviews,
	}
	for name, sdl := range tests {
		t.Run(name, func(t *testing.T) {
			o, err := New(load(t, sdl))
			if err != nil {
				t.Fatal(err)
			}
			got, golden := picture(o), "testdata/"+name+".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(file(t, golden), got); d != "" {
				t.Errorf("another picture (-want +got):\n%s", d)
			}
		})
	}
}

// picture writes out all that an ontology says.
func picture(o *Ontology) string {
	var b strings.Builder
	for _, k := range o.Store.Kinds {
		fmt.Fprintf(&b, "kind %s :%s", k.Name, k.Label)
		if k.Time != "" {
			fmt.Fprintf(&b, ", time %s", k.Time)
		}
		b.WriteByte('\n')
		properties(&b, k.Properties)
		for _, x := range o.Bounds[k.Name] {
			least := "at most one"
			if x.Required {
				least = "one"
			}
			fmt.Fprintf(&b, "\t%s: %s %s %s\n", x.Field, least, x.Relation, x.Direction)
		}
		for _, f := range o.schema.Types[k.Name].Fields {
			lead(&b, o, f)
		}
	}
	for _, r := range o.Store.Relations {
		fmt.Fprintf(&b, "relation %s from %s to %s\n", r.Name, strings.Join(r.From, " "), strings.Join(r.To, " "))
		if s := o.Sharing[r.Name]; s != "" {
			fmt.Fprintf(&b, "\tends share %s\n", s)
		}
		if slices.Contains(o.Chains, r.Name) {
			b.WriteString("\tforms chains\n")
		}
		properties(&b, r.Properties)
	}
	for _, d := range o.Drawn {
		fmt.Fprintf(&b, "drawn %s between %s over %s of %s\n", d.Name, strings.Join(d.Ends, " "), d.Step.First.Relation, strings.Join(d.Step.Kinds, " "))
	}
	for _, t := range o.Tracks {
		fmt.Fprintf(&b, "timeline of %s along %s %s to %s by %s, edges %v\n", strings.Join(t.On, " "), t.Step.Relation, t.Step.Direction, strings.Join(t.Kinds, " "), t.Time, t.Edge)
	}
	for _, p := range o.Presences {
		fmt.Fprintf(&b, "presence of %s along %s %s to %s", strings.Join(p.On, " "), p.Step.Relation, p.Step.Direction, strings.Join(p.Kinds, " "))
		if p.Via != nil {
			fmt.Fprintf(&b, " via %s %s", p.Via.Relation, p.Via.Direction)
		}
		fmt.Fprintf(&b, " at %s inside %s\n", strings.Join(p.Places, " "), p.Inside)
	}
	for _, key := range slices.SortedFunc(maps.Keys(o.Refs), func(a, b [2]string) int { return strings.Compare(a[0]+" "+a[1], b[0]+" "+b[1]) }) {
		fmt.Fprintf(&b, "ref %s.%s to %s\n", key[0], key[1], strings.Join(o.Refs[key], " "))
	}
	if y := o.Testimony; y != nil {
		fmt.Fprintf(&b, "testimony of %s on %s: %s, %s, %s, %s, %s; %s of %s, %s %s; evidence in %s; unnamed %s; about %s\n", y.Kind, y.Claim, y.Asserts.Relation, y.Cites.Relation,
			y.Speaker.Relation, y.Document.Relation, y.Contradicts.Relation, y.Certainty, strings.Join(y.Certainties, " "), y.Polarity, y.Affirms, y.Evidence, strings.Join(y.Unnamed, " "), y.About.Relation)
	}
	for _, f := range o.schema.Query.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			b.WriteString("root")
			lead(&b, o, f)
		}
	}
	return b.String()
}

func properties(b *strings.Builder, all []store.Property) {
	for _, p := range all {
		words := []string{"\t" + p.Name + ":", p.Type.String()}
		for _, w := range []struct {
			on   bool
			word string
		}{
			{p.Required, "required"}, {p.Index, "indexed"}, {p.Fulltext, "fulltext"}, {p.Folded, "folded"}, {p.Ref, "ref"}, {p.Hidden, "hidden"},
			{p.Values != nil, "of " + strings.Join(p.Values, "|")}, {p.Default != "", "default " + p.Default}, {p.Least != p.Most, fmt.Sprintf("from %v to %v", p.Least, p.Most)},
		} {
			if w.on {
				words = append(words, w.word)
			}
		}
		b.WriteString(strings.Join(words, " ") + "\n")
	}
}

// lead writes out a field that leads to other nodes.
func lead(b *strings.Builder, o *Ontology, f *ast.FieldDefinition) {
	x := o.Field(f)
	if x != nil && x.Role == Analyses {
		fmt.Fprintf(b, "\t%s finds %s\n", f.Name, f.Type)
	}
	if x == nil || x.Role != Leads {
		return
	}
	what := "one"
	switch {
	case x.Connection != nil:
		what = x.Connection.Name
	case x.List:
		what = "list"
	}
	fmt.Fprintf(b, "\t%s -> %s of %s", f.Name, what, strings.Join(x.Kinds, " "))
	if x.Step != nil {
		// A store's own text of the step stands between these words.
		sel := store.Selection{Pick: store.Pick{Hops: []*store.Hop{{Step: x.Step}}}}
		_, text, _ := strings.Cut(sel.String(), "\thop ")
		text, _, _ = strings.Cut(text, " to \n")
		fmt.Fprintf(b, ", %s,", text)
	}
	if len(x.Middle) > 0 {
		fmt.Fprintf(b, " middle %s", strings.Join(x.Middle, " "))
	}
	if x.Connection != nil || x.List {
		fmt.Fprintf(b, " by %s", x.Order)
	}
	b.WriteByte('\n')
}

// A property that only kinds outside of a filter's scope have is folded as well.
func TestFoldElsewhere(t *testing.T) {
	o, err := New(load(t, head(t)+file(t, "testdata/music.graphqls")))
	if err != nil {
		t.Fatal(err)
	}
	if p := o.Store.Kind("Venue").Property("town"); p == nil || !p.Folded {
		t.Errorf("Venue.town is %+v, want it folded: SongFilter.town compares it with a prefix", p)
	}
	if p := o.Store.Relation("PLAYED_AT").Property("fee.note"); p == nil || !p.Folded {
		t.Errorf("fee.note of PLAYED_AT is %+v, want it folded: BandFilter.paid compares it", p)
	}
	if p := o.Store.Kind("Song").Property("fee.note"); p == nil || p.Folded {
		t.Errorf("fee.note of Song is %+v, want it not folded: nothing compares it", p)
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{"UnnamedAgent": "UNNAMED_AGENT", "Film": "FILM"} {
		if got := capitals(name); got != want {
			t.Errorf("capitals(%q) = %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"LAST_MET": "lastMet", "NAME": "name", "SAID_AT": "saidAt"} {
		if got := camel(name); got != want {
			t.Errorf("camel(%q) = %q, want %q", name, got, want)
		}
	}
}
