package storetest

import (
	"reflect"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
)

// A flatPage is a Page with all that can be seen of it.
type flatPage struct {
	Items                 []flatItem
	MoreBefore, MoreAfter bool
	Total                 int64
}

type flatItem struct {
	Values   []any
	Pages    []flatPage
	Position store.Position
}

// flatten returns what a Page of p shows. What is empty is nil, but for lists among the
// values, which are never nil. Where no rows are wanted it may or may
// not say whether there are any, so that is left out.
func flatten(page *store.Page, p *store.Pick) flatPage {
	flat := flatPage{Total: page.Total}
	if p.Rows {
		flat.MoreBefore, flat.MoreAfter = page.MoreBefore, page.MoreAfter
	}
	for i := range page.Items {
		x := &page.Items[i]
		item := flatItem{Position: x.Position()}
		if len(item.Position.Keys) == 0 {
			item.Position.Keys = nil
		}
		for f := range p.Fields {
			item.Values = append(item.Values, x.Value(f))
		}
		for h := range p.Hops {
			item.Pages = append(item.Pages, flatten(x.Page(h), &p.Hops[h].Pick))
		}
		flat.Items = append(flat.Items, item)
	}
	return flat
}

// diff returns how two answers to one query differ, empty if they do not.
func diff(s *store.Selection, want, got *store.Page) string {
	x, y := flatten(want, &s.Pick), flatten(got, &s.Pick)
	if reflect.DeepEqual(x, y) { // It is much faster, and most often so.
		return ""
	}
	return cmp.Diff(x, y)
}
