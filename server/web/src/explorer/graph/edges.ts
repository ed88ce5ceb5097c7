/** Draws edges as whole, dashed, dotted or double lines with an arrow or another end, in pixels; parallel ones side by side. */
import type Sigma from 'sigma';
import { EdgeProgram } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { Id } from '../model';
import type { Listed } from './hits';
import { type Line, style } from './look';

/** What the program needs to know of an edge beside what sigma does. */
export interface EdgeLook {
  readonly id: Id;
  readonly line: Line;
  /** How far aside it is drawn, in pixels to the left of its way. */
  readonly shift: number;
}

const vertex = /* glsl */ `
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute float a_startRadius;
attribute float a_endRadius;
attribute float a_shift;
attribute float a_style;
attribute vec3 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying float v_along;
varying float v_length;
varying float v_side;
varying float v_width;
varying float v_style;
const float bias = 255.0 / 254.0;

void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 way = a_end - a_start;
  float whole = length(way);
  vec2 direction = whole > 0.0 ? way / whole : vec2(1.0, 0.0);
  vec2 normal = vec2(-direction.y, direction.x);
  float from = a_startRadius / u_sizeRatio;
  float to = max(from, whole / pixel - a_endRadius / u_sizeRatio - 2.0);
  // Two rectangles, the body and the end: only the end is wide, and what is not covered costs nothing.
  float neck = a_style < 8.0 ? to : max(from, to - 8.0 - a_width);
  float body = (mod(floor(a_style / 4.0), 2.0) > 0.5 ? 2.2 : a_width * 0.5) + 1.0;
  float end = (3.6 + a_width * 0.3) * 1.2 + 1.3;
  float along = a_corner.x < 0.5 ? from : a_corner.x < 1.5 ? neck : to;
  float side = a_corner.y * mix(body, end, a_corner.z);
  vec2 position = a_start + (direction * along + normal * (side + a_shift)) * pixel;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_along = along - from;
  v_length = to - from;
  v_side = side;
  v_width = a_width;
  v_style = a_style;
  v_color = a_color;
  v_color.a *= bias;
}
`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_along;
varying float v_length;
varying float v_side;
varying float v_width;
varying float v_style;

void main(void) {
  float side = abs(v_side);
  float dash = mod(v_style, 4.0);
  float double_ = mod(floor(v_style / 4.0), 2.0);
  float end = floor(v_style / 8.0 + 0.01);
  float head = 6.0 + v_width;
  float left = v_length - v_along;
  float distance = side - v_width * 0.5;
  if (double_ > 0.5) distance = abs(side - 1.6) - 0.6;
  if (dash > 1.5 && dash < 2.5 && mod(v_along, 5.0) > 2.0) distance = 1.0;
  else if (dash > 2.5 && mod(v_along, 14.0) > 7.0 && abs(mod(v_along, 14.0) - 10.5) > 1.0) distance = 1.0;
  else if (dash > 0.5 && dash < 1.5 && mod(v_along, 10.0) > 6.0) distance = 1.0;
  float wide = (3.6 + v_width * 0.3) * left / head;
  if (end > 0.5 && end < 1.5 && left < head) distance = side - wide;
  if (end > 1.5 && end < 2.5 && left < 8.0) distance = length(vec2(left - 3.6, side)) - 3.4;
  if (end > 2.5 && end < 3.5 && left < 2.4) distance = side - 4.6;
  if (end > 3.5 && left < head) distance = min(distance, abs(side - wide * 1.2) - 0.8);
  gl_FragColor = v_color * (1.0 - smoothstep(-0.5, 0.5, distance));
}
`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

const uniforms = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio'] as const;

/** The corners of a rectangle along the way, as two triangles. */
const rectangle = (from: number, to: number, end: number) => [
  [from, -1, end],
  [to, -1, end],
  [from, 1, end],
  [from, 1, end],
  [to, -1, end],
  [to, 1, end],
];

/** A program that draws edges, and keeps a list of what is drawn. */
export const lineProgram = (listed: Listed) =>
  class LineProgram extends EdgeProgram<(typeof uniforms)[number]> {
    /** Nothing is picked from a second drawing: see hits.ts. */
    constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
      super(gl, null, renderer);
    }

    override reallocate(capacity: number): void {
      super.reallocate(capacity);
      listed.numbers = this.array;
      listed.ids.length = capacity;
    }

    override process(index: number, offset: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData & Partial<EdgeLook>): void {
      super.process(index, offset, source, target, data);
      listed.ids[offset] = data.id ?? '';
    }

    getDefinition() {
      return {
        VERTICES: 12,
        VERTEX_SHADER_SOURCE: vertex,
        FRAGMENT_SHADER_SOURCE: fragment,
        METHOD: TRIANGLES,
        UNIFORMS: uniforms,
        ATTRIBUTES: [
          { name: 'a_start', size: 2, type: FLOAT },
          { name: 'a_end', size: 2, type: FLOAT },
          { name: 'a_width', size: 1, type: FLOAT },
          { name: 'a_startRadius', size: 1, type: FLOAT },
          { name: 'a_endRadius', size: 1, type: FLOAT },
          { name: 'a_shift', size: 1, type: FLOAT },
          { name: 'a_style', size: 1, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        // Along the way (its start, its neck, its end), to which side, and whether of the end.
        CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 3, type: FLOAT }],
        CONSTANT_DATA: [...rectangle(0, 1, 0), ...rectangle(1, 2, 1)],
      };
    }

    processVisibleItem(
      _edgeIndex: number,
      start: number,
      source: NodeDisplayData,
      target: NodeDisplayData,
      data: EdgeDisplayData & Partial<EdgeLook>,
    ): void {
      const { array } = this;
      array[start++] = source.x;
      array[start++] = source.y;
      array[start++] = target.x;
      array[start++] = target.y;
      array[start++] = data.size;
      array[start++] = source.size;
      array[start++] = target.size;
      array[start++] = data.shift ?? 0;
      array[start++] = data.line ? style(data.line) : 0;
      array[start] = floatColor(data.color);
    }

    setUniforms({ matrix, sizeRatio, correctionRatio }: RenderParams, { gl, uniformLocations }: Parameters<EdgeProgram['setUniforms']>[1]): void {
      gl.uniformMatrix3fv(uniformLocations['u_matrix'] ?? null, false, matrix);
      gl.uniform1f(uniformLocations['u_sizeRatio'] ?? null, sizeRatio);
      gl.uniform1f(uniformLocations['u_correctionRatio'] ?? null, correctionRatio);
    }
    };
