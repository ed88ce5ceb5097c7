package storetest

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// Fuzz compares a store with the reference on what the fuzzer's bytes choose: the
// graph, the changes and the queries of one short run of the random part of the suite.
func Fuzz(f *testing.F, open Open) {
	f.Add([]byte(nil))
	f.Add([]byte("begins with a graph\x00\x80\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := random{rand.New(newChoices(data)), Schema()}
		if err := r.against(t.Context(), open(t, r.schema), r.chance(4), 12); err != nil {
			t.Fatal(err)
		}
	})
}

// choices is a source of random numbers, each led by a byte of data, so that a
// change of one byte changes one choice. Behind the data it goes on by itself.
type choices struct {
	data []byte
	rest *rand.PCG
}

func newChoices(data []byte) *choices {
	var seed [16]byte
	copy(seed[:], data)
	return &choices{data, rand.NewPCG(binary.LittleEndian.Uint64(seed[:8]), binary.LittleEndian.Uint64(seed[8:]))}
}

func (c *choices) Uint64() uint64 {
	n := c.rest.Uint64()
	if len(c.data) > 0 {
		n = uint64(c.data[0])<<56 | n>>8
		c.data = c.data[1:]
	}
	return n
}
