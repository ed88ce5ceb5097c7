/**
 * The state of the page as the part of its address behind `#`: what is shared, reloaded and gone back to. A small scene
 * is written in words; a larger one packed; and one too large for an address is kept in this browser only.
 */
import { type Bright, certainties, type Certainty, type Filter, type Id, type Kind, mostOrigins, mostPaths, mostSteps, type PathQuestion, type RelationType, type TimeWindow } from '../model';
import { anyWay, emptyScene, emptyState, noFilter, type Scene, type State } from './scene';

/** The longest address that is written in words, and the longest that is written at all. */
const wordsMost = 2_000;
const mostLength = 16_000;

/** Where scenes are kept that are too large for an address. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

/** An address, and whether it is good in this browser only. */
export interface Address {
  readonly hash: string;
  readonly local: boolean;
}

/** The address of a state. It throws if the scene is too large for one and cannot be kept. */
export async function toHash(state: State, keeper: Keeper): Promise<Address> {
  const words = toWords(state);
  if (words.length <= wordsMost) return { hash: words, local: false };
  const packed = `z=${await pack(words)}`;
  if (packed.length <= mostLength) return { hash: packed, local: false };
  const name = digest(words);
  keeper.setItem(`parley.scene.${name}`, words);
  return { hash: `local=${name}`, local: true };
}

/** The state that an address means; null where it was kept in another browser, or is damaged. What it says wrong is added to `wrong`. */
export async function fromHash(hash: string, keeper: Keeper, wrong: string[] = []): Promise<State | null> {
  const text = hash.replace(/^#/, '');
  if (text.startsWith('z=')) {
    const words = await unpack(text.slice(2)).catch(() => null);
    return words === null ? null : fromWords(words, wrong);
  }
  if (text.startsWith('local=')) {
    const words = keeper.getItem(`parley.scene.${text.slice(6)}`);
    return words === null ? null : fromWords(words, wrong);
  }
  return fromWords(text, wrong);
}

/** The state in words: only what differs from an empty page. */
export function toWords(state: State): string {
  const { scene, filter, selection, window, view, side, about, question, bright } = state;
  const parts: [string, string][] = [];
  const list = (name: string, ids: readonly string[]) => ids.length > 0 && parts.push([name, ids.map(escapeId).join(',')]);
  const one = (name: string, id: string | null) => list(name, id ? [id] : []);
  list('n', scene.ids);
  list('hide', scene.hidden);
  list('pin', Object.entries(scene.pinned).map(([id, [x, y]]) => `${escapeId(id)}@${short(x)}@${short(y)}`));
  if (scene.folded) parts.push(['fold', '1']);
  list('off', filter.kindsOff);
  list('roff', filter.relationsOff);
  if (filter.minCertainty) parts.push(['sure', filter.minCertainty]);
  if (filter.minOrigins > 0) parts.push(['origins', String(filter.minOrigins)]);
  if (filter.onlyDisputed) parts.push(['disputed', '1']);
  if (filter.fade) parts.push(['fade', '1']);
  list('sel', selection);
  if (window) parts.push(['t', `${window.from},${window.to},${window.mode}`]);
  if (view !== 'graph') parts.push(['view', view]);
  if (side !== 'details') parts.push(['side', side]);
  one('about', about);
  one('from', question.from);
  one('to', question.to);
  const { wish } = question;
  list('by', wish.relations);
  list('through', wish.kinds);
  one('within', wish.within);
  if (wish.match !== anyWay.match) parts.push(['match', wish.match]);
  if (wish.minOrigins > 0) parts.push(['backed', String(wish.minOrigins)]);
  if (wish.minCertainty) parts.push(['wording', wish.minCertainty]);
  if (wish.steps !== anyWay.steps) parts.push(['steps', String(wish.steps)]);
  if (wish.first !== anyWay.first) parts.push(['paths', String(wish.first)]);
  if (question.asked) parts.push(['asked', '1']);
  if (bright && 'path' in bright) list('path', bright.path);
  if (bright && 'chain' in bright) one('chain', bright.chain);
  return parts.map(([name, value]) => `${name}=${value}`).join('&');
}

/** The state that words mean. What they say wrong counts as not said, and is added to `wrong`. */
export function fromWords(words: string, wrong: string[] = []): State {
  const said = new Map(words.split('&').filter(Boolean).map((part) => [part.split('=', 1)[0]!, part]));
  const known = new Set<string>();
  const value = (name: string) => {
    known.add(name);
    return said.get(name)?.slice(name.length + 1) ?? '';
  };
  /** What a value means; null where it is not said, or means nothing. */
  const meant = <T>(name: string, meaning: (text: string) => T | null): T | null => {
    const text = value(name);
    const found = text === '' ? null : meaning(text);
    if (text !== '' && found === null) wrong.push(said.get(name)!);
    return found;
  };
  const list = (name: string) => value(name).split(',').filter(Boolean).map(unescapeId);
  const among = <T extends string>(name: string, all: readonly T[]) => meant(name, (text) => all.find((one) => one === text) ?? null);
  const flag = (name: string) => among(name, ['0', '1']) === '1';
  const count = (name: string, least: number, most: number) => meant(name, (text) => within(Number(text), least, most));
  const ids = list('n');
  const there = new Set(ids);
  const pins = list('pin').map(pin);
  if (pins.includes(null)) wrong.push(said.get('pin')!);
  const scene: Scene = {
    ...emptyScene,
    ids,
    hidden: list('hide').filter((id) => there.has(id)),
    pinned: Object.fromEntries(pins.flatMap((one) => (one && there.has(one[0]) ? [one] : []))),
    folded: flag('fold'),
  };
  const filter: Filter = {
    ...noFilter,
    kindsOff: list('off') as Kind[],
    relationsOff: list('roff') as RelationType[],
    minCertainty: among('sure', certainties),
    minOrigins: count('origins', 0, mostOrigins) ?? 0,
    onlyDisputed: flag('disputed'),
    fade: flag('fade'),
  };
  const [from = null, to = null] = [list('from')[0], list('to')[0]];
  const question: PathQuestion = {
    from,
    to,
    wish: {
      relations: list('by') as RelationType[],
      kinds: list('through') as Kind[],
      within: list('within')[0] ?? '',
      match: among('match', ['POSSIBLE', 'CERTAIN']) ?? anyWay.match,
      minOrigins: count('backed', 0, mostOrigins) ?? 0,
      minCertainty: among<Certainty>('wording', certainties),
      steps: count('steps', 1, mostSteps) ?? anyWay.steps,
      first: count('paths', 1, mostPaths) ?? anyWay.first,
    },
    asked: flag('asked') && from !== null && to !== null && from !== to,
  };
  const state: State = {
    ...emptyState,
    scene,
    filter,
    selection: list('sel'),
    window: meant('t', timeWindow),
    view: among('view', ['graph', 'map', 'list']) ?? 'graph',
    side: among('side', ['details', 'paths', 'differ']) ?? 'details',
    about: list('about')[0] ?? null,
    question,
    bright: bright(list('path'), list('chain')[0]),
  };
  for (const [name, part] of said) if (!known.has(name)) wrong.push(part);
  return state;
}

function bright(path: readonly Id[], chain: Id | undefined): Bright | null {
  if (path.length > 0) return { path };
  return chain ? { chain } : null;
}

/** A whole number from the least to the most; null if it is none of these. */
function within(number: number, least: number, most: number): number | null {
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}

/** How far from the middle of the plane anything is pinned. */
const farthest = 1e6;

/** Who is pinned, and where; null if a text does not say it. Its id is escaped twice: as one of a list, and within that. */
function pin(text: string): [Id, [number, number]] | null {
  const [id, x, y] = text.split('@');
  const at: [number, number] = [Number(x), Number(y)];
  return id && x && y && at.every((side) => Math.abs(side) <= farthest) ? [unescapeId(id), at] : null;
}

/** The years that a time can be given in begin and end then: they have four digits. */
const firstYear = Date.parse('0000-01-01T00:00:00Z');
const lastYear = Date.parse('9999-12-31T23:59:59Z');

function timeWindow(text: string): TimeWindow | null {
  const [from, to, mode] = text.split(',');
  if (mode !== 'certain' && mode !== 'possible') return null;
  const window = { from: Number(from), to: Number(to), mode } as const;
  return from && to && firstYear <= window.from && window.from <= window.to && window.to <= lastYear ? window : null;
}

/** Escapes what would end an id within a list; colons and the like stay, so that an address can be read. */
function escapeId(id: Id): string {
  return id.replace(/[^\w:.~*/-]/gu, (letter) => encodeURIComponent(letter));
}

function unescapeId(text: string): Id {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const short = (x: number) => String(Math.round(x * 100) / 100);

/** Deflates text into letters that an address may have. */
async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function unpack(packed: string): Promise<string> {
  const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}

/** A short name that the same text always has. It need not be safe from malice: FNV-1a, twice. */
function digest(text: string): string {
  const half = (seed: number) => {
    let hash = seed;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
    return hash.toString(36);
  };
  return half(0x811c9dc5) + half(0x050c5d1f);
}
