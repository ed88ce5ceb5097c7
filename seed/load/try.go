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

// errStrict ends a transaction that must not be.
var errStrict = errors.New("a row cannot be used")

// try writes units in one transaction. Together they may refer to one another; else only
// to those before.
func (w *writer) try(ctx context.Context, units []*unit, together bool) (*verdict, error) {
	v := &verdict{}
	var blind error
	err := w.st.Update(ctx, func(tx store.Tx) error {
		var graph *present
		if graph, blind = w.look(ctx, tx, units); blind != nil {
			return blind
		}
		v = w.judge(graph, units, together)
		if len(v.bad) > 0 && (w.opts.Strict || together) || together && len(v.waiting) > 0 {
			return errStrict
		}
		if changes := append(v.nodes, v.edges...); len(changes) > 0 {
			return tx.Write(ctx, changes)
		}
		return nil
	})
	switch {
	case errors.Is(err, errStrict):
		err = nil
	case blind != nil && refusal(err): // It is of no row.
		err = fmt.Errorf("load: read the graph: %v", blind) //nolint:errorlint // It must not match.
	}
	return v, err
}

func (w *writer) judge(graph *present, units []*unit, together bool) *verdict {
	j := &judge{importer: w.importer, graph: graph, out: map[int64]bool{}}
	if together {
		for _, u := range units {
			_, gone := j.aside(u)
			for id, kind := range j.own(u, gone, &verdict{}) {
				graph.kinds[id] = kind
			}
		}
	}
	for _, u := range units {
		again := *u // The transaction may be tried again.
		j.unit(&again)
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

// guilty finds who is to blame that units are refused: the last row with an edge that the
// reasons name, or else with a node that they are of, or else, and not sure, the last.
func guilty(units []*unit, refused error) (bad []complaint, sure bool) {
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
	for _, reason := range why {
		bad = append(bad, complaint{row: last.row, entry: last.entries[0], reason: reason})
	}
	return bad, most > 0
}

// strict tells why a batch is refused: of the row that it is of, if that is clear.
func (w *writer) strict(units []*unit, err error) error {
	bad, sure := guilty(units, err)
	if sure {
		return w.reject(bad[0])
	}
	last, lookErr := w.where(units[len(units)-1].at)
	if lookErr != nil {
		return lookErr
	}
	return w.reject(complaint{row: units[0].at, reason: fmt.Sprintf("from here to %s: %s", last, bad[0].reason)})
}
