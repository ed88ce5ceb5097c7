import { scaleBar, type Camera, type Frame } from './camera';

/** How long so many pixels are, in the middle of the map. */
export function Scale({ camera, frame }: { readonly camera: Camera; readonly frame: Frame }) {
  const { text, pixels } = scaleBar(camera, frame, 110);
  return (
    <div class="map-scale" style={`width:${pixels}px`}>
      {text}
    </div>
  );
}
