package load

import (
	"context"
	"encoding/binary"
	"fmt"

	"parley/graph/store"
)

// An undo is what the graph held of a node or an edge before it was written.
type undo struct {
	was   said
	there bool
}

// What is done first to take a batch back.
const (
	dropEdge byte = iota
	putEdge
	dropNode
	putNode
)

// log notes how to take a batch back.
func (w *writer) log(all []undo) error {
	w.batches++
	for i := range all {
		x := &all[i]
		rank := dropNode
		if x.was.shape.edge {
			rank = dropEdge
		}
		if x.there {
			rank++
		}
		b := append(binary.BigEndian.AppendUint64(nil, uint64(^w.batches)), rank)
		if err := w.undone.Add(x.was.encode(b)); err != nil {
			return err
		}
	}
	return nil
}

// takeBack takes back what has been written, batch by batch, the last first.
func (w *writer) takeBack(ctx context.Context) error {
	var changes []store.Change
	var batch uint64
	done := func() error {
		if len(changes) == 0 {
			return nil
		}
		err := w.st.Update(ctx, func(tx store.Tx) error { return tx.Write(ctx, changes) })
		if err != nil {
			return fmt.Errorf("load: take back what was written, to leave a row out: %w", err)
		}
		changes = nil
		return nil
	}
	for b, err := range w.undone.All() {
		if err != nil {
			return err
		}
		if n := binary.BigEndian.Uint64(b); n != batch {
			if err := done(); err != nil {
				return err
			}
			batch = n
		}
		d := decoder{b[9:]}
		x := d.said(w.all)
		switch b[8] {
		case dropEdge:
			changes = append(changes, store.DeleteEdge{ID: x.id})
		case putEdge:
			changes = append(changes, store.PutEdge{Edge: store.Edge{ID: x.id, Relation: x.shape.name, Source: x.source, Target: x.target, Props: x.props}})
		case dropNode:
			changes = append(changes, store.DeleteNode{ID: x.id})
		case putNode:
			changes = append(changes, store.PutNode{Node: store.Node{ID: x.id, Kind: x.shape.name, Props: x.props}})
		}
	}
	return done()
}
