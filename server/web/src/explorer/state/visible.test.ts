import { describe, expect, test } from 'vitest';
import type { Filter, Span, TimeWindow } from '../model';
import { byId, edge, node } from '../testthings';
import { emptyScene, noFilter, type Scene } from './scene';
import { filters, picture } from './visible';

const year = (year: number): Span => {
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31, 23, 59, 59)];
  return { edtf: String(year), text: null, from, to, surelyFrom: to, surelyTo: from, approximate: false, uncertain: false };
};
const backing = { documents: 1, origins: 1, certainty: 'POSSIBLE', disputed: true, anonymous: false } as const;

const nodes = [
  node('ann'),
  node('bob'),
  node('cy'),
  node('talk', 'MEETING', { span: year(1971) }),
  node('claim', 'CLAIM', { backing }),
  node('kabul', 'PLACE'),
];
const edges = [
  edge('ann', 'ATTENDED', 'talk', { span: year(1971), origins: 3 }),
  edge('bob', 'ATTENDED', 'talk', { span: year(1971), certainty: 'PROBABLE' }),
  edge('ann', 'MET', 'bob'),
  edge('bob', 'MET', 'cy', { count: 2, met: { first: year(1970), last: year(1973) } }),
  edge('claim', 'ABOUT', 'ann', { certainty: 'POSSIBLE', disputed: true }),
  edge('ann', 'PRESENT_AT', 'kabul', { certainty: null, origins: 0 }),
  edge('ann', 'MET', 'elsewhere'),
];

function seen(filter: Partial<Filter> = {}, scene: Partial<Scene> = {}, window: TimeWindow | null = null) {
  const found = picture({ ...emptyScene, ids: nodes.map(({ id }) => id), ...scene }, byId(nodes), edges, { ...noFilter, ...filter }, window);
  return { ...found, ids: found.nodes.map(({ id }) => id), ways: found.edges.map(({ relation, source, target }) => `${source} ${relation} ${target}`) };
}

describe('a picture', () => {
  test('has all nodes of the scene and the edges among them, and who met whom only where no meeting shows it', () => {
    const { ids, ways, faint } = seen();
    expect(ids).toEqual(['ann', 'bob', 'cy', 'talk', 'claim', 'kabul']);
    expect(ways).toEqual(['ann ATTENDED talk', 'bob ATTENDED talk', 'bob MET cy', 'claim ABOUT ann', 'ann PRESENT_AT kabul']);
    expect(faint.size).toBe(0);
  });

  test('has edges instead of meetings where they are folded', () => {
    const { ids, ways } = seen({}, { folded: true });
    expect(ids).not.toContain('talk');
    expect(ways).toEqual(['ann MET bob', 'bob MET cy', 'claim ABOUT ann', 'ann PRESENT_AT kabul']);
  });

  test('leaves out what is hidden, and what nobody knows yet', () => {
    const { ids, ways } = seen({}, { ids: ['ann', 'talk', 'kabul', 'new'], hidden: ['kabul'] });
    expect(ids).toEqual(['ann', 'talk']);
    expect(ways).toEqual(['ann ATTENDED talk']);
  });

  test('leaves out a kind with all its edges, and counts it still', () => {
    const { ids, ways, kinds, relations } = seen({ kindsOff: ['MEETING'] });
    expect(ids).not.toContain('talk');
    expect(ways.some((way) => way.includes('ATTENDED'))).toBe(false);
    expect(kinds.get('MEETING')).toEqual({ all: 1, shown: 0 });
    expect(kinds.get('PERSON')).toEqual({ all: 3, shown: 3 });
    expect(relations.get('ATTENDED')).toEqual({ all: 2, shown: 0 });
  });

  test('leaves out a relation', () => {
    expect(seen({ relationsOff: ['ABOUT'] }).ways).not.toContain('claim ABOUT ann');
    expect(seen({ relationsOff: ['ABOUT'] }).ids).toContain('claim');
  });

  test('fades instead of leaving out', () => {
    const { ids, ways, faint } = seen({ kindsOff: ['MEETING'], fade: true });
    expect(ids).toContain('talk');
    expect(ways).toContain('ann ATTENDED talk');
    expect([...faint].sort()).toEqual(['ATTENDED:ann:talk', 'ATTENDED:bob:talk', 'talk']);
  });

  test('holds edges and claims to their evidence', () => {
    expect(seen({ minCertainty: 'PROBABLE' }).ids).not.toContain('claim');
    expect(seen({ minCertainty: 'PROBABLE' }).ways).toEqual(['ann ATTENDED talk', 'bob ATTENDED talk', 'bob MET cy']);
    expect(seen({ minCertainty: 'CERTAIN' }).ways).toEqual(['ann ATTENDED talk', 'bob MET cy']);
    expect(seen({ minOrigins: 2 }).ways).toEqual(['ann ATTENDED talk']);
    expect(seen({ onlyDisputed: true }).ways).toEqual(['claim ABOUT ann']);
  });

  test('holds what has a time to the window', () => {
    const window = { from: Date.UTC(1972, 0, 1), to: Date.UTC(1972, 11, 31), mode: 'possible' as const };
    expect(seen({}, {}, window).ids).toEqual(['ann', 'bob', 'cy', 'claim', 'kabul']);
    expect(seen({}, {}, window).ways).not.toContain('bob MET cy');
    expect(seen({}, {}, { ...window, to: Date.UTC(1973, 5, 1) }).ways).toContain('bob MET cy');
    const spring = { from: Date.UTC(1971, 3, 1), to: Date.UTC(1971, 5, 1) };
    expect(seen({}, {}, { ...spring, mode: 'possible' }).ids).toContain('talk');
    expect(seen({}, {}, { ...spring, mode: 'certain' }).ids).not.toContain('talk');
  });

  test('says whether a filter is on', () => {
    expect(filters({ ...noFilter, fade: true })).toBe(false);
    expect(filters({ ...noFilter, relationsOff: ['MET'] })).toBe(true);
    expect(filters({ ...noFilter, minCertainty: 'POSSIBLE' })).toBe(true);
  });
});
