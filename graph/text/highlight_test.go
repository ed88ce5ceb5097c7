package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHighlight(t *testing.T) {
	tests := []struct {
		name, in, query, want string // want is "" for no hit.
	}{
		{"empty text", "", "kabul", ""},
		{"empty query", "Kabul", "", ""},
		{"no words in the query", "Kabul", "!?", ""},
		{"no hit", "Herat fell", "kabul", ""},
		{"one word", "The fall of Kabul.", "KABUL", "The fall of «Kabul»."},
		{"whole text", "Kabul", "kabul", "«Kabul»"},
		{"every place", "Kabul to Kabul", "kabul", "«Kabul» to «Kabul»"},
		{"last word by its beginning", "Kabulis in Kabul", "kabul", "«Kabulis» in «Kabul»"},
		{"others whole", "Ghanis met Ghani today", "ghani tod", "Ghanis met «Ghani» «today»"},
		{"not within a word", "Unkabul", "kabul", ""},
		{"neighbours", "Ashraf Ghani", "ashraf ghani", "«Ashraf» «Ghani»"},
		{"accents of the text stay", "Le Café d'Élysée", "cafe elysee", "Le «Café» d'«Élysée»"},
		{"marks stay with their letter", "Cafe\u0301\u0323 noir", "café", "«Cafe\u0301\u0323» noir"},
		{"accents of the query", "Kabul", "Kābul", "«Kabul»"},
		{"sharp s", "In der Straße", "STRASSE", "In der «Straße»"},
		{"half of a folded character", "Straße", "stras", "«Straße»"},
		{"ligature", "a ﬁnal word", "fin", "a «ﬁnal» word"},
		{"Arabic", "قال مُحَمَّد هنا", "محمد", "قال «مُحَمَّد» هنا"},
		{"CJK", "北京、東京", "東", "北京、«東京»"},
		{"non-BMP", "in 𝐊𝐚𝐛𝐮𝐥 now", "kabul", "in «𝐊𝐚𝐛𝐮𝐥» now"},
		{"two tokens of a character", "½", "1 2", "«½»"},
		{"pieces of a long word", strings.Repeat("a", 70) + " b", strings.Repeat("a", 70), "«" + strings.Repeat("a", 70) + "» b"},
		{"not UTF-8", "a\xff kabul", "kabul", "a\xff «kabul»"},
	}
	for _, test := range tests {
		got, ok := Highlight(test.in, test.query)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%s: got %q, %t, want %q", test.name, got, ok, test.want)
		}
	}
}

func TestHighlightPassage(t *testing.T) {
	filler := strings.Repeat("wörter ", 100)
	tests := []struct {
		name, in   string
		start, end string // How the passage begins and ends.
	}{
		{"at the start", "Kabul " + filler, "«Kabul» wörter", "wörter…"},
		{"in the middle", filler + "Kabul " + filler, "…wörter", "wörter…"},
		{"at the end", filler + "Kabul", "…wörter", " «Kabul»"},
		{"few spaces", strings.Repeat("北", 300) + " Kabul " + strings.Repeat("京", 300), "…北", "京…"},
		{"marks at the cut", strings.Repeat("e\u0301", 200) + " Kabul " + strings.Repeat("e\u0301", 200), "…e", "e\u0301…"},
		{"long hit", "x " + "Kabul" + strings.Repeat("\u0301", 300) + " x", "x «Kabul\u0301", "\u0301»…"},
	}
	for _, test := range tests {
		got, ok := Highlight(test.in, "kabul")
		if !ok || !strings.HasPrefix(got, test.start) || !strings.HasSuffix(got, test.end) || strings.Count(got, "«Kabul") != 1 {
			t.Errorf("%s: got %q, %t, want %q to %q", test.name, got, ok, test.start, test.end)
		}
		if n := utf8.RuneCountInString(got); n > passageLength+4 && test.name != "long hit" {
			t.Errorf("%s: %d characters", test.name, n)
		}
	}

	whole := strings.Repeat("ü", passageLength-6) + " Kabul"
	if got, _ := Highlight(whole, "kabul"); strings.Contains(got, "…") {
		t.Errorf("a text of %d characters is cut to %q", passageLength, got)
	}
	if got, _ := Highlight(strings.Repeat("ab ", 1000), "ab"); strings.Count(got, "«ab»") != 53 {
		t.Errorf("not all of the passage is marked: %q", got)
	}
}

func FuzzHighlight(f *testing.F) {
	f.Add("The fall of Kabul", "kab")
	f.Add(strings.Repeat("Straße ½㈱ ", 40), "strasse 1")
	f.Add(strings.Repeat("e\u0301", 400), strings.Repeat("e", 64))
	f.Add("a\xff\u0301 b", "b")
	f.Fuzz(func(t *testing.T, s, query string) {
		got, ok := Highlight(s, query)
		if !ok {
			if got != "" {
				t.Fatalf("no hit of %q in %q gives %q", query, s, got)
			}
			return
		}
		if strings.ContainsAny(s, "«»…") {
			return
		}
		if strings.Count(got, "«") != strings.Count(got, "»") || !strings.Contains(got, "«") {
			t.Fatalf("%q in %q: %q is not well marked", query, s, got)
		}
		plain := strings.NewReplacer("«", "", "»", "", "…", "").Replace(got)
		if !strings.Contains(s, plain) || utf8.RuneCountInString(s) <= passageLength && plain != s {
			t.Fatalf("%q in %q: %q is not a passage of it", query, s, got)
		}
	})
}

func BenchmarkHighlight(b *testing.B) {
	for name, s := range map[string]string{
		"ASCII":   strings.Repeat("some words of a text ", 50) + "Kabul",
		"accents": strings.Repeat("schöne Wörter für Élodie ", 50) + "Kabul",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Highlight(s, "kabul")
			}
		})
	}
}
