/** The claims that contradict each other, or are both affirmed and denied. */
import { DifferDocument } from '../gen/graphql';
import type { Id } from '../model';
import { ask, type Asking } from './client';

/** How many pairs are asked for. */
const most = 25;

/** The first disputes, about something or about anything, and how many there are in all. */
export async function differences(about: Id | null, asking: Asking) {
  const { disputes } = await ask(DifferDocument, { about: about === null ? null : [about], first: most, after: null }, asking);
  return { rows: disputes?.edges ?? [], total: disputes?.totalCount ?? 0 };
}
