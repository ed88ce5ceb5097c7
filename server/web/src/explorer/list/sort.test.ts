import { describe, expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { endedOn, fromTo, onDay, since } from '../timeline/testspans';
import { edgeColumns, edgeRows, nodeColumns, type Column } from './columns';
import { sorted } from './sort';

const column = <Row>(columns: readonly Column<Row>[], key: string) => columns.find((candidate) => candidate.key === key)!;
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('sorted', () => {
  const nodes = [
    node('d', 'MEETING', { span: onDay('2021-08-15') }),
    node('none', 'PERSON'),
    node('b', 'INCIDENT', { span: fromTo('2021-08-15', '2021-08-20') }),
    node('open', 'INCIDENT', { span: since('2021-08-15') }),
    node('a', 'MEETING', { span: onDay('2021-08-15') }),
    node('before', 'CLAIM', { span: endedOn('2021-08-30') }),
    node('also none', 'PLACE'),
  ];
  const when = column(nodeColumns, 'when');

  test('times are in order of start, end and id, the undated last', () => {
    expect(ids(sorted(nodes, when, false))).toEqual(['before', 'a', 'd', 'b', 'open', 'also none', 'none']);
  });

  test('descending is the exact reverse, but for the undated, which stay last', () => {
    expect(ids(sorted(nodes, when, true))).toEqual(['open', 'b', 'd', 'a', 'before', 'none', 'also none']);
  });

  test('names are in a reader\'s order, numbers in them by size', () => {
    const named = ['Zoe', 'émile', 'Talk 10', 'talk 9', 'Emil'].map((label, i) => node(`${i}`, 'PERSON', { label }));
    expect(sorted(named, column(nodeColumns, 'name'), false).map(({ label }) => label)).toEqual(['Emil', 'émile', 'talk 9', 'Talk 10', 'Zoe']);
  });

  test('certainty begins with the surest; what has none comes last either way', () => {
    const rows = edgeRows(nodes, [
      edge('none', 'ATTENDED', 'a', { id: '1', certainty: 'POSSIBLE' }),
      edge('none', 'ATTENDED', 'b', { id: '2', certainty: null }),
      edge('none', 'ATTENDED', 'd', { id: '3', certainty: 'CERTAIN' }),
      edge('none', 'ATTENDED', 'd', { id: '4', certainty: 'UNCOMMITTED' }),
      edge('none', 'ATTENDED', 'd', { id: '5', certainty: 'PROBABLE' }),
    ]);
    const certainty = column(edgeColumns, 'certainty');
    expect(ids(sorted(rows, certainty, false))).toEqual(['3', '5', '1', '4', '2']);
    expect(ids(sorted(rows, certainty, true))).toEqual(['4', '1', '5', '3', '2']);
  });

  test('it leaves its input as it was', () => {
    const before = ids(nodes);
    sorted(nodes, when, true);
    expect(ids(nodes)).toEqual(before);
  });
});
