package spill_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"parley/seed/spill"
)

// read returns what there is, as texts.
func read(t *testing.T, all func(func([]byte, error) bool)) (got []string) {
	t.Helper()
	for record, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(record))
	}
	return got
}

func TestSorter(t *testing.T) {
	tests := []struct {
		name   string
		memory int
		n      int
	}{
		{"Nothing", 0, 0},
		{"One", 0, 1},
		{"InMemory", 0, 2000},
		{"Runs", 4096, 2000},
		{"RecordsLargerThanMemory", 1, 40},
		{"MoreRunsThanAreMerged", 512, 20_000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			s := &spill.Sorter{Dir: dir, Memory: tt.memory}
			r := rand.New(rand.NewPCG(1, uint64(tt.n)))
			var want []string
			add := func() {
				record := make([]byte, r.IntN(20))
				for i := range record {
					record[i] = byte(r.IntN(4))
				}
				if err := s.Add(record); err != nil {
					t.Fatal(err)
				}
				want = append(want, string(record))
			}
			for range tt.n {
				add()
			}
			for range 2 { // Once more with another record.
				slices.Sort(want)
				if got := read(t, s.All()); !slices.Equal(got, want) || s.Len() != len(want) {
					t.Fatalf("there are %d records in another order, Len %d; want %d", len(got), s.Len(), len(want))
				}
				add()
			}
			for _, err := range s.All() {
				if err != nil {
					t.Error(err)
				}
				break // Stopped in the middle.
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("%d files are left, error %v", len(left), err)
			}
		})
	}
}

func TestList(t *testing.T) {
	dir := t.TempDir()
	l := &spill.List{Dir: dir}
	if got := read(t, l.All()); got != nil {
		t.Errorf("an empty list has %q", got)
	}
	var want []string
	for range 2 {
		for _, record := range []string{"b", "", "a", string(bytes.Repeat([]byte("x"), 100_000))} {
			if err := l.Add([]byte(record)); err != nil {
				t.Fatal(err)
			}
			want = append(want, record)
		}
		if got := read(t, l.All()); !slices.Equal(got, want) || l.Len() != len(want) {
			t.Errorf("there are %d records; want %d", len(got), len(want))
		}
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%d files are left, error %v", len(left), err)
	}
}

func TestNoDirectory(t *testing.T) {
	s := &spill.Sorter{Dir: t.TempDir() + "/none", Memory: 1}
	err := s.Add([]byte("a"))
	if err == nil {
		err = s.Add([]byte("b"))
	}
	if err == nil {
		t.Error("a directory that does not exist gives no error")
	}
}

func BenchmarkSorter(b *testing.B) {
	const n = 1_000_000
	record := make([]byte, 80)
	for b.Loop() {
		s := &spill.Sorter{Dir: b.TempDir()}
		r := rand.New(rand.NewPCG(1, 1))
		for range n {
			binary.BigEndian.PutUint64(record, r.Uint64())
			if err := s.Add(record); err != nil {
				b.Fatal(err)
			}
		}
		for _, err := range s.All() {
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "records/s")
}
