package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/store"
)

// upgradeRows bounds what is derived anew in one transaction.
const upgradeRows = 2_000

// A class is the nodes of a kind or the edges of a relation.
type class struct {
	name        string
	match       string // binds n to one, and a to the source of an edge
	found       string // finds n by row.id
	edge        bool
	known, held []store.Property // now, and when the store was described
}

// upgrade brings what is kept up to the schema: defaults are filled in, and what is
// made of other properties is made anew where that has changed. It can be broken off
// and begun again.
func (s *Store) upgrade(ctx context.Context, old *store.Schema) error {
	before, err := propertiesOf(old)
	if err != nil {
		return err
	}
	for _, c := range s.classes(old) {
		if err := s.fill(ctx, c); err != nil {
			return err
		}
		if slices.Equal(derivedFrom(c.known, s.props), derivedFrom(c.held, before)) {
			continue
		}
		for after := ""; ; {
			var n int
			var last string // Not after itself: the function may run more than once.
			err := s.Update(ctx, func(t store.Tx) error {
				var err error
				n, last, err = t.(*tx).deriveAnew(ctx, c, after)
				return err
			})
			if err != nil {
				return err
			}
			after = last
			if n < upgradeRows {
				break
			}
		}
	}
	return nil
}

// classes are those that the store may hold something of.
func (s *Store) classes(old *store.Schema) (all []class) {
	for _, k := range old.Kinds {
		all = append(all, class{
			name: k.Name, match: "(n:" + quote(k.Label) + ")", found: fmt.Sprintf("(n:%s)", nodeLabel),
			known: s.schema.Kind(k.Name).Properties, held: k.Properties,
		})
	}
	for _, r := range old.Relations {
		all = append(all, class{
			name: r.Name, match: fmt.Sprintf("(a)-[n:%s]->()", quote(r.Name)), found: fmt.Sprintf("()-[n:%s]->()", quote(r.Name)), edge: true,
			known: s.schema.Relation(r.Name).Properties, held: r.Properties,
		})
	}
	return all
}

// derivedFrom tells what is made of the properties, in texts to compare.
func derivedFrom(known []store.Property, all properties) (texts []string) {
	for _, p := range known {
		if folded := all[p.Name].Folded; folded || p.Fulltext || p.Ref {
			texts = append(texts, fmt.Sprint(p.Name, folded, p.Fulltext, p.Ref))
		}
	}
	slices.Sort(texts)
	return texts
}

// fill writes new defaults where there is no value. A value that is newly required and
// has no default must be there.
func (s *Store) fill(ctx context.Context, c class) error {
	for _, p := range c.known {
		i := slices.IndexFunc(c.held, func(q store.Property) bool { return q.Name == p.Name })
		if i >= 0 && c.held[i].Default == p.Default && c.held[i].Required == p.Required || p.Default == "" && !p.Required {
			continue
		}
		err := s.Update(ctx, func(t store.Tx) error {
			none := fmt.Sprintf("MATCH %s WHERE %s IS NULL ", c.match, prop("n", p.Name))
			if p.Default != "" {
				_, err := s.run(ctx, t.(*tx).run, none+fmt.Sprintf("SET %s = $value", prop("n", p.Name)), map[string]any{"value": p.Default})
				return failed(ctx, "upgrade", err)
			}
			rows, err := s.run(ctx, t.(*tx).run, none+"RETURN n.id LIMIT 1", nil)
			if err == nil && len(rows) > 0 {
				return fmt.Errorf("neo4j: %s of %s must have a value in this schema, and %q has none: give it one first: %w", p.Name, c.name, rows[0][0], store.ErrInvalid)
			}
			return failed(ctx, "upgrade", err)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// deriveAnew makes what is derived of the next few of a class, those with ids behind
// after. It returns how many there were and the last id.
func (t *tx) deriveAnew(ctx context.Context, c class, after string) (int, string, error) {
	fields := []string{"n.id AS id", "elementId(n) AS source"}
	if c.edge {
		fields[1] = "elementId(a) AS source"
	}
	texts := slices.DeleteFunc(slices.Clone(c.known), func(p store.Property) bool { return p.Type != store.String && p.Type != store.Strings })
	for i, p := range texts {
		fields = append(fields, fmt.Sprintf("%s AS v%d", prop("n", p.Name), i))
	}
	text := fmt.Sprintf("MATCH %s WHERE n.id > $after RETURN %s ORDER BY id LIMIT %d", c.match, strings.Join(fields, ", "), upgradeRows)
	rows, err := t.store.run(ctx, t.run, text, map[string]any{"after": after})
	if err != nil {
		return 0, after, failed(ctx, "upgrade", err)
	}
	gone, derived := shapes{}, shapes{}
	var all []referrer
	for _, row := range rows {
		after, _ = row[0].(string)
		from, _ := row[1].(string)
		values := map[string]any{}
		native := map[string]any{"id": after} // As it is kept.
		if !c.edge {
			native[wordsProp], native[namesProp] = nil, nil
		}
		for i, p := range texts {
			native[foldPrefix+p.Name] = nil
			if values[p.Name], err = texted(row[2+i]); err != nil {
				return 0, after, err
			}
		}
		t.store.derived(c.known, values, native, !c.edge)
		derived.add(native, "UNWIND $rows AS row MATCH %s WHERE n.id = row.id SET n += row", c.found)
		gone.add(after, "%s", refsGoneText(c.edge))
		all = append(all, referrer{after, from, values})
	}
	refs, err := t.refsAnew(ctx, c, all)
	if err != nil {
		return 0, after, err
	}
	for _, s := range []shapes{derived, gone, refs} {
		if err := t.rows(ctx, s, nil); err != nil {
			return 0, after, err
		}
	}
	return len(rows), after, nil
}

// A referrer is a node or an edge, with where the database has it or its source.
type referrer struct {
	id, from string
	values   map[string]any
}

// refsAnew makes the references of a few of a class.
func (t *tx) refsAnew(ctx context.Context, c class, all []referrer) (shapes, error) {
	ids := map[string]bool{}
	for _, r := range all {
		for ref := range references(c.known, r.values) {
			ids[ref[1]] = true
		}
	}
	rows, err := t.store.run(ctx, t.run, fmt.Sprintf("UNWIND $ids AS id MATCH (n:%s) WHERE n.id = id RETURN id, elementId(n)", nodeLabel),
		map[string]any{"ids": slices.AppendSeq([]string{}, maps.Keys(ids))})
	if err != nil {
		return nil, failed(ctx, "upgrade", err)
	}
	at := map[string]string{}
	for _, row := range rows {
		id, _ := row[0].(string)
		at[id], _ = row[1].(string)
	}
	refs := shapes{}
	for _, r := range all {
		addRefs(refs, r.id, r.from, c.edge, c.known, r.values, func(id string) string { return at[id] })
	}
	return refs, nil
}

// texted returns a text or a list of texts as it came from the database, nil if it is absent.
func texted(v any) (any, error) {
	raw, ok := v.([]any)
	if !ok {
		return textIn(v), nil
	}
	return list(0)(nil, []any{raw})
}
