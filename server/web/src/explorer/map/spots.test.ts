import { expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { onDay } from '../timeline/testspans';
import { gather } from './spots';

const kabul = node('kabul', 'PLACE', { point: { lat: 34.5, lon: 69.2 } });
const gates = node('gates', 'PLACE');
const at = (place: typeof kabul) => ({ id: place.id, name: place.label, ...(place.point ? { point: place.point } : {}) });

test('events stand at their places in order of time, the undated last', () => {
  const nodes = [kabul, node('late', 'INCIDENT', { span: onDay('2021-08-26'), at: at(kabul) }), node('some day', 'MEETING', { at: at(kabul) }), node('early', 'MEETING', { span: onDay('2021-08-15'), at: at(kabul) })];
  const { spots, unplaced } = gather(nodes, [edge('late', 'HELD_AT', 'kabul', { id: 'h', disputed: true })]);
  expect(spots).toHaveLength(1);
  expect(spots[0]).toMatchObject({ id: 'kabul', inScene: true });
  expect(spots[0]!.happenings.map(({ id, disputed }) => [id, disputed])).toEqual([['early', false], ['late', true], ['some day', false]]);
  expect(unplaced).toEqual([]);
});

test('what was at a place without coordinates stands at the nearest around it that has some', () => {
  const city = node('city', 'PLACE');
  const nodes = [kabul, gates, city, node('ann', 'PERSON'), node('talk', 'MEETING', { at: at(gates) })];
  const edges = [edge('gates', 'PART_OF', 'city', { id: '1' }), edge('city', 'PART_OF', 'kabul', { id: '2' }), edge('ann', 'PRESENT_AT', 'gates', { id: 'was', span: onDay('2021-08-15') })];
  const { spots, unplaced } = gather(nodes, edges);
  expect(spots.map(({ id }) => id)).toEqual(['kabul']);
  expect(spots[0]!.happenings).toMatchObject([{ id: 'was', label: 'ann was at gates', within: 'gates' }, { id: 'talk', within: 'gates' }]);
  expect(unplaced.map(({ id }) => id)).toEqual(['city', 'gates']);
});

test('what has no place that can be shown stands apart, and a circle of places ends', () => {
  const nodes = [gates, node('talk', 'MEETING', { at: at(gates) }), node('raid', 'INCIDENT'), node('said', 'ASSERTION')];
  const { spots, unplaced } = gather(nodes, [edge('gates', 'PART_OF', 'gates', { id: '1' })]);
  expect(spots).toEqual([]);
  expect(unplaced.map(({ label }) => label)).toEqual(['gates', 'raid, nowhere said', 'talk, at gates']);
});

test('an event brings its place along, also where that is not in the scene', () => {
  const { spots } = gather([node('talk', 'MEETING', { at: at(kabul) })], []);
  expect(spots).toMatchObject([{ id: 'kabul', inScene: false, happenings: [{ id: 'talk', within: null }] }]);
});
