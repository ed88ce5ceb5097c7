/** A field for a whole number. */

interface Props {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly value: number;
  /** What an empty field means. */
  readonly none: number;
  readonly change: (value: number) => void;
}

/** Takes what is typed as the nearest whole number that is allowed. */
export function NumberField({ label, least, most, value, none, change }: Props) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={({ currentTarget: input }) => {
          const typed = Number.isNaN(input.valueAsNumber) ? none : Math.round(input.valueAsNumber);
          const taken = Math.min(most, Math.max(least, typed));
          // Where the number stays as it was, the field would keep what was typed.
          input.value = String(taken);
          change(taken);
        }}
      />
    </label>
  );
}
