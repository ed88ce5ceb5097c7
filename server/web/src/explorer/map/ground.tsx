/** Land, sea and the names of countries. Only what is in sight is drawn. */
import { useMemo } from 'preact/hooks';
import { onScreen, type Camera, type Frame } from './camera';
import type { Country } from './world';

export interface GroundProps {
  readonly countries: readonly Country[];
  readonly camera: Camera;
  readonly frame: Frame;
}

/** Pixels of a letter of a country's name. */
const letter = 7.2;

export function Ground({ countries, camera, frame }: GroundProps) {
  const { k, x, y } = camera;
  const seen = countries.filter((country) => country.right * k + x > 0 && country.left * k + x < frame.width && country.bottom * k + y > 0 && country.top * k + y < frame.height);
  // The outlines stay the same while the map moves over the same countries.
  const outlines = useMemo(() => seen.map(({ key, outline }) => <path key={key} d={outline()} />), [seen.map(({ key }) => key).join(), countries]);
  return (
    <svg class="map-ground" width={frame.width} height={frame.height} aria-hidden="true">
      <g transform={`translate(${x} ${y}) scale(${k})`}>{outlines}</g>
      {seen
        .filter(({ wide, name }) => wide * k > name.length * letter && wide * k < frame.width * 4)
        .map((country) => {
          const [left, top] = onScreen(camera, [country.x, country.y]);
          return (
            <text key={country.key} x={left} y={top}>
              {country.name}
            </text>
          );
        })}
    </svg>
  );
}
