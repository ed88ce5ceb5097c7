package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/graph/derive"
	"parley/graph/store"
)

// try writes units in one transaction. In a dry run it only finds what would be written.
func (w *writer) try(ctx context.Context, units []*unit) (*verdict, error) {
	if w.opts.Dry {
		return w.judge(newPresent(), units), nil
	}
	var pieces []*piece
	for _, u := range units {
		pieces = append(pieces, u.pieces...)
	}
	v := &verdict{}
	var blind error
	err := w.st.Update(ctx, func(tx store.Tx) error {
		var graph *present
		if graph, blind = w.look(ctx, tx, pieces, map[string]bool{}); blind != nil {
			return blind
		}
		v = w.judge(graph, units)
		if changes := append(v.nodes, v.edges...); len(changes) > 0 {
			return tx.Write(ctx, changes)
		}
		return nil
	})
	if blind != nil && refusal(err) { // It is of no row.
		err = fmt.Errorf("load: read the graph: %v", blind) //nolint:errorlint // It must not match.
	}
	return v, err
}

func (w *writer) judge(graph *present, units []*unit) *verdict {
	j := &judge{importer: w.importer, how: w.how, graph: graph}
	for _, u := range units {
		j.unit(u)
	}
	return &j.verdict
}

// refusal says whether an error is of what was to be written.
func refusal(err error) bool {
	return errors.Is(err, store.ErrInvalid) || errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrNotFound)
}

// reasons are why something was refused, a few of them, and the ids that they are of.
func reasons(err error) (all, ids []string) {
	var vs derive.Violations
	if !errors.As(err, &vs) {
		return []string{plainly(err)}, nil
	}
	const most = 3
	for _, v := range vs[:min(most, len(vs))] {
		all, ids = append(all, v.Reason), append(ids, v.ID)
	}
	return all, ids
}

// guilty finds who is to blame that units are refused: the last piece that is an edge which
// the reasons name, or else a node that they are of, or else, and not sure, the last.
func (w *writer) guilty(units []*unit, refused error) (bad []complaint, sure bool) {
	why, ids := reasons(refused)
	named := strings.Join(why, "\n")
	blame := func(p *piece) int {
		switch {
		case p.shape.edge && strings.Contains(named, strconv.Quote(p.id)):
			return 2
		case !p.shape.edge && slices.Contains(ids, p.id):
			return 1
		}
		return 0
	}
	last, most := units[0].pieces[0], 0
	for _, u := range units {
		for _, p := range u.pieces {
			if n := blame(p); n > most || n == most && p.row >= last.row {
				last, most = p, n
			}
		}
	}
	key, value := "id", last.id
	if last.shape.edge {
		key, value = "to", last.target
	}
	for _, reason := range why {
		bad = append(bad, w.at(last.row, last.entries[0], key, value, "%s", reason))
	}
	return bad, most > 0
}

// strict tells why a batch is refused: of the row that it is of, if that is clear.
func (w *writer) strict(units []*unit, err error) error {
	bad, sure := w.guilty(units, err)
	if sure {
		return w.reject(bad[0])
	}
	first, last := units[0].row, units[0].row
	for _, u := range units {
		first, last = min(first, u.row), max(last, u.row)
	}
	to, lookErr := w.where(last)
	if lookErr != nil {
		return lookErr
	}
	return w.reject(complaint{row: first, reason: fmt.Sprintf("from here to %s: %s", to, bad[0].reason)})
}
