/** What the right side of the page is about. */
import { sheet } from '../app/ui';
import type { Id, Side } from '../model';
import { dispatch } from '../state/store';

/** Turns the right side to something, and opens it where it is folded away; of accounts that differ, those about one alone. */
export function turn(side: Side, about: Id | null = null): void {
  dispatch({ type: 'side', side, about });
  sheet.value = 'details';
}
