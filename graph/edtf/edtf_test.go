package edtf

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// parse is Parse of a text that must be right.
func parse(t testing.TB, s string) Period {
	t.Helper()
	p, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// window returns the window of a text that must be right.
func window(t *testing.T, s string) Window {
	t.Helper()
	return parse(t, s).Window()
}

func TestOverlap(t *testing.T) {
	const no, possibly, certainly = 0, 1, 2
	tests := []struct {
		period, within string
		want           int
	}{
		{"2021-08-15", "2021-08-15", certainly},
		{"2021-08-15", "2021-08-15T12:00:00/2021-08-15T12:59:59", possibly},
		{"2021-08-15", "2021-08-14", no},
		{"2021-08-15", "2021-08-16", no},
		{"2021-08-15T12:30:00", "2021-08-15T12:00:00/2021-08-15T12:59:59", certainly},
		{"2021-08-15T23:59:59", "2021-08-15", certainly},
		{"2021-08-15T23:59:59-01:00", "2021-08-15", no},
		{"2021-08-15T23:59:59-01:00", "2021-08-16", certainly},
		{"1972-10-01T00:00:00", "1972-10", certainly},
		{"1972-10-01T00:00:00+00:01", "1972-10", no},

		{"2021-08-14/..", "2021-08-14", certainly},
		{"2021-08-14/..", "2031-01-01", certainly},
		{"2021-08-14/..", "2021-08-13", no},
		{"2021-08-14/", "2021-08-14", certainly},
		{"2021-08-14/", "2031-01-01", possibly},
		{"2021-08-14/", "2021-08-13", no},
		{"/2021-08-30", "1970-01-01", possibly},
		{"/2021-08-30", "2021-08-29", possibly},
		{"/2021-08-30", "2021-08-30", certainly},
		{"/2021-08-30", "2021-08-31", no},
		{"../2021-08-30", "1970-01-01", certainly},
		{"../2021-08-30", "2021-08-31", no},

		{"2021-08/2021-10", "2021-09", certainly},
		{"2021-08/2021-10", "2021-10", certainly},
		{"2021-08/2021-10", "2021-10-01", certainly},
		{"2021-08/2021-10", "2021-10-02", possibly},
		{"2021-08/2021-10", "2021-08-30", possibly},

		{"2021", "../2020", no},
		{"2021", "2020/..", certainly},
		{"2021", "2021-06/..", possibly},
		{"2021-08/..", "../2021-08-15", possibly},
	}
	for _, test := range tests {
		p, w := parse(t, test.period), window(t, test.within)
		got := no
		if p.Possibly(w) {
			got = possibly
		}
		if p.Certainly(w) {
			got = certainly
		}
		if got != test.want {
			t.Errorf("%s within %s: got %d, want %d", test.period, test.within, got, test.want)
		}
	}
}

// TestCertainIsPossible holds random periods, of all that Parse can make of two
// bounds a side, against random windows.
func TestCertainIsPossible(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{
		"", "..", "2021", "2020-22", "2020-24", "2021-08", "2021-08~", "2021-08-14", "2021-08-15?",
		"2021-08-15T12:00:00", "2021-08-15T12:00:00+04:30", "-0001", "Y170000002",
	}
	var periods []Period
	for _, start := range parts {
		for _, end := range parts {
			if p, err := Parse(start + "/" + end); err == nil {
				periods = append(periods, p)
			}
		}
	}
	if len(periods) < 80 {
		t.Fatalf("only %d periods", len(periods))
	}
	certain := 0
	for range 20_000 {
		p, w := periods[random.IntN(len(periods))], periods[random.IntN(len(periods))].Window()
		if !p.Certainly(w) {
			continue
		}
		certain++
		if !p.Possibly(w) {
			t.Fatalf("%s is certainly but not possibly within %v", p.EDTF, w)
		}
	}
	if certain == 0 {
		t.Fatal("nothing was certain")
	}
}

func TestCompare(t *testing.T) {
	want := []string{
		"../1985", "/2021", "../2022", "-0001", "1985-04-12", "1985-04-12/1985-04-13",
		"1985-04-12/..", "2021-08-15T10:00:00", "2021-08-15T10:00:01",
	}
	got := slices.Clone(want)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	slices.SortFunc(got, func(a, b string) int { return Compare(parse(t, a), parse(t, b)) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if c := Compare(parse(t, "2021"), parse(t, "2021-01/2021-12")); c != 0 {
		t.Errorf("equal bounds compare as %d", c)
	}
}

func TestStorable(t *testing.T) {
	for _, s := range []string{
		"0000", "9999", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "../9999", "0000/..", "/0000", "9999/",
	} {
		if err := parse(t, s).Storable(); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	for _, s := range []string{
		"-0001", "Y10000", "Y-10000", "9999-24", "../Y170000002", "-1985/..", "-1985/2021",
		"0000-01-01T00:00:00+01", "9999-12-31T23:59:59-01",
	} {
		err := parse(t, s).Storable()
		if err == nil || !strings.Contains(err.Error(), "0000 to 9999") || !strings.Contains(err.Error(), s) {
			t.Errorf("%s: got %v, want a refusal that names it and the years", s, err)
		}
	}

	p := parse(t, "2021")
	p.Text = strings.Repeat("é", TextLimit)
	if err := p.Storable(); err != nil {
		t.Errorf("text at the limit: %v", err)
	}
	p.Text += "e"
	if err := p.Storable(); err == nil {
		t.Error("text beyond the limit is storable")
	}
}

// TestStorableBounds checks the two constants against the clock of the library.
func TestStorableBounds(t *testing.T) {
	if got := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); got != firstStorable {
		t.Errorf("firstStorable: got %d", got)
	}
	if got := time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix(); got != lastStorable {
		t.Errorf("lastStorable: got %d", got)
	}
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"2021-08-15", "1971-04-06T11:51:00-05:00/1971-04-06T11:53:00-05:00", "2021-08/..", "2021-13"} {
		b.Run(strings.ReplaceAll(s, "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Parse(s)
			}
		})
	}
}
