/** What two have in common: the meetings that both took part in, and where both were at one time. */
import { MeetingsOfDocument, TogetherDocument } from '../gen/graphql';
import type { Id } from '../model';
import { ask, type Asking } from './client';

/** The most meetings that are opened at once. */
const mostMeetings = 40;

/** The meetings that both took part in, the earliest first. */
export async function meetings(one: Id, other: Id, asking: Asking): Promise<{ ids: readonly Id[]; total: number }> {
  const found = (await ask(MeetingsOfDocument, { one, other, first: mostMeetings }, asking)).meetings;
  return { ids: found.nodes.map(({ id }) => id), total: found.totalCount };
}

/** Where and when two were in one place at overlapping times, whether they met or not. */
export async function together(one: Id, other: Id, asking: Asking) {
  const { coPresence } = await ask(TogetherDocument, { of: one, with: other, first: 20 }, asking);
  return { rows: coPresence?.edges ?? [], total: coPresence?.totalCount ?? 0 };
}
