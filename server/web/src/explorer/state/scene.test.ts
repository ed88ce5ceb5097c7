import { describe, expect, test } from 'vitest';
import { act, begin, redo, undo } from './history';
import { type Action, emptyState, reduce, type State, toggled, undoable } from './scene';

const after = (...actions: Action[]): State => actions.reduce(reduce, emptyState);
const three = after({ type: 'add', ids: ['a', 'b', 'c'] });

describe('acts', () => {
  test('nodes come once, in the order in which they came', () => {
    expect(reduce(three, { type: 'add', ids: ['b', 'd', 'd'], select: 'd' })).toMatchObject({ scene: { ids: ['a', 'b', 'c', 'd'] }, selection: ['d'] });
  });

  test('what goes takes its pin, its hiding and its selection with it', () => {
    const before = after(
      { type: 'add', ids: ['a', 'b', 'c'] },
      { type: 'pin', id: 'a', at: [1, 2] },
      { type: 'select', ids: ['a', 'b'] },
      { type: 'hide', ids: ['c'] },
    );
    expect(reduce(before, { type: 'remove', ids: ['a', 'c'] })).toMatchObject({ scene: { ids: ['b'], pinned: {}, hidden: [] }, selection: ['b'] });
    expect(reduce(before, { type: 'keep', ids: ['a'] })).toMatchObject({ scene: { ids: ['a'], pinned: { a: [1, 2] }, hidden: [] }, selection: ['a'] });
  });

  test('what is hidden is not selected, and is seen again when it is brought again', () => {
    const hidden = after({ type: 'add', ids: ['a', 'b'] }, { type: 'select', ids: ['a', 'b'] }, { type: 'hide', ids: ['a'] });
    expect(hidden).toMatchObject({ scene: { ids: ['a', 'b'], hidden: ['a'] }, selection: ['b'] });
    expect(reduce(hidden, { type: 'add', ids: ['a'] }).scene.hidden).toEqual([]);
    expect(reduce(hidden, { type: 'unhide' }).scene.hidden).toEqual([]);
  });

  test('a new start forgets what was', () => {
    const before = after({ type: 'add', ids: ['a'] }, { type: 'filter', filter: { kindsOff: ['CLAIM'] } }, { type: 'view', view: 'list' });
    expect(reduce(before, { type: 'start', ids: ['x', 'y'], folded: true, select: 'x' })).toEqual({
      ...emptyState,
      scene: { ids: ['x', 'y'], pinned: {}, hidden: [], folded: true },
      selection: ['x'],
      view: 'list',
    });
  });

  test('an act that changes nothing gives the very same state', () => {
    const acts: Action[] = [
      { type: 'add', ids: ['a'] },
      { type: 'remove', ids: ['x'] },
      { type: 'keep', ids: ['a', 'b', 'c'] },
      { type: 'unpin', ids: ['a'] },
      { type: 'unhide' },
      { type: 'hide', ids: [] },
      { type: 'fold', on: false },
      { type: 'filter', filter: { kindsOff: [] } },
      { type: 'select', ids: [] },
      { type: 'window', window: null },
      { type: 'view', view: 'graph' },
    ];
    for (const action of acts) expect(reduce(three, action), action.type).toBe(three);
  });

  test('a selection is added to and taken from', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  test('only what changes the picture can be undone', () => {
    expect(undoable(three, reduce(three, { type: 'select', ids: ['a'] }))).toBe(false);
    expect(undoable(three, reduce(three, { type: 'view', view: 'map' }))).toBe(false);
    expect(undoable(three, reduce(three, { type: 'filter', filter: { fade: true } }))).toBe(true);
    expect(undoable(three, reduce(three, { type: 'pin', id: 'a', at: [0, 0] }))).toBe(true);
  });
});

describe('undo and redo', () => {
  const acts: Action[] = [
    { type: 'add', ids: ['a'] },
    { type: 'add', ids: ['b'] },
    { type: 'filter', filter: { minOrigins: 2 } },
    { type: 'hide', ids: ['a'] },
    { type: 'remove', ids: ['b'] },
  ];
  const done = acts.reduce(act, begin(emptyState));

  test('as many steps back lead to the beginning, and as many forward to the end', () => {
    let history = done;
    for (const _ of acts) history = undo(history);
    expect(history.present).toEqual(emptyState);
    expect(undo(history)).toBe(history);
    for (const _ of acts) history = redo(history);
    expect(history.present).toEqual(done.present);
    expect(redo(history)).toBe(history);
  });

  test('looking is no step, and keeps what can be redone', () => {
    const looked = act(undo(done), { type: 'view', view: 'list' });
    expect(looked.past).toHaveLength(4);
    expect(redo(looked).present).toEqual({ ...done.present, view: 'list' });
  });

  test('another act ends what could be redone', () => {
    expect(act(undo(done), { type: 'add', ids: ['c'] }).future).toEqual([]);
  });

  test('a step back keeps how one looks, and selects nothing that is gone', () => {
    const history = [{ type: 'view', view: 'map' } as const, { type: 'select', ids: ['b'] } as const].reduce(act, begin(three));
    const gone = act(history, { type: 'add', ids: ['d'], select: 'd' });
    expect(undo(gone).present).toMatchObject({ view: 'map', selection: ['b'], scene: { ids: ['a', 'b', 'c'] } });
  });
});
