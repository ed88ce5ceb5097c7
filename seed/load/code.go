package load

import (
	"encoding/binary"
	"fmt"
	"math"

	"parley/graph/edtf"
	"parley/graph/store"
)

// What is staged is written in a small binary form: numbers as varints, texts behind
// their length, values in the order of the shape's properties, each behind its place
// there, from 1. So what is the same has the same bytes.

func putText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// whole says whether a said has all that must not be absent.
func (x *said) whole() bool {
	for _, name := range x.shape.demanded {
		if _, ok := x.props[name]; !ok {
			return false
		}
	}
	return true
}

// A head is what a said begins with, as it is written: the number of its shape, and what is asked of it before it is read.
type head uint64

const (
	headNamed head = 1 << iota // it gives its id
	headWhole                  // it has all that must not be absent
	headShape head = iota      // the bits before the shape's number
)

func (h head) shape(all []*shape) *shape { return all[h>>headShape] }

func (h head) named() bool { return h&headNamed != 0 }

func (h head) whole() bool { return h&headWhole != 0 }

// encode appends a said.
func (x *said) encode(b []byte) []byte {
	h := head(x.shape.index) << headShape
	if x.named {
		h |= headNamed
	}
	if x.whole() {
		h |= headWhole
	}
	b = binary.AppendUvarint(b, uint64(h))
	b = putText(b, x.id)
	if x.shape.edge {
		b = putText(putText(b, x.source), x.target)
	}
	for i := range x.shape.visible {
		if v, ok := x.props[x.shape.visible[i].Name]; ok {
			b = putValue(binary.AppendUvarint(b, uint64(i+1)), v)
		}
	}
	return append(b, 0)
}

func putValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return putText(b, v)
	case int64:
		return binary.AppendVarint(b, v)
	case float64:
		return binary.BigEndian.AppendUint64(b, math.Float64bits(v))
	case bool:
		if v {
			return append(b, 1)
		}
		return append(b, 0)
	case []string:
		b = binary.AppendUvarint(b, uint64(len(v)))
		for _, s := range v {
			b = putText(b, s)
		}
		return b
	case edtf.Period:
		b = putText(putText(b, v.EDTF), v.Text)
		for _, bound := range []int64{v.StartEarliest, v.StartLatest, v.EndEarliest, v.EndLatest} {
			b = binary.BigEndian.AppendUint64(b, uint64(bound))
		}
		var flags byte
		if v.Approximate {
			flags |= 1
		}
		if v.Uncertain {
			flags |= 2
		}
		return append(b, flags)
	}
	panic(fmt.Sprintf("load: a property is a %T", v)) // Clean lets none pass.
}

// A decoder reads what was so written. What it is given is what this program wrote a
// moment ago, so it does not look for faults.
type decoder struct{ b []byte }

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.b)
	d.b = d.b[n:]
	return v
}

func (d *decoder) uint64() uint64 {
	v := binary.BigEndian.Uint64(d.b)
	d.b = d.b[8:]
	return v
}

func (d *decoder) byte() byte {
	v := d.b[0]
	d.b = d.b[1:]
	return v
}

func (d *decoder) bytes() []byte {
	n := d.uvarint()
	v := d.b[:n]
	d.b = d.b[n:]
	return v
}

func (d *decoder) text() string { return string(d.bytes()) }

func (d *decoder) head() head { return head(d.uvarint()) }

// said reads a said.
func (d *decoder) said(all []*shape) said {
	h := d.head()
	x := said{shape: h.shape(all), named: h.named(), id: d.text(), props: map[string]any{}}
	if x.shape.edge {
		x.source, x.target = d.text(), d.text()
	}
	for at := d.uvarint(); at != 0; at = d.uvarint() {
		p := &x.shape.visible[at-1]
		x.props[p.Name] = d.value(p.Type)
	}
	return x
}

func (d *decoder) value(t store.Type) any {
	switch t {
	case store.String:
		return d.text()
	case store.Int:
		v, n := binary.Varint(d.b)
		d.b = d.b[n:]
		return v
	case store.Float:
		return math.Float64frombits(d.uint64())
	case store.Bool:
		return d.byte() == 1
	case store.Strings:
		list := make([]string, d.uvarint())
		for i := range list {
			list[i] = d.text()
		}
		return list
	}
	p := edtf.Period{EDTF: d.text(), Text: d.text()}
	for _, bound := range []*int64{&p.StartEarliest, &p.StartLatest, &p.EndEarliest, &p.EndLatest} {
		*bound = int64(d.uint64())
	}
	flags := d.byte()
	p.Approximate, p.Uncertain = flags&1 != 0, flags&2 != 0
	return p
}
