package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// Where a condition names a node by id, the roots that can meet it are found from that
// node's edges, and not by a look at each. Only if it is a hub are the first ones in order
// sooner found by a walk over all; but that is bounded, and where it does not fill the
// page the edges are followed after all, so the answer is the same whatever the data.
type walks struct {
	few   int // roots that are found from the edges and sorted without trying a walk
	pages int // pages that a walk looks at
}

// usualWalks are what was found to be good: a walk of 40 pages of 25 takes as long as some
// 500 edges, and most often ends before.
func usualWalks() walks { return walks{few: 300, pages: 40} }

// A drive is how the roots that can meet a condition are found.
type drive struct {
	rids  string     // the statement that finds their numbers
	loose string     // the condition that after all every root may meet it, empty if that cannot be
	rest  store.Cond // what is left to meet
}

// setDrive has roots that meet a filter found by a drive, if one knows them. So far they are
// found by their legs alone.
func (c *compiler) setDrive(p *place, filter store.Cond, conds []string) {
	d := c.drive(filter)
	p.walk, p.filter = slices.Clone(p.legs), conds
	if d == nil || d.loose != "" && !p.ordered() {
		return
	}
	p.drive, p.rest = d, c.conds(d.rest, p)
}

// drive returns how to find the nodes of which a condition can hold, nil if it names no
// node that leads to them.
func (c *compiler) drive(cond store.Cond) *drive {
	switch cond := cond.(type) {
	case store.And:
		for i, each := range cond {
			if d := c.drive(each); d != nil {
				rest := slices.Delete(slices.Clone(cond), i, i+1)
				if d.rest != nil {
					rest = append(rest, d.rest)
				}
				d.rest = rest
				return d
			}
		}
	case store.Each: // Of all that they must lead to, the first.
		ids := c.array(cond.IDs)
		first := func(n string) []string { return []string{n + ".id = json_extract(" + ids + ", '$[0]')"} }
		return &drive{c.driveAlong(cond.Step, first), "json_array_length(" + ids + ") = 0", cond}
	case store.Some:
		switch s := cond.Step.(type) {
		case store.Along:
			return c.driveSome(cond, s)
		case store.Chain:
			if c.seeks(cond.Where, store.OfNode) {
				return &drive{rids: c.reaching(cond, s)}
			}
		}
	}
	return nil
}

func (c *compiler) driveSome(cond store.Some, s store.Along) *drive {
	var inner *drive
	if !c.seeks(cond.Where, store.OfNode) {
		if inner = c.drive(cond.Where); inner == nil || inner.loose != "" {
			return nil
		}
	}
	return &drive{rids: c.driveAlong(s, func(n string) []string {
		conds := []string{c.isOf(n, cond.Kinds)}
		if inner != nil {
			return append(conds, n+".rid IN ("+inner.rids+")")
		}
		return append(conds, c.conds(cond.Where, &place{node: n, edge: "e" + n[1:]})...)
	})}
}

// driveAlong returns the statement that finds from where a step leads to nodes that satisfy
// conditions.
func (c *compiler) driveAlong(s store.Along, conds func(node string) []string) string {
	num := c.next()
	n, e := fmt.Sprintf("n%d", num), fmt.Sprintf("e%d", num)
	steps, near := c.step(e, back(s), n+".rid")
	return "SELECT " + near + " AS rid FROM node " + n + " CROSS JOIN edge " + e + " WHERE " + strings.Join(append(conds(n), steps...), " AND ")
}

// driven returns the statement that finds, sorts and limits roots of which a drive knows the
// candidates, and that can be walked in order as well.
func (c *compiler) driven(p *place, o *order, legs []leg, limit string) string {
	d, reversed := p.drive, p.pick.Last != 0
	bound := fmt.Sprintf("iif((SELECT count(*) FROM (%s LIMIT %d)) > %d, %d * %s, 0)", d.rids, c.walks.few+1, c.walks.few, c.walks.pages, limit)
	enough := "(SELECT count(*) FROM near) >= " + limit
	if d.loose != "" {
		bound = "iif(" + d.loose + ", -1, " + bound + ")"
		enough = "(" + d.loose + " OR " + enough + ")"
	}
	walk := union(selects(p, append([]string{p.node + ".rid AS rid"}, o.named()...), p.walk, legs, o, reversed, bound), o, reversed, bound)
	// The walk's rows come in order, so that it need not go on once the page is full.
	near := "SELECT " + strings.Join(p.outs, ", ") + "\nFROM (\n" + indent(walk) + ") w CROSS JOIN node " + p.node + " ON " + p.node + ".rid = w.rid" + where(p.filter) + "\nLIMIT " + limit
	direct := selects(p, p.outs, []root{{where: c.candidates(p)}}, legs, o, reversed, "iif("+enough+", 0, "+limit+")")
	return "WITH near AS MATERIALIZED (\n" + indent(near) + ")\n" +
		union(append([]string{"SELECT * FROM near WHERE " + enough}, direct...), o, reversed, limit)
}

// ordered reports whether the roots can be walked in their order.
func (p *place) ordered() bool {
	return p.pick.Order.By == store.ByID || !slices.ContainsFunc(p.walk, func(r root) bool { return r.index == "" })
}

// candidates returns the conditions of the roots that a drive finds.
func (c *compiler) candidates(p *place) []string {
	return append([]string{c.isOf(p.node, p.kinds), p.node + ".rid IN (" + p.drive.rids + ")"}, p.rest...)
}

// counted returns an expression for the number of all rows.
func (c *compiler) counted(p *place) string {
	from := p.head
	if !p.sure {
		from += p.tail
	}
	all := "(SELECT count(*)\nFROM " + from + where(p.where) + ")"
	if p.drive == nil {
		return all
	}
	some := "(SELECT count(*)\nFROM " + p.head + where(c.candidates(p)) + ")"
	if p.drive.loose == "" {
		return some
	}
	return "iif(" + p.drive.loose + ", " + all + ", " + some + ")"
}

// selects returns a statement for each of the roots and the legs, that finds, sorts and limits.
func selects(p *place, outs []string, roots []root, legs []leg, o *order, reversed bool, limit string) []string {
	var all []string
	for _, r := range roots {
		by := ""
		if r.index != "" {
			by = " INDEXED BY " + r.index
		}
		for i := range legs {
			l := legs[i]
			if reversed { // What has no key comes last, and first from the back.
				l = legs[len(legs)-1-i]
			}
			all = append(all, fmt.Sprintf("SELECT %s\nFROM %s%s\nORDER BY %s\nLIMIT %s", strings.Join(outs, ", "),
				p.head+by+p.tail, where(slices.Concat(r.where, l.where)), o.by(l, reversed, nil), limit))
		}
	}
	return all
}

// inTurn returns the first rows of all of several statements, each of whose rows lie behind those of the
// one before. SQLite runs the parts of a UNION ALL in turn, and none once there are enough rows.
func inTurn(all []string, limit string) string {
	if len(all) == 1 {
		return all[0]
	}
	return together(all) + "\nLIMIT " + limit
}

// union returns the first rows of all of several statements, which name what they are
// ordered by.
func union(all []string, o *order, reversed bool, limit string) string {
	if len(all) == 1 {
		return all[0]
	}
	return together(all) + "\nORDER BY " + o.by(leg{}, reversed, o.names()) + "\nLIMIT " + limit
}

func together(all []string) string {
	parts := make([]string, len(all))
	for i, s := range all {
		parts[i] = "SELECT * FROM (\n" + indent(s) + ")"
	}
	return strings.Join(parts, "\nUNION ALL\n")
}
