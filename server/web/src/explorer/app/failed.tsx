/** A failure in a sentence, with a way to try again. */

interface Props {
  readonly words: string;
  readonly again: () => void;
  /** Whether it stands below a field, in which the keyboard stays when the button is pressed. */
  readonly below?: boolean;
}

export function Failed({ words, again, below = false }: Props) {
  return (
    <p class="failed" role="alert">
      {words}{' '}
      <button type="button" class="small" onMouseDown={below ? (event) => event.preventDefault() : undefined} onClick={again}>
        Try again
      </button>
    </p>
  );
}
