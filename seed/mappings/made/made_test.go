package made_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/seed/mappings/made"
)

var forms = map[string]func(io.Writer, uint64, int) (made.Counts, error){
	"Tapes": made.Tapes, "Davis": made.Davis, "Visits": made.Visits, "Travels": made.Travels, "FollowTheMoney": made.FollowTheMoney,
}

func TestSameSeedSameBytes(t *testing.T) {
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			write := func(seed uint64) (string, made.Counts) {
				var b bytes.Buffer
				c, err := form(&b, seed, 500)
				if err != nil {
					t.Fatal(err)
				}
				return b.String(), c
			}
			text, counts := write(3)
			again, same := write(3)
			if text != again {
				t.Error("the same seed gives other bytes")
			}
			if d := cmp.Diff(counts, same); d != "" {
				t.Errorf("the same seed counts otherwise:\n%s", d)
			}
			if other, _ := write(4); text == other {
				t.Error("another seed gives the same bytes")
			}
			if counts.Records != 500 {
				t.Errorf("%d records; want 500", counts.Records)
			}
		})
	}
}

func TestOfAnySize(t *testing.T) {
	for name, form := range forms {
		for n := range 30 {
			if c, err := form(io.Discard, 1, n); err != nil || c.Records != n {
				t.Errorf("%s of %d: %d records, error %v", name, n, c.Records, err)
			}
		}
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterThatFails(t *testing.T) {
	for name, form := range forms {
		if _, err := form(full{}, 1, 100); !errors.Is(err, errFull) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// TestHubs sees that degrees are as in life: the hub nearly everywhere, then by a power law, with some dirt.
func TestHubs(t *testing.T) {
	const n = 5000
	var b bytes.Buffer
	counts, err := made.Tapes(&b, 1, n)
	if err != nil {
		t.Fatal(err)
	}
	degrees := map[string]int{}
	empty := 0
	for d := json.NewDecoder(&b); ; {
		var c struct{ Participants []struct{ ID string } }
		if err := d.Decode(&c); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Participants {
			degrees[p.ID]++
		}
		if len(c.Participants) == 0 {
			empty++
		}
	}
	var list []int
	for _, d := range degrees {
		list = append(list, d)
	}
	slices.Sort(list)
	slices.Reverse(list)
	if list[0] < n*90/100 || list[0] > n*94/100 {
		t.Errorf("the hub takes part in %d of %d", list[0], n)
	}
	if list[2] < 10*list[20] || list[20] < 5*list[400] {
		t.Errorf("degrees do not fall as they do in life: %v …", list[:30])
	}
	if empty == 0 || counts.Nodes["UnnamedAgent"] < n/10 || counts.Together == 0 {
		t.Errorf("%d conversations list nobody, %d somebody unknown, and the two met %d times", empty, counts.Nodes["UnnamedAgent"], counts.Together)
	}
}
