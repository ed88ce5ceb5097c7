import { describe, expect, test } from 'vitest';
import { act, begin, go, type History, redo, undo } from './history';
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
      { type: 'pin', at: { a: [1, 2] } },
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
    const before = after(
      { type: 'add', ids: ['a'] },
      { type: 'filter', filter: { kindsOff: ['CLAIM'] } },
      { type: 'window', window: { from: 0, to: 1, mode: 'possible' } },
      { type: 'view', view: 'list' },
      { type: 'question', question: { from: 'a', to: 'b', asked: true } },
      { type: 'brighten', bright: { path: ['e'] } },
      { type: 'side', side: 'paths' },
    );
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
      { type: 'pin', at: {} },
      { type: 'side', side: 'details' },
      { type: 'question', question: { from: null } },
      { type: 'brighten', bright: null },
      { type: 'open', state: structuredClone(three) },
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
    expect(undoable(three, reduce(three, { type: 'pin', at: { a: [0, 0] } }))).toBe(true);
    expect(undoable(three, reduce(three, { type: 'window', window: { from: 0, to: 1, mode: 'possible' } }))).toBe(true);
    expect(undoable(three, reduce(three, { type: 'side', side: 'paths' }))).toBe(false);
    expect(undoable(three, reduce(three, { type: 'brighten', bright: { path: ['e'] } }))).toBe(false);
  });
});

describe('what is selected, asked and bright', () => {
  test('what is selected is shown at the right, also where it was selected before', () => {
    const asking = after({ type: 'add', ids: ['a'], select: 'a' }, { type: 'side', side: 'differ', about: 'a' });
    expect(asking).toMatchObject({ side: 'differ', about: 'a' });
    expect(reduce(asking, { type: 'select', ids: ['a'] }).side).toBe('details');
    expect(reduce(asking, { type: 'select', ids: [] }).side).toBe('differ');
  });

  test('a question that is changed was not asked', () => {
    const asked = after({ type: 'question', question: { from: 'a', to: 'b' } }, { type: 'question', question: { asked: true } });
    expect(asked.question).toMatchObject({ from: 'a', to: 'b', asked: true });
    expect(reduce(asked, { type: 'question', question: { to: 'c' } }).question).toMatchObject({ from: 'a', to: 'c', asked: false });
  });

  test('where nothing is selected any more, nothing is bright', () => {
    const bright = after({ type: 'add', ids: ['a'], select: 'a' }, { type: 'brighten', bright: { path: ['e'] } });
    expect(reduce(bright, { type: 'select', ids: ['a', 'b'] }).bright).toEqual({ path: ['e'] });
    expect(reduce(bright, { type: 'select', ids: [] }).bright).toBeNull();
  });
});

describe('undo and redo', () => {
  const acts: Action[] = [
    { type: 'add', ids: ['a'] },
    { type: 'add', ids: ['b'] },
    { type: 'filter', filter: { minOrigins: 2 } },
    { type: 'hide', ids: ['a'] },
    { type: 'window', window: { from: 0, to: 1, mode: 'possible' } },
    { type: 'remove', ids: ['b'] },
  ];
  /** The history after acts, each so many milliseconds after the one before. */
  const acted = (history: History, actions: readonly Action[], apart = 5_000) => actions.reduce((so, action, i) => act(so, action, i * apart), history);
  const done = acted(begin(emptyState), acts);

  test('as many steps back lead to the beginning, and as many forward to the end', () => {
    let history = done;
    for (const _ of acts) history = undo(history);
    expect(history.present.state).toEqual(emptyState);
    expect(undo(history)).toBe(history);
    for (const _ of acts) history = redo(history);
    expect(history.present).toEqual(done.present);
    expect(redo(history)).toBe(history);
  });

  test('looking is no step, and keeps what can be redone', () => {
    const looked = act(undo(done), { type: 'view', view: 'list' }, 0);
    expect(looked.past).toHaveLength(acts.length - 1);
    expect(redo(looked).present.state).toEqual({ ...done.present.state, view: 'list' });
  });

  test('another act ends what could be redone', () => {
    expect(act(undo(done), { type: 'add', ids: ['c'] }, 0).future).toEqual([]);
  });

  test('a step back keeps how one looks, and selects nothing that is gone', () => {
    const looks: Action[] = [{ type: 'view', view: 'map' }, { type: 'select', ids: ['b'] }, { type: 'side', side: 'paths' }];
    const gone = acted(begin(three), [...looks, { type: 'add', ids: ['d'], select: 'd' }]);
    expect(undo(gone).present.state).toMatchObject({ view: 'map', selection: ['b'], scene: { ids: ['a', 'b', 'c'] } });
    const line = acted(begin(three), [{ type: 'add', ids: ['d'] }, { type: 'select', ids: ['met:a:b'] }]);
    expect(undo(line).present.state.selection).toEqual(['met:a:b']);
  });

  const windows = (moving: boolean) => [1, 2, 3].map((to): Action => ({ type: 'window', window: { from: 0, to, mode: 'possible' }, moving }));

  test('a window that is dragged is one step, however long the hand rests; the next drag is another', () => {
    const [, , last] = windows(false);
    const dragged = acted(begin(three), [...windows(true), last!], 60_000);
    expect(dragged.past).toHaveLength(1);
    expect(undo(dragged).present.state.window).toBeNull();
    expect(acted(dragged, windows(true), 10).past).toHaveLength(2);
  });

  test('what is typed or stepped in haste is one step, and after a pause another', () => {
    const typed = [1, 12, 123].map((minOrigins): Action => ({ type: 'filter', filter: { minOrigins } }));
    expect(acted(begin(three), typed, 300).past).toHaveLength(1);
    expect(acted(begin(three), typed).past).toHaveLength(3);
    expect(acted(begin(three), windows(false), 300).past).toHaveLength(1);
    expect(acted(begin(three), windows(false)).past).toHaveLength(3);
    const switches = (['CLAIM', 'PLACE'] as const).map((kind): Action => ({ type: 'filter', filter: { kindsOff: [kind] } }));
    expect(acted(begin(three), switches, 1).past).toHaveLength(2);
  });

  test('a page that is gone back to is the step it was, and nothing that can be redone is lost', () => {
    const [second] = done.past.slice(2);
    const back = go(done, second!.id, { ...second!.state, view: 'list' }, 0);
    expect(back.present).toEqual({ id: second!.id, state: { ...second!.state, view: 'list' } });
    expect([back.past.length, back.future.length]).toEqual([2, acts.length - 2]);
    const { present, past, future } = go(back, done.present.id, done.present.state, 0);
    expect([present, past.length, future]).toEqual([done.present, acts.length, []]);
  });

  test('a page of no known step is a step of its own, if its picture is another', () => {
    expect(go(done, null, three, 0).past).toHaveLength(acts.length + 1);
    expect(go(done, null, { ...done.present.state, view: 'map' }, 0).past).toHaveLength(acts.length);
  });
});
