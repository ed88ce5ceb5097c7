package mappings_test

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A tally counts nodes and edges, each of its key once.
type tally struct {
	seen     map[string]map[string]bool // by label or relation
	rejected int
}

func newTally() *tally { return &tally{seen: map[string]map[string]bool{}} }

// add counts one of a label, which is in small letters, or a relation, which is in capitals.
func (t *tally) add(name string, key ...string) {
	if t.seen[name] == nil {
		t.seen[name] = map[string]bool{}
	}
	t.seen[name][strings.Join(key, "\x00")] = true
}

func (t *tally) nodes() map[string]int { return t.counts(false) }
func (t *tally) edges() map[string]int { return t.counts(true) }

func (t *tally) counts(edges bool) map[string]int {
	m := map[string]int{}
	for name, keys := range t.seen {
		if (strings.ToUpper(name) == name) == edges {
			m[name] = len(keys)
		}
	}
	return m
}

// asserted counts a record that is a document with one claim that is asserted once.
func (t *tally) asserted(id string) {
	for _, name := range []string{"Document", "Claim", "Assertion", "ASSERTS", "APPEARS_IN"} {
		t.add(name, id)
	}
}

// A document is a file, or one inside an archive.
type document struct {
	name string
	text []byte
}

// documents are what a file is, or what an archive holds.
func documents(name string) ([]document, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(name, ".gz") {
		return []document{{filepath.Base(name), text}}, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(name, ".tar.gz") {
		text, err := io.ReadAll(z)
		return []document{{filepath.Base(name), text}}, err
	}
	var list []document
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		list = append(list, document{h.Name, text})
	}
}

// lines calls fn with each line of JSON.
func lines(files []document, fn func(line []byte) error) error {
	for _, d := range files {
		s := bufio.NewScanner(bytes.NewReader(d.text))
		s.Buffer(nil, 8<<20)
		for s.Scan() {
			if err := fn(s.Bytes()); err != nil {
				return fmt.Errorf("%s: %w", d.name, err)
			}
		}
		if s.Err() != nil {
			return s.Err()
		}
	}
	return nil
}

// A conversation is what counts of one.
type conversation struct {
	ID           string
	Place        string
	Participants []struct{ Kind, ID, Name string }
}

// countTapes counts conversations.
func countTapes(t *tally, files []document) error {
	return lines(files, func(line []byte) error {
		var c conversation
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
		t.asserted(c.ID)
		t.add("Meeting", c.ID)
		t.add("HELD_AT", c.ID)
		t.add("ABOUT", c.ID, "the meeting")
		countRoom(t, c.Place)
		for _, p := range c.Participants {
			switch {
			case strings.Trim(p.Name, "[]") == "Unknown person(s)" || p.Name == "Unknown":
				t.add("UnnamedAgent", c.ID)
				t.add("MENTIONED_IN", c.ID)
			case p.Kind == "persname":
				t.add("Person", p.ID)
			case p.Kind == "corpname":
				t.add("Organization", p.ID)
			}
			t.add("ATTENDED", p.ID, c.ID)
			t.add("ABOUT", p.ID, c.ID)
		}
		return nil
	})
}

// countRoom counts a place and what it lies in: what stands behind its first comma, and the United States.
func countRoom(t *tally, place string) {
	in := strings.Split(strings.Replace(place, "Washington, D.C.", "Washington DC", 1), ", ")
	if strings.HasPrefix(place, "White House Telephone") {
		in = []string{in[0], in[2]} // The telephone is of two buildings, and in neither.
	}
	in = append(in, "United States")
	for i, name := range in {
		t.add("Place", name)
		if i > 0 {
			t.add("PART_OF", in[i-1])
		}
	}
}

// countDavis counts a table of who came to what.
func countDavis(t *tally, files []document) error {
	for _, d := range files {
		table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(d.text, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			return err
		}
		t.add("Document", d.name)
		for _, row := range table[1:] {
			t.add("Person", row[0])
			for i, cell := range row[1:] {
				event := table[0][i+1]
				t.add("Meeting", event)
				for _, name := range []string{"Claim", "Assertion", "ASSERTS", "APPEARS_IN", "ABOUT"} {
					t.add(name, event)
				}
				if strings.TrimSpace(cell) != "1" {
					continue
				}
				for _, name := range []string{"Claim", "Assertion", "ASSERTS", "APPEARS_IN", "ABOUT", "ATTENDED"} {
					t.add(name, row[0], event)
				}
				t.add("ABOUT", row[0], event, "the event")
			}
		}
	}
	return nil
}
